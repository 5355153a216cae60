// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/calls/argumentsform.h"

#include "app/json/jsoncodec.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::calls {

using app::tools::ArgumentField;
using theme::Metrics::Unit;

namespace {

constexpr int NameWidth = 150;
constexpr int NarrowForm = 380; // a lane's
constexpr int LongTextLines = 4;
constexpr int MostJsonLines = 12;

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

void fitHeight(QPlainTextEdit *edit, int fewest, int most)
{
    const int lines = qBound(fewest, edit->document()->blockCount(), most);
    edit->setFixedHeight(lines * edit->fontMetrics().lineSpacing() + 2 * Unit + 2);
}

} // namespace

ArgumentsForm::ArgumentsForm(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_form(new QWidget(this))
    , m_json(new QPlainTextEdit(this))
    , m_switch(new QPushButton(this))
    , m_problem(plainLabel({}, this))
{
    auto *title = plainLabel(tr("Arguments"), this);
    theme::setLook(title, theme::Look::Secondary);
    theme::setLook(m_switch, theme::Look::Link);
    theme::setLook(m_problem, theme::Look::Bad);
    m_problem->hide();
    m_json->setAccessibleName(tr("Arguments as JSON"));
    m_json->setTabChangesFocus(true);
    m_json->setFont(theme.codeFont());
    m_rowsLayout = new QGridLayout(m_form);
    m_rowsLayout->setContentsMargins({});
    m_rowsLayout->setHorizontalSpacing(2 * Unit);
    m_rowsLayout->setVerticalSpacing(Unit / 2);
    m_rowsLayout->setColumnStretch(1, 1);

    auto *head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(m_switch);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->setSpacing(Unit / 2);
    rows->addLayout(head);
    rows->addWidget(m_form);
    rows->addWidget(m_json);
    rows->addWidget(m_problem);

    connect(m_switch, &QPushButton::clicked, this, [this] { showAs(!m_isJson); });
    connect(m_json, &QPlainTextEdit::textChanged, this, [this] {
        fitHeight(m_json, 2, MostJsonLines);
        m_problem->hide();
        if (!m_isFilling)
            Q_EMIT edited();
    });
    connect(&theme, &theme::Theme::changed, this, [this] { m_json->setFont(m_theme.codeFont()); });
    showAs(false);
}

void ArgumentsForm::setArguments(const QByteArray &schema, const QByteArray &arguments)
{
    m_schema = schema;
    m_isFilling = true;
    m_json->setPlainText(app::tools::readableJson(arguments));
    fillForm();
    m_isFilling = false;
    const bool isObject = !app::tools::argumentFields({}, arguments).isEmpty()
        || app::json::parse(arguments).has_value();
    showAs(!isObject);
}

QWidget *ArgumentsForm::orderTabs(QWidget *after)
{
    if (after)
        setTabOrder(after, m_switch);
    QWidget *last = m_switch;
    for (const Row &row : m_rows) {
        setTabOrder(last, row.editor);
        last = row.editor;
    }
    setTabOrder(last, m_json);
    return m_json;
}

void ArgumentsForm::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    m_json->setReadOnly(readOnly);
    for (QLineEdit *edit : m_form->findChildren<QLineEdit *>())
        edit->setReadOnly(readOnly);
    for (QPlainTextEdit *edit : m_form->findChildren<QPlainTextEdit *>())
        edit->setReadOnly(readOnly);
    for (QComboBox *box : m_form->findChildren<QComboBox *>())
        box->setEnabled(!readOnly);
}

QByteArray ArgumentsForm::arguments() const
{
    if (!m_isJson)
        return formArguments();
    const QByteArray text = m_json->toPlainText().toUtf8();
    const auto node = app::json::parse(text);
    return node ? app::json::write(*node) : text;
}

QByteArray ArgumentsForm::formArguments() const
{
    QList<ArgumentField> fields;
    for (const Row &row : m_rows) {
        ArgumentField field = row.field;
        field.value = row.value();
        const bool isText = field.kind == ArgumentField::Kind::Text;
        field.isGiven = !field.value.isEmpty() || (isText && (field.isGiven || field.isRequired));
        fields.append(field);
    }
    return app::tools::argumentsOf(fields);
}

void ArgumentsForm::fillForm()
{
    m_rows.clear();
    while (QLayoutItem *item = m_rowsLayout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        const std::unique_ptr<QLayoutItem> gone(item);
    }
    const QList<ArgumentField> fields =
        app::tools::argumentFields(m_schema, m_json->toPlainText().toUtf8());
    for (const ArgumentField &field : fields)
        addRow(field);
    placeRows();
    setReadOnly(m_isReadOnly);
    orderTabs();
    if (fields.isEmpty()) {
        auto *none = plainLabel(tr("None."), m_form);
        theme::setLook(none, theme::Look::Secondary);
        m_rowsLayout->addWidget(none, 0, 0, 1, 2);
    }
}

void ArgumentsForm::addRow(const ArgumentField &field)
{
    Row row{.field = field};
    QWidget *editor = makeEditor(field, row);
    row.editor = editor;
    const QString name = app::tools::withVisibleMarks(field.name);
    auto *label = plainLabel(name, m_form);
    label->setFont(m_theme.codeFont());
    label->setBuddy(editor);
    editor->setAccessibleName(name);
    editor->setAccessibleDescription(app::tools::withVisibleMarks(field.description));
    row.name = label;
    if (!field.description.isEmpty()) {
        auto *words = plainLabel(app::tools::withVisibleMarks(field.description), m_form);
        theme::setLook(words, theme::Look::Secondary);
        row.description = words;
    }
    m_rows.push_back(std::move(row));
}

void ArgumentsForm::placeRows()
{
    m_rowsLayout->setColumnMinimumWidth(0, m_isNarrow ? 0 : NameWidth);
    int line = 0;
    const auto place = [&](QWidget *widget, int column) {
        m_rowsLayout->removeWidget(widget); // from where it stood
        m_rowsLayout->addWidget(widget, line, column, 1, column == 0 && m_isNarrow ? 2 : 1);
    };
    const int editors = m_isNarrow ? 0 : 1;
    for (const Row &row : m_rows) {
        place(row.name, 0);
        line += m_isNarrow ? 1 : 0;
        place(row.editor, editors);
        ++line;
        if (row.description)
            place(row.description, editors);
        ++line;
    }
}

void ArgumentsForm::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_isNarrow == (width() < NarrowForm))
        return;
    m_isNarrow = !m_isNarrow;
    placeRows();
}

QWidget *ArgumentsForm::makeEditor(const ArgumentField &field, Row &row)
{
    using Kind = ArgumentField::Kind;
    if (field.kind == Kind::Boolean || field.kind == Kind::Choice) {
        auto *box = new QComboBox(m_form);
        if (!field.isRequired || !field.isGiven)
            box->addItem(tr("left out"), QString());
        const QStringList choices =
            field.kind == Kind::Choice ? field.choices : QStringList{u"true"_s, u"false"_s};
        for (const QString &choice : choices) {
            const auto node = app::json::parse(choice.toUtf8());
            box->addItem(node && node->isString() ? app::tools::withVisibleMarks(node->text)
                                                  : choice,
                         choice);
        }
        box->setFocusPolicy(Qt::StrongFocus);
        box->installEventFilter(this);
        box->setCurrentIndex(qMax(0, box->findData(field.isGiven ? field.value : QString())));
        row.value = [box] { return box->currentData().toString(); };
        connect(box, &QComboBox::currentIndexChanged, this, &ArgumentsForm::edited);
        return box;
    }
    if (field.value.contains(u'\n')) {
        auto *edit = new QPlainTextEdit(field.value, m_form);
        edit->setTabChangesFocus(true);
        fitHeight(edit, 2, LongTextLines);
        row.value = [edit] { return edit->toPlainText(); };
        connect(edit, &QPlainTextEdit::textChanged, this, &ArgumentsForm::edited);
        return edit;
    }
    auto *edit = new QLineEdit(field.value, m_form);
    edit->setCursorPosition(0);
    if (field.kind == Kind::Json)
        edit->setFont(m_theme.codeFont());
    if (!field.isRequired)
        edit->setPlaceholderText(tr("left out"));
    row.value = [edit] { return edit->text(); };
    connect(edit, &QLineEdit::textEdited, this, &ArgumentsForm::edited);
    return edit;
}

//! Who scrolls the conversation changes no argument by the way.
bool ArgumentsForm::eventFilter(QObject *watched, QEvent *event)
{
    const auto *box = qobject_cast<QComboBox *>(watched);
    if (!box || box->hasFocus() || event->type() != QEvent::Wheel)
        return QWidget::eventFilter(watched, event);
    event->ignore();
    return true;
}

void ArgumentsForm::showAs(bool json)
{
    m_isFilling = true;
    m_problem->hide();
    if (json) {
        if (!m_isJson && !m_rows.empty())
            m_json->setPlainText(app::tools::readableJson(formArguments()));
        fitHeight(m_json, 2, MostJsonLines);
    } else if (m_isJson) {
        app::json::SyntaxError problem;
        const QByteArray text = m_json->toPlainText().toUtf8();
        const auto node = app::json::parse(text.isEmpty() ? "{}"_ba : text, &problem);
        if (!node || !node->isObject()) {
            m_problem->setText(node ? tr("Arguments are an object: {…}.")
                                    : tr("Line %1, column %2: %3")
                                          .arg(text::count(problem.line),
                                               text::count(problem.column), problem.words));
            m_problem->show();
            m_isFilling = false;
            return;
        }
        fillForm();
    }
    m_isJson = json;
    m_form->setVisible(!json);
    m_json->setVisible(json);
    m_switch->setText(json ? tr("Show as form") : tr("Show as JSON"));
    m_isFilling = false;
}

} // namespace polylogue::ui::calls
