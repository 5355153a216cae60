// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/question.h"

namespace polylogue::app::session {

using attachments::Draft;
using conversation::ContentPart;
using conversation::Message;
using conversation::Role;
using conversation::TextPart;

Message questionOf(const Draft &draft)
{
    Message message{.role = Role::User};
    for (const attachments::Attachment &attachment : draft.attachments)
        message.content.append(contentPartOf(attachment));
    if (!draft.text.isEmpty())
        message.content.append(TextPart{.text = draft.text});
    return message;
}

Draft draftOf(const Message &question)
{
    Draft draft{.text = conversation::textOf(question.content)};
    for (const ContentPart &part : question.content) {
        if (auto attachment = attachments::attachmentOf(part))
            draft.attachments.append(*attachment);
    }
    return draft;
}

} // namespace polylogue::app::session
