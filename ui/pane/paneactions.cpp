// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What can be done with messages, their files and their errors.

#include "app/attachments/documents.h"
#include "ui/composer/deliverymenu.h"
#include "ui/markdown/parser.h"
#include "ui/pane/conversationpane.h"
#include "ui/pane/noticebar.h"
#include "ui/transcript/copying.h"
#include "ui/transcript/transcriptview.h"
#include "ui/viewer/attachmentviewer.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::pane {

using app::attachments::Attachment;
using app::conversation::Conversation;
using app::conversation::DeliveryChoice;
using app::conversation::Message;
using app::conversation::MessageId;
using app::conversation::Removal;
using app::conversation::Role;
using app::session::ChatSession;
using transcript::MessageAction;
using viewer::AttachmentViewer;

namespace {

constexpr std::chrono::seconds UndoTime{10};

//! \return the file at \a part of \a message; not set where there is none.
std::optional<Attachment> fileOf(const Message *message, int part)
{
    if (!message || part < 0 || part >= message->content.size())
        return {};
    return app::attachments::attachmentOf(message->content.at(part));
}

} // namespace

void ConversationPane::retryLast()
{
    if (!m_session)
        return;
    if (m_session->state() == ChatSession::State::Retrying) {
        m_session->retryNow();
        return;
    }
    if (const Message *answer = newest(Role::Assistant))
        retry(answer->id);
}

void ConversationPane::copyLastAnswer()
{
    if (!m_session)
        return;
    if (const Message *answer = newest(Role::Assistant))
        QGuiApplication::clipboard()->setMimeData(
            transcript::mimeDataOf(textOf(answer->content)).release()); // the clipboard owns it
}

void ConversationPane::copyLastCode()
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

bool ConversationPane::regenerateWith(const QString &model)
{
    const MessageId answer = std::exchange(m_regenerated, {});
    if (answer.isNull() || !m_session || m_session->isRunning())
        return false;
    app::session::ChatOptions asked = m_options(answer);
    asked.model = model;
    m_session->retry(answer, asked);
    return true;
}

void ConversationPane::retry(const MessageId &answer)
{
    if (m_session && !m_session->isRunning())
        m_session->retry(answer, m_options(answer));
}

void ConversationPane::remove(const MessageId &message, Removal removal)
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

void ConversationPane::showVersion(const MessageId &message, int step)
{
    const QList<MessageId> versions = m_session->conversation().siblings(message);
    const qsizetype wanted = versions.indexOf(message) + step;
    if (!m_session->isRunning() && wanted >= 0 && wanted < versions.size())
        m_session->conversation().switchTo(versions.at(wanted));
}

void ConversationPane::onMessageAction(const MessageId &id, MessageAction action)
{
    const Message *message = m_session ? m_session->conversation().find(id) : nullptr;
    if (!message)
        return;
    switch (action) {
    case MessageAction::Copy:
        QGuiApplication::clipboard()->setText(textOf(message->content));
        break;
    case MessageAction::Edit:
        Q_EMIT editRequested(id);
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
            m_session->continueAnswer(id, m_options({}));
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
        showVersion(id, -1);
        break;
    case MessageAction::NextVersion:
        showVersion(id, 1);
        break;
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
    case MessageAction::ShowOrigin:
        if (message->origin)
            Q_EMIT originRequested(*message->origin);
        break;
    }
}

void ConversationPane::onErrorAction(const MessageId &answer, text::ErrorAction action)
{
    using text::ErrorAction;
    switch (action) {
    case ErrorAction::Retry:
        retry(answer);
        break;
    case ErrorAction::ChooseModel:
        Q_EMIT modelChoiceRequested();
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
            Q_EMIT withdrawn(m_session->withdraw(answer));
        break;
    case ErrorAction::CopyDetails:
        copyError(answer);
        break;
    case ErrorAction::ReplaceKey:
    case ErrorAction::EditEndpoint:
    case ErrorAction::EditParameters:
    case ErrorAction::NewChat:
        Q_EMIT errorActionRequested(action);
        break;
    }
}

void ConversationPane::copyError(const MessageId &answer)
{
    const Message *message = m_session ? m_session->conversation().find(answer) : nullptr;
    if (!message || !message->error)
        return;
    const text::ErrorText words = text::errorText(*message->error, message->model);
    QStringList lines{words.title, words.serverWords, words.details};
    lines.removeAll(QString());
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void ConversationPane::stepDown(const MessageId &answer, app::conversation::Rung rung)
{
    if (m_session && !m_session->isRunning())
        m_session->stepDown(answer, rung, m_options(answer));
}

//! Of the document that \a answer failed for; then it is asked for again.
void ConversationPane::enterPassword(const MessageId &answer)
{
    const Message *failed = m_session ? m_session->conversation().find(answer) : nullptr;
    if (!failed || !failed->error || !m_tools.loader.documents())
        return;
    const QString name = failed->error->subject;
    QByteArray document;
    for (const Message &message : m_session->conversation().branch()) {
        for (const app::conversation::ContentPart &part : message.content) {
            const auto *locked = std::get_if<app::conversation::DocumentPart>(&part);
            if (locked && locked->fileName == name && locked->isEncrypted)
                document = locked->blob.sha256;
        }
    }
    if (document.isEmpty())
        return;
    composer::askForPassword(this, name, failed->error->type == "wrong_password"_L1,
                             [this, answer, document](const QString &password) {
                                 m_tools.loader.documents()->setPassword(document, password);
                                 retry(answer);
                             });
}

void ConversationPane::openSentFile(const MessageId &message, int part)
{
    const auto file = fileOf(m_session ? m_session->conversation().find(message) : nullptr, part);
    AttachmentViewer *opened = file ? openViewer(*file) : nullptr;
    if (opened)
        connect(opened, &AttachmentViewer::deliveryChosen, this,
                [this, message, part](const DeliveryChoice &choice) {
                    if (m_session)
                        m_session->setDelivery(message, part, choice);
                });
}

void ConversationPane::addFileEntries(const MessageId &message, int part, QMenu *menu)
{
    const auto file = fileOf(m_session ? m_session->conversation().find(message) : nullptr, part);
    if (!file)
        return;
    connect(menu->addAction(tr("Open %1").arg(file->fileName.left(60).replace(u'&', "&&"_L1))),
            &QAction::triggered, this, [this, message, part] { openSentFile(message, part); });
    composer::addDeliveryChoices(*menu, *file, intake(), this,
                                 [this, message, part](const DeliveryChoice &choice) {
                                     if (m_session)
                                         m_session->setDelivery(message, part, choice);
                                 });
}

} // namespace polylogue::ui::pane
