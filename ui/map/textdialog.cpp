// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/textdialog.h"

#include "app/embeddings/vectorexport.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::ui::map {

using app::embeddings::TextMap;
using theme::Metrics::Unit;

namespace {

constexpr QSize FirstSize(560, 440);
constexpr qsizetype longestTitle = 80;
constexpr size_t firstValues = 8;
constexpr int digits = 4;

QString factsOf(const TextMap &map, qsizetype point)
{
    const app::embeddings::CorpusText &text = map.corpus.at(point);
    QStringList facts;
    if (!text.label.isEmpty())
        facts << text.label;
    if (size_t(point) < map.clusters.of.ofRow.size()) {
        if (const QString cluster = map.clusters.names.value(map.clusters.of.ofRow[size_t(point)]);
            !cluster.isEmpty())
            facts << cluster;
    }
    if (text.number)
        facts << map.numberName + u' ' + QLocale().toString(*text.number);
    if (!text.source.isEmpty())
        facts << text.source;
    return facts.join(u"  ·  "_s);
}

double normOf(const std::vector<float> &vector)
{
    double sum = 0;
    for (const float value : vector)
        sum += double(value) * double(value);
    return std::sqrt(sum);
}

} // namespace

TextDialog::TextDialog(const TextMap &map, qsizetype point, QWidget *parent)
    : QDialog(parent)
    , m_text(map.corpus.at(point))
    , m_rows(new QVBoxLayout(this))
{
    setWindowTitle(m_text.title.isEmpty() ? tr("Text") : text::oneLine(m_text.title, longestTitle));
    setAccessibleName(tr("Text"));
    if (map.vectors) {
        const float *values = rowOf(*map.vectors, size_t(point));
        m_vector.assign(values, values + map.vectors->columns);
    }
    m_rows->setContentsMargins(2 * Unit, 2 * Unit, 2 * Unit, 2 * Unit);
    m_rows->setSpacing(Unit);
    addText(factsOf(map, point));
    if (!m_vector.empty())
        addVector();
    addButtons();
    resize(FirstSize);
}

void TextDialog::addText(const QString &facts)
{
    auto *whole = new QPlainTextEdit(m_text.text, this);
    whole->setReadOnly(true);
    whole->setTabChangesFocus(true);
    whole->setAccessibleName(tr("The whole text"));
    auto *more = new QLabel(facts, this);
    more->setTextFormat(Qt::PlainText);
    more->setWordWrap(true);
    theme::setLook(more, theme::Look::Secondary);
    more->setVisible(!facts.isEmpty());
    m_rows->addWidget(whole, 1);
    m_rows->addWidget(more);
}

//! Its dimension, its length, and how it begins.
void TextDialog::addVector()
{
    const QLocale locale;
    QStringList values;
    for (size_t i = 0; i < std::min(firstValues, m_vector.size()); ++i)
        values << locale.toString(double(m_vector[i]), 'f', digits);
    QString begin = values.join(u"   "_s);
    if (m_vector.size() > firstValues)
        begin += u"   …"_s;
    auto *words = new QLabel(tr("Vector of %1 numbers, length %2")
                                 .arg(text::count(qint64(m_vector.size())),
                                      locale.toString(normOf(m_vector), 'f', digits)),
                             this);
    auto *numbers = new QLabel(begin, this);
    numbers->setAccessibleName(tr("First numbers of the vector: %1").arg(begin));
    numbers->setWordWrap(true);
    theme::setLook(numbers, theme::Look::Secondary);
    for (QLabel *label : {words, numbers}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_rows->addWidget(label);
    }
}

void TextDialog::addButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    const auto copies = [this, buttons](const QString &words, const auto &what) {
        QPushButton *button = buttons->addButton(words, QDialogButtonBox::ActionRole);
        connect(button, &QPushButton::clicked, this,
                [what] { QGuiApplication::clipboard()->setText(what()); });
    };
    copies(tr("Copy text"), [this] { return m_text.text; });
    if (!m_vector.empty())
        copies(tr("Copy vector"), [this] { return vectorText(); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_rows->addWidget(buttons);
}

QString TextDialog::vectorText() const
{
    QByteArrayList numbers;
    for (const float value : m_vector)
        numbers << app::embeddings::floatText(value);
    return u'[' + QString::fromLatin1(numbers.join(", ")) + u']';
}

} // namespace polylogue::ui::map
