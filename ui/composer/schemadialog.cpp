// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/schemadialog.h"

#include "app/json/jsoncodec.h"
#include "app/schema/exampleschema.h"
#include "app/schema/schema.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QScreen>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

using app::endpoint::ResponseFormat;
using theme::Metrics::Unit;

namespace {

constexpr QSize FirstSize{620, 560};
constexpr qsizetype LongestWords = 200;

QPlainTextEdit *codeEdit(theme::Theme &theme, const QString &name, QWidget *parent)
{
    auto *edit = new QPlainTextEdit(parent);
    edit->setAccessibleName(name);
    edit->setFont(theme.codeFont());
    edit->setTabChangesFocus(true);
    return edit;
}

QLabel *messageLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumHeight(label->fontMetrics().lineSpacing()); // nothing moves while typing
    return label;
}

QString wordsOf(const app::json::SyntaxError &error)
{
    return SchemaDialog::tr("Line %1, column %2: %3")
        .arg(error.line)
        .arg(error.column)
        .arg(text::oneLine(error.words, LongestWords));
}

} // namespace

SchemaDialog::SchemaDialog(theme::Theme &theme, const ResponseFormat &format, QWidget *parent)
    : QDialog(parent)
    , m_name(new QLineEdit(format.name, this))
    , m_strict(new QCheckBox(tr("&Strict: the server lets nothing else through"), this))
    , m_schema(codeEdit(theme, tr("JSON schema"), this))
    , m_message(messageLabel(this))
{
    setObjectName(u"SchemaDialog"_s);
    setWindowTitle(tr("Schema of answers"));
    resize(FirstSize.boundedTo(screen()->availableSize() * 0.9));
    m_name->setAccessibleName(tr("Name of the schema"));
    m_name->setPlaceholderText(u"answer"_s);
    m_name->setMaxLength(64);
    m_name->setValidator(
        new QRegularExpressionValidator(QRegularExpression(u"[A-Za-z0-9_-]*"_s), m_name));
    m_strict->setChecked(format.isStrict.value_or(false));
    m_schema->setPlaceholderText(
        uR"({"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]})"_s);
    m_schema->setPlainText(QString::fromUtf8(format.schema));

    auto *tabs = new QTabWidget(this);
    auto *own = new QWidget(tabs);
    auto *column = new QVBoxLayout(own);
    column->setContentsMargins(0, Unit, 0, 0);
    column->addWidget(m_schema, 1);
    auto *below = new QHBoxLayout;
    auto *tidy = new QPushButton(tr("&Tidy"), own);
    tidy->setToolTip(tr("Indent the schema"));
    below->addWidget(m_message, 1);
    below->addWidget(tidy);
    column->addLayout(below);
    tabs->addTab(own, tr("S&chema"));
    tabs->addTab(makeExample(theme), tr("From an &example"));

    auto *form = new QFormLayout;
    form->addRow(tr("&Name"), m_name);
    form->addRow(QString(), m_strict);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_use = buttons->addButton(tr("Use this schema"), QDialogButtonBox::AcceptRole);
    m_use->setDefault(true);
    theme::setLook(m_use, theme::Look::Primary);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(3 * Unit, 3 * Unit, 3 * Unit, 2 * Unit);
    rows->setSpacing(Unit);
    rows->addLayout(form);
    rows->addWidget(tabs, 1);
    rows->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(tidy, &QPushButton::clicked, this, &SchemaDialog::tidy);
    connect(m_schema, &QPlainTextEdit::textChanged, this, &SchemaDialog::onEdited);
    connect(this, &SchemaDialog::exampleUsed, tabs, [tabs] { tabs->setCurrentIndex(0); });
    onEdited();
    m_schema->setFocus();
}

QWidget *SchemaDialog::makeExample(theme::Theme &theme)
{
    auto *page = new QWidget(this);
    m_example = codeEdit(theme, tr("Example of an answer"), page);
    m_example->setPlaceholderText(uR"({"city": "Oslo", "population": 717710})"_s);
    m_exampleMessage = messageLabel(page);
    m_exampleMessage->setText(tr("What is here becomes required, with the types that it has."));
    theme::setLook(m_exampleMessage, theme::Look::Secondary);
    auto *make = new QPushButton(tr("&Make a schema"), page);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, Unit, 0, 0);
    column->addWidget(m_example, 1);
    auto *below = new QHBoxLayout;
    below->addWidget(m_exampleMessage, 1);
    below->addWidget(make);
    column->addLayout(below);
    connect(make, &QPushButton::clicked, this, &SchemaDialog::useExample);
    return page;
}

void SchemaDialog::useExample()
{
    app::json::SyntaxError error;
    const auto example = app::json::parse(m_example->toPlainText().toUtf8(), &error);
    if (!example) {
        theme::setLook(m_exampleMessage, theme::Look::Bad);
        m_exampleMessage->setText(wordsOf(error));
        return;
    }
    m_schema->setPlainText(QString::fromUtf8(
        app::json::write(app::schema::schemaFromExample(*example), app::json::Layout::Indented)));
    Q_EMIT exampleUsed();
}

void SchemaDialog::tidy()
{
    if (const auto schema = app::json::parse(m_schema->toPlainText().toUtf8()))
        m_schema->setPlainText(
            QString::fromUtf8(app::json::write(*schema, app::json::Layout::Indented)));
}

void SchemaDialog::onEdited()
{
    app::json::SyntaxError error;
    const QByteArray text = m_schema->toPlainText().toUtf8();
    const auto schema = app::json::parse(text, &error);
    QString problem;
    if (text.trimmed().isEmpty())
        problem = tr("Write a schema, or make one from an example.");
    else if (!schema)
        problem = wordsOf(error);
    else if (!schema->isObject())
        problem = tr("A schema is an object, in braces.");
    else if (const auto faults = app::schema::Schema(*schema).faults(); !faults.isEmpty())
        problem = tr("At %1: %2 is not understood")
                      .arg(text::oneLine(faults.first().schema, LongestWords),
                           text::oneLine(faults.first().argument, LongestWords));
    m_use->setEnabled(problem.isEmpty());
    theme::setLook(m_message,
                   problem.isEmpty() || text.trimmed().isEmpty() ? theme::Look::Secondary
                                                                 : theme::Look::Bad);
    m_message->setText(problem.isEmpty() ? tr("A schema that can be checked") : problem);
}

ResponseFormat SchemaDialog::format() const
{
    return {.kind = ResponseFormat::Kind::JsonSchema,
            .name = m_name->text(),
            .schema = m_schema->toPlainText().trimmed().toUtf8(),
            .isStrict = m_strict->isChecked() ? std::optional(true) : std::nullopt};
}

} // namespace polylogue::ui::composer
