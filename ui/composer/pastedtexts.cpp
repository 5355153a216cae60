// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/pastedtexts.h"

#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QFrame>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

constexpr qsizetype ShownCharacters = 60;

} // namespace

PastedTexts::PastedTexts(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"PastedTexts"_s);
    setAccessibleName(tr("Pasted texts"));
    m_column->setContentsMargins({});
    m_column->setSpacing(theme::Metrics::Unit / 2);
    hide();
}

void PastedTexts::setTexts(const QStringList &texts)
{
    for (QWidget *row : std::as_const(m_rows)) {
        m_column->removeWidget(row);
        row->hide();
        row->deleteLater(); // we may stand in the click of one of its buttons
    }
    m_rows.clear();
    m_texts = texts;
    for (qsizetype index = 0; index < m_texts.size(); ++index)
        addRow(index);
    setVisible(!m_texts.isEmpty());
    updateGeometry();
}

void PastedTexts::addRow(qsizetype index)
{
    const QString &pasted = m_texts.at(index);
    const qsizetype lines = pasted.count(u'\n') + 1;
    const QString characters = tr("Pasted text, %1 characters").arg(text::count(pasted.size()));
    const QString size = lines == 1 ? characters
                                    : tr("Pasted text, %1 characters in %2 lines")
                                          .arg(text::count(pasted.size()), text::count(lines));
    auto *row = new QFrame(this);
    theme::setLook(row, theme::Look::Card);
    auto *facts = new QLabel(size, row);
    theme::setLook(facts, theme::Look::Secondary);
    auto *words = new QLabel(text::oneLine(pasted.left(4 * ShownCharacters), ShownCharacters), row);
    words->setTextFormat(Qt::PlainText);
    words->setMinimumWidth(1); // gives way to the buttons
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(10, 2, 2, 2);
    line->setSpacing(theme::Metrics::Unit);
    line->addWidget(facts);
    line->addWidget(words, 1);
    const auto addButton = [&](const QString &label, void (PastedTexts::*signal)(qsizetype)) {
        auto *button = new QPushButton(label, row);
        button->setAccessibleDescription(size);
        theme::setLook(button, theme::Look::Quiet);
        connect(button, &QPushButton::clicked, this, [this, index, signal] {
            Q_EMIT(this->*signal)(index);
        });
        line->addWidget(button);
    };
    addButton(tr("Put back as text"), &PastedTexts::putBackRequested);
    addButton(tr("Remove"), &PastedTexts::removeRequested);
    m_column->addWidget(row);
    m_rows.append(row);
    row->show();
}

QList<QWidget *> PastedTexts::buttons() const
{
    QList<QWidget *> buttons;
    for (const QWidget *row : m_rows) {
        for (QPushButton *button : row->findChildren<QPushButton *>())
            buttons.append(button);
    }
    return buttons;
}

} // namespace polylogue::ui::composer
