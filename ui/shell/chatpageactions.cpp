// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// Earlier messages in the composer, files in it, and what an empty page offers.

#include "app/session/activeendpoint.h"
#include "app/session/question.h"
#include "ui/composer/composer.h"
#include "ui/pane/conversationpane.h"
#include "ui/shell/chatpage.h"
#include "ui/viewer/attachmentviewer.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::shell {

using app::attachments::Attachment;
using app::conversation::DeliveryChoice;
using app::conversation::Message;
using app::conversation::MessageId;
using app::conversation::Role;
using viewer::AttachmentViewer;

void ChatPage::retryLast()
{
    m_pane->retryLast();
}

bool ChatPage::regenerateWith(const QString &model)
{
    return m_pane->regenerateWith(model);
}

void ChatPage::copyLastAnswer()
{
    m_pane->copyLastAnswer();
}

void ChatPage::copyLastCode()
{
    m_pane->copyLastCode();
}

void ChatPage::editLast()
{
    if (!m_session || m_session->isRunning())
        return;
    if (const Message *question = m_pane->newest(Role::User))
        beginEdit(question->id);
}

void ChatPage::beginEdit(const MessageId &id)
{
    const Message *message = m_session ? m_session->conversation().find(id) : nullptr;
    if (!message || m_session->isRunning())
        return;
    m_edited = id;
    const bool isOwn = message->role == Role::User;
    m_composer->beginEditing(app::session::draftOf(*message),
                             isOwn ? tr("Editing an earlier message") : tr("Editing an answer"),
                             isOwn ? composer::Composer::EditKind::Question
                                   : composer::Composer::EditKind::Answer);
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
        m_session->edit(edited, draft, askingOptions(), asksForAnswer);
    else
        m_session->editAnswer(edited, draft.text);
}

void ChatPage::recallLastMessage()
{
    if (const Message *question = m_pane->newest(Role::User))
        m_composer->setText(textOf(question->content));
}

void ChatPage::setRefusedFields(const QStringList &fields)
{
    m_pane->setRefusedFields(fields);
    onModelChanged();
}

void ChatPage::openDraftFile(const app::attachments::AttachmentId &id)
{
    const QList<Attachment> all = m_composer->draft().attachments;
    const auto found = std::ranges::find(all, id, &Attachment::id);
    AttachmentViewer *opened = found == all.end() ? nullptr : m_pane->openViewer(*found);
    if (opened)
        connect(opened, &AttachmentViewer::deliveryChosen, this,
                [this, id](const DeliveryChoice &choice) { m_composer->setDelivery(id, choice); });
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
