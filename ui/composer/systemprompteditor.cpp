// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/systemprompteditor.h"

#include "ui/composer/popuppanel.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

constexpr qsizetype ShownCharacters = 24; // of the prompt, on the button
constexpr QSize FieldSize(480, 240);

} // namespace

class SystemPromptEditor::Private
{
public:
    Private(SystemPromptEditor &editor, theme::Theme &theme);

    void refresh();

    SystemPromptEditor &q;
    PopupPanel *panel;
    QPlainTextEdit *field;
    QLabel *count;
    QPushButton *clear;
};

SystemPromptEditor::Private::Private(SystemPromptEditor &editor, theme::Theme &theme)
    : q(editor)
    , panel(new PopupPanel(&q))
    , field(new QPlainTextEdit(panel))
    , count(new QLabel(panel))
    , clear(new QPushButton(SystemPromptEditor::tr("Clear"), panel))
{
    auto *title = new QLabel(SystemPromptEditor::tr("System prompt"), panel);
    title->setFont(theme.headingFont(3));
    title->setBuddy(field);
    auto *hint =
        new QLabel(SystemPromptEditor::tr("Goes before every message of this chat."), panel);
    theme::setLook(hint, theme::Look::Secondary);
    theme::setLook(count, theme::Look::Secondary);
    theme::setLook(clear, theme::Look::Quiet);
    field->setObjectName(u"SystemPromptText"_s);
    field->setAccessibleName(SystemPromptEditor::tr("System prompt text"));
    field->setTabChangesFocus(true);
    field->setMinimumSize(FieldSize);
    clear->setObjectName(u"ClearSystemPrompt"_s);

    auto *footer = new QHBoxLayout;
    footer->addWidget(count, 1);
    footer->addWidget(clear);
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(16, 14, 16, 10);
    column->setSpacing(theme::Metrics::Unit);
    column->addWidget(title);
    column->addWidget(hint);
    column->addWidget(field);
    column->addLayout(footer);
}

void SystemPromptEditor::Private::refresh()
{
    const QString prompt = field->toPlainText();
    const QString words = text::oneLine(prompt, ShownCharacters);
    QString label = words.isEmpty() ? SystemPromptEditor::tr("System prompt")
                                    : SystemPromptEditor::tr("System prompt · %1").arg(words);
    q.setText(label.replace(u'&', u"&&"_s)); // no mnemonic
    q.setAccessibleDescription(text::oneLine(prompt, 200));
    count->setText(prompt.size() == 1
                       ? SystemPromptEditor::tr("1 character")
                       : SystemPromptEditor::tr("%1 characters").arg(text::count(prompt.size())));
    clear->setEnabled(!prompt.isEmpty());
}

SystemPromptEditor::SystemPromptEditor(theme::Theme &theme, QWidget *parent)
    : QToolButton(parent)
    , d(std::make_unique<Private>(*this, theme))
{
    setObjectName(u"SystemPrompt"_s);
    setAccessibleName(tr("System prompt"));
    setToolTip(tr("Instructions that go before every message"));
    setFocusPolicy(Qt::StrongFocus);
    connect(this, &QToolButton::clicked, this, [this] {
        d->panel->open();
        d->field->moveCursor(QTextCursor::End);
        d->field->setFocus(Qt::PopupFocusReason);
    });
    connect(d->clear, &QPushButton::clicked, this, [this] {
        // As an edit that Ctrl+Z takes back.
        QTextCursor cursor(d->field->document());
        cursor.select(QTextCursor::Document);
        cursor.removeSelectedText();
        d->field->setFocus();
    });
    connect(d->field, &QPlainTextEdit::textChanged, this, [this] {
        d->refresh();
        Q_EMIT promptChanged(d->field->toPlainText());
    });
    d->refresh();
}

SystemPromptEditor::~SystemPromptEditor() = default;

void SystemPromptEditor::setPrompt(const QString &prompt)
{
    if (prompt == d->field->toPlainText())
        return;
    const QSignalBlocker blocker(d->field); // not the user's doing
    d->field->setPlainText(prompt);
    d->refresh();
}

QString SystemPromptEditor::prompt() const
{
    return d->field->toPlainText();
}

} // namespace polylogue::ui::composer
