// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What can be done with messages and errors, and what an empty page offers.

#include "app/session/activeendpoint.h"
#include "ui/composer/composer.h"
#include "ui/markdown/parser.h"
#include "ui/shell/chatpage.h"
#include "ui/shell/noticebar.h"
#include "ui/transcript/copying.h"
#include "ui/transcript/transcriptview.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace polylogue::ui::shell {

using app::conversation::Conversation;
using app::conversation::Message;
using app::conversation::MessageId;
using app::conversation::Removal;
using app::conversation::Role;
using app::session::ChatSession;
using transcript::MessageAction;

namespace {

constexpr std::chrono::seconds UndoTime{10};

//! \return the newest message of \a role on the branch; nullptr where there is none.
const Message *newest(const Conversation &conversation, Role role)
{
    for (qsizetype row = conversation.count() - 1; row >= 0; --row) {
        if (const Message &message = conversation.at(row); message.role == role)
            return &message;
    }
    return nullptr;
}

app::attachments::Draft draftOf(const Message &message)
{
    app::attachments::Draft draft{.text = textOf(message.content)};
    for (const app::conversation::ContentPart &part : message.content) {
        if (const auto attachment = app::attachments::attachmentOf(part))
            draft.attachments.append(*attachment);
    }
    return draft;
}

} // namespace

void ChatPage::retryLast()
{
    if (!m_session)
        return;
    if (m_session->state() == ChatSession::State::Retrying) {
        m_session->retryNow();
        return;
    }
    if (const Message *answer = newest(m_session->conversation(), Role::Assistant))
        retry(answer->id);
}

void ChatPage::editLast()
{
    if (!m_session || m_session->isRunning())
        return;
    if (const Message *question = newest(m_session->conversation(), Role::User))
        beginEdit(question->id);
}

void ChatPage::copyLastAnswer()
{
    if (!m_session)
        return;
    if (const Message *answer = newest(m_session->conversation(), Role::Assistant))
        QGuiApplication::clipboard()->setMimeData(
            transcript::mimeDataOf(textOf(answer->content)).release()); // the clipboard owns it
}

void ChatPage::copyLastCode()
{
    if (!m_session)
        return;
    const Conversation &conversation = m_session->conversation();
    for (qsizetype row = conversation.count() - 1; row >= 0; --row) {
        const Message &message = conversation.at(row);
        if (message.role != Role::Assistant)
            continue;
        const QList<markdown::Block> blocks = markdown::parse(textOf(message.content));
        const auto code = std::find_if(blocks.crbegin(), blocks.crend(), [](const auto &block) {
            return block.kind == markdown::BlockKind::Code;
        });
        if (code == blocks.crend())
            continue;
        QGuiApplication::clipboard()->setText(code->content.text);
        return;
    }
}

bool ChatPage::regenerateWith(const QString &model)
{
    const MessageId answer = std::exchange(m_regenerated, {});
    if (answer.isNull() || !m_session || m_session->isRunning())
        return false;
    app::session::ChatOptions asked = options();
    asked.model = model;
    m_session->retry(answer, asked);
    return true;
}

void ChatPage::retry(const MessageId &answer)
{
    if (m_session && !m_session->isRunning())
        m_session->retry(answer, options());
}

void ChatPage::beginEdit(const MessageId &id)
{
    const Message *message = m_session ? m_session->conversation().find(id) : nullptr;
    if (!message || m_session->isRunning())
        return;
    m_edited = id;
    const bool isOwn = message->role == Role::User;
    m_composer->beginEditing(
        draftOf(*message), isOwn ? tr("Editing an earlier message") : tr("Editing an answer"),
        isOwn ? composer::Composer::EditKind::Question : composer::Composer::EditKind::Answer);
    m_composer->focusText();
}

void ChatPage::saveEdit(const Draft &draft, bool asksForAnswer)
{
    const Message *message = m_session ? m_session->conversation().find(m_edited) : nullptr;
    if (!message || m_session->isRunning() || draft.isEmpty())
        return;
    rememberThumbnails(draft);
    const MessageId edited = std::exchange(m_edited, {});
    if (message->role == Role::User)
        m_session->edit(edited, draft, options(), asksForAnswer);
    else
        m_session->editAnswer(edited, draft.text);
}

void ChatPage::remove(const MessageId &message, Removal removal)
{
    if (!m_session || m_session->isRunning())
        return;
    m_removed = m_session->remove(message, removal);
    if (m_removed.isEmpty())
        return;
    m_undoBar->showNotice({.text = m_removed.size() == 1
                               ? tr("1 message deleted")
                               : tr("%1 messages deleted").arg(m_removed.size()),
                           .action = tr("Undo"),
                           .duration = UndoTime});
}

void ChatPage::recallLastMessage()
{
    if (!m_session)
        return;
    if (const Message *question = newest(m_session->conversation(), Role::User))
        m_composer->setText(textOf(question->content));
}

void ChatPage::onMessageAction(const MessageId &id, MessageAction action)
{
    const Message *message = m_session ? m_session->conversation().find(id) : nullptr;
    if (!message)
        return;
    switch (action) {
    case MessageAction::Copy:
        QGuiApplication::clipboard()->setText(textOf(message->content));
        break;
    case MessageAction::Edit:
        beginEdit(id);
        break;
    case MessageAction::Regenerate:
        retry(id);
        break;
    case MessageAction::RegenerateWith:
        m_regenerated = id;
        Q_EMIT modelChoiceRequested();
        break;
    case MessageAction::Continue:
        if (!m_session->isRunning())
            m_session->continueAnswer(id, options());
        break;
    case MessageAction::BranchHere:
        m_tools.library.branchFrom(
            m_chat, id, this,
            [this](const app::base::Result<app::conversation::ConversationId> &made) {
                if (made)
                    Q_EMIT chatOpenRequested(*made);
            });
        break;
    case MessageAction::PreviousVersion:
    case MessageAction::NextVersion: {
        const QList<MessageId> versions = m_session->conversation().siblings(id);
        const qsizetype wanted =
            versions.indexOf(id) + (action == MessageAction::NextVersion ? 1 : -1);
        if (!m_session->isRunning() && wanted >= 0 && wanted < versions.size())
            m_session->conversation().switchTo(versions.at(wanted));
        break;
    }
    case MessageAction::Exclude:
        m_session->setExcluded(id, !message->isExcluded);
        break;
    case MessageAction::Pin:
        m_session->setPinned(id, !message->isPinned);
        break;
    case MessageAction::DeleteMessage:
        remove(id, Removal::Message);
        break;
    case MessageAction::DeleteBelow:
        remove(id, Removal::MessageAndBelow);
        break;
    case MessageAction::DeleteVersions:
        remove(id, Removal::AllVersions);
        break;
    }
}

void ChatPage::onErrorAction(const MessageId &answer, text::ErrorAction action)
{
    using text::ErrorAction;
    switch (action) {
    case ErrorAction::Retry:
        retry(answer);
        break;
    case ErrorAction::ReplaceKey:
        Q_EMIT keyReplacementRequested();
        break;
    case ErrorAction::ChooseModel:
        Q_EMIT modelChoiceRequested();
        break;
    case ErrorAction::EditEndpoint:
        Q_EMIT endpointEditRequested();
        break;
    case ErrorAction::EditParameters:
        Q_EMIT parametersEditRequested();
        break;
    case ErrorAction::SendAsPageImages:
        stepDown(answer, app::conversation::Rung::PageImages);
        break;
    case ErrorAction::SendAsText:
        stepDown(answer, app::conversation::Rung::Text);
        break;
    case ErrorAction::EnterPassword:
        enterPassword(answer);
        break;
    case ErrorAction::EditAttachments:
        if (m_session && !m_session->isRunning())
            m_composer->putBack(m_session->withdraw(answer));
        break;
    case ErrorAction::NewChat:
        Q_EMIT newChatRequested();
        break;
    case ErrorAction::CopyDetails:
        if (const Message *message = m_session ? m_session->conversation().find(answer) : nullptr;
            message && message->error) {
            const text::ErrorText words = text::errorText(*message->error, message->model);
            QStringList lines{words.title, words.serverWords, words.details};
            lines.removeAll(QString());
            QGuiApplication::clipboard()->setText(lines.join(u'\n'));
        }
        break;
    }
}

void ChatPage::onExample(EmptyState::Example example)
{
    switch (example) {
    case EmptyState::Example::Question:
        m_composer->setText(tr("What can you do?"));
        break;
    case EmptyState::Example::Markdown:
        m_composer->setText(tr("Show me a table and some code in Python"));
        break;
    case EmptyState::Example::Image:
        m_composer->setText(tr("What is in this picture?"));
        attachExample(u"harbour.png"_s);
        break;
    case EmptyState::Example::Document:
        m_composer->setText(tr("Please summarize this document."));
        attachExample(u"tides.pdf"_s);
        break;
    }
    m_composer->focusText();
}

void ChatPage::attachExample(const QString &name)
{
    QFile file(u":/practice/"_s + name);
    if (file.open(QIODevice::ReadOnly))
        m_composer->attachData(file.readAll(), name);
}

} // namespace polylogue::ui::shell
