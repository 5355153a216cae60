// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/prompts/promptlibrarydialog.h"

#include "app/session/prompttemplate.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>

#include <algorithm>
#include <chrono>
#include <utility>

namespace polylogue::ui::prompts {

using app::store::Prompt;
using app::store::PromptId;
using theme::Metrics::Unit;

namespace {

constexpr QSize FirstSize{820, 560};
constexpr int ListWidth = 220;
constexpr qsizetype LongestName = 80;
constexpr std::chrono::milliseconds SaveAfter{500};

QString shownName(const Prompt &prompt)
{
    const QString name = text::oneLine(prompt.name, LongestName);
    return name.isEmpty() ? PromptLibraryDialog::tr("Without a name") : name;
}

} // namespace

PromptLibraryDialog::PromptLibraryDialog(QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Prompts"));
    resize(FirstSize);
    build();
    m_saving.setSingleShot(true);
    m_saving.setInterval(SaveAfter);
    connect(&m_saving, &QTimer::timeout, this, &PromptLibraryDialog::save);
    showCurrent();
}

PromptLibraryDialog::~PromptLibraryDialog() = default;

void PromptLibraryDialog::setPrompts(const QList<Prompt> &prompts)
{
    const Prompt *edited = m_isUnsaved ? current() : nullptr;
    const std::optional<Prompt> kept = edited ? std::optional(*edited) : std::nullopt;
    m_prompts = prompts;
    if (kept) {
        m_prompts.removeIf([&kept](const Prompt &prompt) { return prompt.id == kept->id; });
        m_prompts.append(*kept);
    }
    if (!current())
        m_current = m_prompts.isEmpty() ? PromptId() : m_prompts.first().id;
    showList();
    const Prompt *shown = current();
    const bool isShown =
        shown && shown->name == m_name->text() && shown->text == m_text->toPlainText();
    if (!isShown)
        showCurrent();
}

void PromptLibraryDialog::select(const PromptId &prompt)
{
    if (prompt == m_current)
        return;
    save();
    m_current = prompt;
    showList();
    showCurrent();
}

void PromptLibraryDialog::addPrompt(const QString &text)
{
    save();
    m_prompts.append(Prompt{.id = PromptId::create(), .text = text});
    m_current = m_prompts.last().id;
    m_isUnsaved = !text.isEmpty();
    showList();
    showCurrent();
    m_name->setFocus(Qt::OtherFocusReason);
}

void PromptLibraryDialog::done(int result)
{
    save();
    QDialog::done(result);
}

void PromptLibraryDialog::build()
{
    m_list = new QListWidget(this);
    m_list->setAccessibleName(tr("Prompts"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    theme::setLook(m_list, theme::Look::Bare);
    auto *add = new QPushButton(tr("New prompt"), this);
    auto *left = new QVBoxLayout;
    left->setSpacing(Unit);
    left->addWidget(m_list, 1);
    left->addWidget(add);
    m_list->setFixedWidth(ListWidth);
    m_editor = makeEditor();
    auto *columns = new QHBoxLayout;
    columns->setSpacing(2 * Unit);
    columns->addLayout(left);
    columns->addWidget(m_editor, 1);
    m_nothing =
        new QLabel(tr("Keep texts here that you use again and again. What stands in braces, "
                      "like {topic}, is asked for each time."),
                   this);
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setMargin(4 * Unit);
    theme::setLook(m_nothing, theme::Look::Secondary);
    columns->addWidget(m_nothing, 1);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_use = buttons->addButton(tr("Use in the chat"), QDialogButtonBox::ActionRole);
    m_remove = buttons->addButton(tr("Delete…"), QDialogButtonBox::DestructiveRole);
    theme::setLook(m_use, theme::Look::Primary);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(2 * Unit, 2 * Unit, 2 * Unit, 2 * Unit);
    rows->setSpacing(2 * Unit);
    rows->addLayout(columns, 1);
    rows->addWidget(buttons);
    for (QPushButton *button : findChildren<QPushButton *>())
        button->setAutoDefault(false); // Return in the name is not meant for one

    connect(add, &QPushButton::clicked, this, [this] { addPrompt(); });
    connect(m_use, &QPushButton::clicked, this, &PromptLibraryDialog::use);
    connect(m_remove, &QPushButton::clicked, this, &PromptLibraryDialog::askToRemove);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    // Later: the list may be made anew, and is in the midst of its own work now.
    connect(
        m_list, &QListWidget::currentRowChanged, this,
        [this] {
            if (const QListWidgetItem *item = m_list->currentItem())
                select({item->data(Qt::UserRole).toUuid()});
        },
        Qt::QueuedConnection);
}

QWidget *PromptLibraryDialog::makeEditor()
{
    auto *editor = new QWidget(this);
    m_name = new QLineEdit(editor);
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("Name"));
    m_text = new QPlainTextEdit(editor);
    m_text->setAccessibleName(tr("Text"));
    m_text->setPlaceholderText(
        tr("The prompt. {name} is asked for when it is used; {{ and }} are braces."));
    m_text->setTabChangesFocus(true);
    m_variables = new QLabel(editor);
    m_variables->setTextFormat(Qt::PlainText);
    m_variables->setWordWrap(true);
    theme::setLook(m_variables, theme::Look::Secondary);
    m_preview = new QPlainTextEdit(editor);
    m_preview->setAccessibleName(tr("Preview"));
    m_preview->setReadOnly(true);
    m_preview->setTabChangesFocus(true);
    m_python = makePythonOffer();

    auto *rows = new QVBoxLayout(editor);
    rows->setContentsMargins({});
    rows->setSpacing(Unit);
    rows->addWidget(m_name);
    rows->addWidget(m_text, 3);
    rows->addWidget(m_python);
    rows->addWidget(m_variables);
    rows->addWidget(m_preview, 2);
    connect(m_name, &QLineEdit::textEdited, this, &PromptLibraryDialog::onEdited);
    connect(m_text, &QPlainTextEdit::textChanged, this, &PromptLibraryDialog::onEdited);
    return editor;
}

QWidget *PromptLibraryDialog::makePythonOffer()
{
    auto *offer = new QWidget(this);
    auto *label = new QLabel(tr("This looks like a string of a Python program."), offer);
    auto *take = new QPushButton(tr("Take off the quotes"), offer);
    auto *row = new QHBoxLayout(offer);
    row->setContentsMargins({});
    row->setSpacing(Unit);
    row->addWidget(label, 1);
    row->addWidget(take);
    connect(take, &QPushButton::clicked, this, [this] {
        const auto prompt = app::session::promptFromPython(m_text->toPlainText());
        if (!prompt)
            return;
        QTextCursor all(m_text->document()); // so that it can be undone
        all.select(QTextCursor::Document);
        all.insertText(prompt->trimmed());
        m_text->setFocus(Qt::OtherFocusReason);
    });
    return offer;
}

void PromptLibraryDialog::showList()
{
    const QSignalBlocker quiet(m_list);
    std::ranges::sort(m_prompts, [](const Prompt &a, const Prompt &b) {
        return QString::localeAwareCompare(a.name, b.name) < 0;
    });
    m_list->clear();
    for (const Prompt &prompt : std::as_const(m_prompts)) {
        auto *item = new QListWidgetItem(shownName(prompt), m_list);
        item->setData(Qt::UserRole, prompt.id.value);
        if (prompt.id == m_current)
            m_list->setCurrentItem(item);
    }
}

void PromptLibraryDialog::showCurrent()
{
    const Prompt *prompt = current();
    const QSignalBlocker quietName(m_name);
    const QSignalBlocker quietText(m_text);
    m_name->setText(prompt ? prompt->name : QString());
    m_text->setPlainText(prompt ? prompt->text : QString());
    m_editor->setVisible(prompt);
    m_nothing->setVisible(!prompt);
    m_remove->setEnabled(prompt);
    showWhatItMeans();
}

void PromptLibraryDialog::onEdited()
{
    Prompt *prompt = current();
    if (!prompt)
        return;
    prompt->name = m_name->text();
    prompt->text = m_text->toPlainText();
    m_isUnsaved = true;
    m_saving.start();
    if (QListWidgetItem *item = m_list->currentItem())
        item->setText(shownName(*prompt));
    showWhatItMeans();
}

void PromptLibraryDialog::showWhatItMeans()
{
    const QString text = m_text->toPlainText();
    const QStringList variables = app::session::promptVariables(text);
    m_variables->setText(variables.isEmpty() ? tr("No variables.")
                                             : tr("Variables: %1").arg(variables.join(tr(", "))));
    QHash<QString, QString> names;
    for (const QString &variable : variables)
        names.insert(variable, u'‹' + variable + u'›');
    m_preview->setPlainText(app::session::filledPrompt(text, names));
    m_python->setVisible(app::session::promptFromPython(text).has_value());
    m_use->setEnabled(!text.isEmpty());
}

void PromptLibraryDialog::save()
{
    m_saving.stop();
    if (const Prompt *prompt = current(); prompt && std::exchange(m_isUnsaved, false))
        Q_EMIT saveRequested(*prompt);
}

void PromptLibraryDialog::askToRemove()
{
    const Prompt *prompt = current();
    if (!prompt)
        return;
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(tr("Delete prompt"));
    box->setText(tr("Delete “%1”?").arg(shownName(*prompt)));
    QPushButton *yes = box->addButton(tr("Delete"), QMessageBox::DestructiveRole);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    connect(yes, &QPushButton::clicked, this, [this, id = prompt->id] {
        m_isUnsaved = false;
        m_prompts.removeIf([&id](const Prompt &other) { return other.id == id; });
        m_current = m_prompts.isEmpty() ? PromptId() : m_prompts.first().id;
        showList();
        showCurrent();
        Q_EMIT removeRequested(id);
    });
    box->open();
}

void PromptLibraryDialog::use()
{
    const Prompt *prompt = current();
    if (!prompt)
        return;
    const Prompt chosen = *prompt;
    accept();
    Q_EMIT useRequested(chosen);
}

Prompt *PromptLibraryDialog::current()
{
    const auto found = std::ranges::find_if(
        m_prompts, [this](const Prompt &prompt) { return prompt.id == m_current; });
    return found == m_prompts.end() ? nullptr : &*found;
}

} // namespace polylogue::ui::prompts
