// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/tokenestimate.h"

#include "app/base/overloaded.h"

#include <algorithm>

namespace polylogue::app::session {

using conversation::ImageDetail;

namespace {

constexpr qint64 TokensOfTurn = 4; // its role, and what separates it from the next
constexpr qint64 TokensOfImage = 1000;
constexpr qint64 TokensOfQuickLook = 85;
constexpr qint64 TokensOfPage = 1500;

//! In twelfths of a token: four letters of ASCII make one, two or three of other alphabets, one of
//! a script that writes words or syllables.
int weightOf(QChar character)
{
    const char16_t unit = character.unicode();
    if (unit < 0x80)
        return 3;
    if (unit < 0x800)
        return 5;
    if (unit < 0x2000)
        return 8;
    return 12;
}

qint64 tokensOf(ImageDetail detail)
{
    return detail == ImageDetail::Low ? TokensOfQuickLook : TokensOfImage;
}

qint64 tokensOfPages(int count)
{
    return TokensOfPage * std::max(count, 1);
}

} // namespace

qint64 estimatedTokens(const QString &text)
{
    qint64 weight = 0;
    for (const QChar character : text)
        weight += weightOf(character);
    return (weight + 11) / 12;
}

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
                               estimate.attachments += tokensOf(image.detail);
                       },
                       [&](const conversation::DocumentPart &document) {
                           estimate.attachments += tokensOfPages(document.pageCount);
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
        estimate.attachments += attachment.isDocument() ? tokensOfPages(attachment.pageCount)
                                                        : tokensOf(attachment.detail);
    }
    return estimate;
}

} // namespace polylogue::app::session
