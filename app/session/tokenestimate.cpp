// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/tokenestimate.h"

#include "app/base/overloaded.h"

namespace polylogue::app::session {

using conversation::ContentPart;
using conversation::Role;

namespace {

constexpr qint64 TokensOfTurn = 4; // its role, and what separates it from the next

void addText(TokenEstimate &estimate, const QString &text)
{
    estimate.text += estimatedTokens(text);
    estimate.bytes += text.size(); // of ASCII; escapes and other scripts take some more
}

} // namespace

TokenEstimate &TokenEstimate::operator+=(const TokenEstimate &other)
{
    text += other.text;
    attachments += other.attachments;
    bytes += other.bytes;
    return *this;
}

TokenEstimate &TokenEstimate::operator-=(const TokenEstimate &other)
{
    text -= other.text;
    attachments -= other.attachments;
    bytes -= other.bytes;
    return *this;
}

TokenEstimate &TokenEstimate::operator+=(const attachments::FileWeight &file)
{
    attachments += file.tokens;
    bytes += file.bytes;
    return *this;
}

TokenEstimate estimatedTokens(const conversation::Message &message,
                              const attachments::Intake &intake)
{
    TokenEstimate estimate{.text = TokensOfTurn};
    for (const ContentPart &part : message.content) {
        const auto addFile = [&](const auto &) {
            if (message.role == Role::User) // answers go back as text only
                estimate += attachments::weightOf(part, attachments::deliveryOf(part, intake).rung);
        };
        std::visit(
            base::Overloaded{
                [&](const conversation::TextPart &text) { addText(estimate, text.text); },
                [](const conversation::ReasoningPart &) {},
                [&](const conversation::ImagePart &image) { addFile(image); },
                [&](const conversation::DocumentPart &document) { addFile(document); },
                [&](const conversation::ToolCallPart &call) {
                    estimate.text += TokensOfTurn;
                    addText(estimate, call.name);
                    addText(estimate, call.arguments);
                },
                [&](const conversation::ToolResultPart &result) {
                    addText(estimate, result.content);
                },
                [&](const conversation::RefusalPart &refusal) { addText(estimate, refusal.text); },
                [&](const conversation::TextFilePart &file) { addFile(file); },
            },
            part);
    }
    return estimate;
}

TokenEstimate estimatedTokens(const QString &text, const attachments::FileWeight &files)
{
    TokenEstimate estimate;
    if (text.trimmed().isEmpty() && files == attachments::FileWeight{})
        return estimate;
    estimate.text = TokensOfTurn;
    addText(estimate, text);
    estimate += files;
    return estimate;
}

TokenEstimate estimatedTokens(const attachments::Draft &draft, const attachments::Intake &intake)
{
    attachments::FileWeight files;
    for (const attachments::Attachment &attachment : draft.attachments) {
        if (attachment.state != attachments::Attachment::State::Ready)
            continue;
        const ContentPart part = contentPartOf(attachment);
        const auto weight = attachments::weightOf(part, attachments::deliveryOf(part, intake).rung);
        files.tokens += weight.tokens;
        files.bytes += weight.bytes;
    }
    return estimatedTokens(draft.text, files);
}

} // namespace polylogue::app::session
