// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/toolbench/toolform.h"

#include "app/endpoint/baseurl.h"
#include "app/json/jsoncodec.h"
#include "app/schema/exampleschema.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::toolbench {

using app::tools::StoredTool;
using app::tools::ToolFault;
using app::tools::ToolKind;
using theme::Metrics::Unit;

namespace {

constexpr int LongestRun = 600; // seconds

QLabel *plainLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QLabel *hintLabel(const QString &text)
{
    QLabel *label = plainLabel(text);
    theme::setLook(label, theme::Look::Secondary);
    return label;
}

QVBoxLayout *rowsOf(QWidget *page)
{
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins({});
    rows->setSpacing(Unit / 2);
    return rows;
}

} // namespace

ToolForm::ToolForm(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    m_name = new QLineEdit(this);
    m_name->setAccessibleName(tr("Name"));
    m_description = makeText(tr("Description"), 2, false);
    m_kind = new QComboBox(this);
    m_kind->setAccessibleName(tr("When it is called"));
    const auto addKind = [this](ToolKind kind, const QString &words, QWidget *page) {
        m_kind->addItem(words, int(kind));
        page->setParent(this);
        m_kindPages.append(page);
    };
    addKind(ToolKind::ByHand, tr("I answer by hand"), makeHandPage());
    addKind(ToolKind::Script, tr("A script runs"), makeScriptPage());
    addKind(ToolKind::Command, tr("A program is started"), makeCommandPage());
    addKind(ToolKind::Http, tr("An address is asked"), makeHttpPage());
    m_fault = plainLabel({});
    theme::setLook(m_fault, theme::Look::Warning);

    QVBoxLayout *rows = rowsOf(this);
    rows->setContentsMargins(0, Unit, Unit, Unit);
    rows->addWidget(m_fault);
    addField(rows, tr("Name"), m_name);
    addField(rows, tr("Description, which tells the model what it is for"), m_description);
    addField(rows, tr("When it is called"), m_kind);
    for (QWidget *page : std::as_const(m_kindPages))
        rows->addWidget(page);
    rows->addSpacing(Unit);
    buildSchema(rows);
    rows->addStretch(1);
    watch();
}

void ToolForm::addField(QVBoxLayout *rows, const QString &label, QWidget *field)
{
    QLabel *name = hintLabel(label);
    name->setBuddy(field);
    rows->addWidget(name);
    rows->addWidget(field);
    rows->addSpacing(Unit / 2);
}

QPlainTextEdit *ToolForm::makeText(const QString &name, int lines, bool isCode)
{
    auto *edit = new QPlainTextEdit(this);
    edit->setAccessibleName(name);
    edit->setTabChangesFocus(true);
    const auto dress = [this, edit, lines, isCode] {
        edit->setFont(isCode ? m_theme.codeFont() : m_theme.interfaceFont());
        edit->setMinimumHeight(lines * edit->fontMetrics().lineSpacing() + 2 * Unit + 2);
        if (lines < 4)
            edit->setMaximumHeight(edit->minimumHeight());
    };
    connect(&m_theme, &theme::Theme::changed, edit, dress);
    dress();
    return edit;
}

QWidget *ToolForm::makeHandPage()
{
    auto *page = new QWidget;
    rowsOf(page)->addWidget(
        hintLabel(tr("You see the arguments below the model's message and write the result "
                     "there.")));
    return page;
}

QWidget *ToolForm::makeScriptPage()
{
    auto *page = new QWidget;
    m_script = makeText(tr("Script"), 9, true);
    QVBoxLayout *rows = rowsOf(page);
    rows->addWidget(m_script, 1);
    rows->addWidget(
        hintLabel(tr("JavaScript: an object with run(arguments), whose value goes to the model. It "
                     "reaches no file and no network; console.log() is shown to you.")));
    return page;
}

QWidget *ToolForm::makeCommandPage()
{
    auto *page = new QWidget;
    m_program = new QLineEdit;
    m_program->setAccessibleName(tr("Program"));
    auto *browse = new QPushButton(tr("Choose…"));
    connect(browse, &QPushButton::clicked, this, &ToolForm::chooseProgram);
    m_arguments = makeText(tr("Arguments of the program, one a line"), 3, true);
    m_seconds = new QSpinBox;
    m_seconds->setAccessibleName(tr("Ended after"));
    m_seconds->setRange(1, LongestRun);
    m_seconds->setSuffix(tr(" s"));
    m_commandLine = hintLabel({});
    auto *program = new QHBoxLayout;
    program->setSpacing(Unit);
    program->addWidget(m_program, 1);
    program->addWidget(browse);
    auto *limit = new QHBoxLayout;
    limit->setSpacing(Unit);
    limit->addWidget(hintLabel(tr("Ended after")));
    limit->addWidget(m_seconds);
    limit->addStretch(1);
    QVBoxLayout *rows = rowsOf(page);
    rows->addWidget(hintLabel(tr("Program")));
    rows->addLayout(program);
    rows->addWidget(hintLabel(tr("Arguments of the program, one a line")));
    rows->addWidget(m_arguments);
    rows->addLayout(limit);
    rows->addWidget(m_commandLine);
    rows->addWidget(
        hintLabel(tr("It gets the model's arguments as JSON on its standard input, and nothing of "
                     "them on its command line; what it prints goes to the model. No shell is "
                     "used.")));
    return page;
}

QWidget *ToolForm::makeHttpPage()
{
    auto *page = new QWidget;
    m_address = new QLineEdit;
    m_address->setAccessibleName(tr("Address"));
    m_address->setPlaceholderText(u"https://"_s);
    m_mayAsk = new QCheckBox;
    QVBoxLayout *rows = rowsOf(page);
    rows->addWidget(hintLabel(tr("Address")));
    rows->addWidget(m_address);
    rows->addWidget(m_mayAsk);
    rows->addWidget(hintLabel(tr("It gets the model's arguments as JSON by POST; its answer goes "
                                 "to the model. No redirect is followed and no key is sent.")));
    return page;
}

void ToolForm::buildSchema(QVBoxLayout *rows)
{
    m_schema = makeText(tr("Arguments as JSON Schema"), 8, true);
    m_example = new QLineEdit(this);
    m_example->setAccessibleName(tr("Example of arguments"));
    m_example->setPlaceholderText(u"{\"factor\": 100}"_s);
    m_example->setFont(m_theme.codeFont());
    auto *make = new QPushButton(tr("Make schema from example"), this);
    connect(make, &QPushButton::clicked, this, &ToolForm::makeSchema);
    connect(m_example, &QLineEdit::returnPressed, this, &ToolForm::makeSchema);
    auto *example = new QHBoxLayout;
    example->setSpacing(Unit);
    example->addWidget(m_example, 1);
    example->addWidget(make);
    addField(rows, tr("Arguments as JSON Schema"), m_schema);
    rows->addLayout(example);
}

void ToolForm::watch()
{
    for (QLineEdit *edit : {m_name, m_program, m_address})
        connect(edit, &QLineEdit::textEdited, this, &ToolForm::onEdited);
    for (QPlainTextEdit *edit : {m_description, m_script, m_arguments, m_schema})
        connect(edit, &QPlainTextEdit::textChanged, this, &ToolForm::onEdited);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        showKind();
        onEdited();
    });
    connect(m_seconds, &QSpinBox::valueChanged, this, &ToolForm::onEdited);
    connect(m_mayAsk, &QCheckBox::toggled, this, &ToolForm::onEdited);
    showKind();
}

void ToolForm::showKind()
{
    for (qsizetype at = 0; at < m_kindPages.size(); ++at)
        m_kindPages.at(at)->setVisible(at == m_kind->currentIndex());
}

void ToolForm::setTool(const StoredTool &tool)
{
    m_isFilling = true;
    m_tool = tool;
    const auto fill = [](QPlainTextEdit *edit, const QString &text) {
        if (edit->toPlainText() != text)
            edit->setPlainText(text);
    };
    m_name->setText(tool.definition.name);
    fill(m_description, tool.definition.description);
    fill(m_script, tool.script);
    m_program->setText(tool.command.program);
    fill(m_arguments, tool.command.arguments.join(u'\n'));
    m_seconds->setValue(int(tool.command.timeLimit.count()));
    m_address->setText(tool.address.toString());
    m_mayAsk->setChecked(!tool.allowedOrigin.isEmpty() && tool.allowedOrigin == origin());
    fill(m_schema, QString::fromUtf8(tool.definition.parametersSchema));
    m_kind->setCurrentIndex(qMax(0, m_kind->findData(int(tool.kind))));
    m_isFilling = false;
    showFault();
}

StoredTool ToolForm::tool() const
{
    StoredTool tool = m_tool;
    tool.definition.name = m_name->text();
    tool.definition.description = m_description->toPlainText();
    const QByteArray schema = m_schema->toPlainText().trimmed().toUtf8();
    const auto node = app::json::parse(schema);
    if (schema.isEmpty() || (node && node->isObject()))
        tool.definition.parametersSchema = schema;
    tool.kind = ToolKind(m_kind->currentData().toInt());
    tool.script = m_script->toPlainText();
    tool.command = {.program = m_program->text().trimmed(),
                    .arguments = m_arguments->toPlainText().isEmpty()
                        ? QStringList()
                        : m_arguments->toPlainText().split(u'\n'),
                    .timeLimit = std::chrono::seconds(m_seconds->value())};
    tool.address = QUrl(m_address->text().trimmed());
    tool.allowedOrigin = m_mayAsk->isChecked() ? origin() : QString();
    return tool;
}

QString ToolForm::origin() const
{
    const QUrl address(m_address->text().trimmed());
    return address.host().isEmpty() ? QString() : app::endpoint::originOf(address);
}

void ToolForm::onEdited()
{
    if (m_isFilling)
        return;
    // What was allowed for one server is not for another.
    if (m_mayAsk->isChecked() && !m_tool.allowedOrigin.isEmpty()
        && m_tool.allowedOrigin != origin()) {
        m_isFilling = true;
        m_mayAsk->setChecked(false);
        m_isFilling = false;
    }
    m_tool = tool();
    showFault();
    Q_EMIT edited();
}

void ToolForm::makeSchema()
{
    app::json::SyntaxError problem;
    const auto example = app::json::parse(m_example->text().toUtf8(), &problem);
    if (!example || !example->isObject()) {
        m_fault->setText(example ? tr("The example has to be an object: {…}.")
                                 : tr("The example is no JSON: %1").arg(problem.words));
        m_fault->show();
        m_example->setFocus();
        return;
    }
    m_schema->setPlainText(QString::fromUtf8(
        app::json::write(app::schema::schemaFromExample(*example), app::json::Layout::Indented)));
}

void ToolForm::showFault()
{
    const QString host = QUrl(m_address->text().trimmed()).host();
    m_mayAsk->setText(host.isEmpty() ? tr("It may be asked")
                                     : tr("%1 may be asked").arg(host).replace(u'&', u"&&"_s));
    m_mayAsk->setEnabled(!host.isEmpty());
    m_commandLine->setText(tr("Starts: %1").arg(textOf(m_tool.command)));
    m_commandLine->setVisible(!m_tool.command.program.isEmpty());
    const QByteArray schema = m_schema->toPlainText().trimmed().toUtf8();
    const bool isJson = schema.isEmpty() || app::json::parse(schema).has_value();
    QString words;
    switch (isJson ? faultOf(m_tool) : ToolFault::Schema) {
    case ToolFault::None:
        break;
    case ToolFault::Name:
        words = tr("Its name has to be 1 to 64 letters, digits, \"_\" or \"-\".");
        break;
    case ToolFault::Schema:
        words = tr("The arguments are not described by a JSON Schema of an object yet.");
        break;
    case ToolFault::Script:
        words = tr("It needs a script.");
        break;
    case ToolFault::Program:
        words = tr("It needs a program.");
        break;
    case ToolFault::Address:
        words = tr("It needs an address that begins with https:// or http://.");
        break;
    case ToolFault::Origin:
        words = tr("Say that the server may be asked.");
        break;
    }
    m_fault->setText(words);
    m_fault->setVisible(!words.isEmpty() && !m_tool.id.isNull());
}

void ToolForm::chooseProgram()
{
    auto *dialog = new QFileDialog(this, tr("Choose a program"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_program->setText(path);
        onEdited();
    });
    dialog->open();
}

void ToolForm::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

} // namespace polylogue::ui::toolbench
