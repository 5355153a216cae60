// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/tokenestimate.h"

#include "app/base/overloaded.h"

namespace polylogue::app::session {

namespace {

constexpr qint64 TokensOfTurn = 4; // its role, and what separates it from the next

} // namespace

TokenEstimate estimatedTokens(const conversation::Message &message)
{
    TokenEstimate estimate{.text = TokensOfTurn};
    for (const conversation::ContentPart &part : message.content) {
        std::visit(base::Overloaded{
                       [&](const conversation::TextPart &text) {
                           estimate.text += estimatedTokens(text.text);
                       },
                       [](const conversation::ReasoningPart &) {},
                       [&](const conversation::ImagePart &image) {
                           // Answers go back as text only.
                           if (message.role == conversation::Role::User)
                               estimate.attachments += estimatedTokens(image.detail);
                       },
                       [&](const conversation::DocumentPart &document) {
                           estimate.attachments +=
                               conversation::estimatedTokensOfPages(document.pageCount);
                       },
                       [&](const conversation::ToolCallPart &call) {
                           estimate.text += TokensOfTurn + estimatedTokens(call.name)
                               + estimatedTokens(call.arguments);
                       },
                       [&](const conversation::ToolResultPart &result) {
                           estimate.text += estimatedTokens(result.content);
                       },
                       [&](const conversation::RefusalPart &refusal) {
                           estimate.text += estimatedTokens(refusal.text);
                       },
                       [&](const conversation::TextFilePart &file) {
                           estimate.attachments += file.tokens;
                       },
                   },
                   part);
    }
    return estimate;
}

TokenEstimate estimatedTokens(const attachments::Draft &draft)
{
    if (draft.isEmpty())
        return {};
    TokenEstimate estimate{.text = TokensOfTurn + estimatedTokens(draft.text)};
    for (const attachments::Attachment &attachment : draft.attachments) {
        estimate.attachments += attachment.isText() ? attachment.tokens
            : attachment.isDocument() ? conversation::estimatedTokensOfPages(attachment.pageCount)
                                      : estimatedTokens(attachment.detail);
    }
    return estimate;
}

} // namespace polylogue::app::session
