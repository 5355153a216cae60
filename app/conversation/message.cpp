// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/conversation/message.h"

namespace polylogue::app::conversation {

namespace {

//! The place of a part within an answer: reasoning, text, refusal, images and the like, tool calls.
int rank(const ContentPart &part)
{
    if (std::holds_alternative<ReasoningPart>(part))
        return 0;
    if (std::holds_alternative<TextPart>(part))
        return 1;
    if (std::holds_alternative<RefusalPart>(part))
        return 2;
    if (std::holds_alternative<ToolCallPart>(part))
        return 4;
    return 3;
}

//! \return the message's part of this kind, made in its place where there is none.
template <typename Part> Part &partOf(Message &message)
{
    for (ContentPart &part : message.content) {
        if (auto *found = std::get_if<Part>(&part))
            return *found;
    }
    const ContentPart fresh = Part{};
    qsizetype place = 0;
    while (place < message.content.size() && rank(message.content.at(place)) <= rank(fresh))
        ++place;
    message.content.insert(place, fresh);
    return *std::get_if<Part>(&message.content[place]);
}

void applyToolCall(Message &message, const ToolCallDelta &delta)
{
    int slot = 0;
    ToolCallPart *call = nullptr;
    for (ContentPart &part : message.content) {
        if (auto *found = std::get_if<ToolCallPart>(&part); found && slot++ == delta.slot) {
            call = found;
            break;
        }
    }
    if (!call) {
        message.content.append(ToolCallPart{});
        call = std::get_if<ToolCallPart>(&message.content.last());
    }
    if (!delta.id.isEmpty())
        call->id = delta.id;
    if (!delta.name.isEmpty())
        call->name = delta.name;
    if (delta.replacesArguments)
        call->arguments = delta.arguments;
    else
        call->arguments += delta.arguments;
    if (!delta.opaque.isEmpty())
        call->opaque = delta.opaque;
}

} // namespace

QDebug operator<<(QDebug debug, Role role)
{
    switch (role) {
    case Role::System:
        return debug << "Role::System";
    case Role::User:
        return debug << "Role::User";
    case Role::Assistant:
        return debug << "Role::Assistant";
    case Role::Tool:
        return debug << "Role::Tool";
    }
    return debug;
}

QDebug operator<<(QDebug debug, MessageState state)
{
    switch (state) {
    case MessageState::Complete:
        return debug << "MessageState::Complete";
    case MessageState::Pending:
        return debug << "MessageState::Pending";
    case MessageState::Streaming:
        return debug << "MessageState::Streaming";
    case MessageState::Stopped:
        return debug << "MessageState::Stopped";
    case MessageState::Failed:
        return debug << "MessageState::Failed";
    case MessageState::Interrupted:
        return debug << "MessageState::Interrupted";
    }
    return debug;
}

QDebug operator<<(QDebug debug, const Message &message)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "Message(" << message.role << ", " << message.state << ", "
                    << message.content;
    if (message.error)
        debug << ", " << *message.error;
    return debug << ')';
}

bool isRunning(const Message &message)
{
    return message.state == MessageState::Pending || message.state == MessageState::Streaming;
}

void applyDelta(Message &message, const MessageDelta &delta)
{
    if (!delta.reasoning.isEmpty() || !delta.reasoningOpaque.isEmpty()) {
        auto &part = partOf<ReasoningPart>(message);
        part.text += delta.reasoning;
        if (!delta.reasoningField.isEmpty())
            part.field = delta.reasoningField;
        if (!delta.reasoningOpaque.isEmpty())
            part.opaque = delta.reasoningOpaque;
    }
    if (delta.replacedText)
        partOf<TextPart>(message).text = *delta.replacedText;
    if (!delta.text.isEmpty())
        partOf<TextPart>(message).text += delta.text;
    if (!delta.refusal.isEmpty())
        partOf<RefusalPart>(message).text += delta.refusal;
    for (const ToolCallDelta &call : delta.toolCalls)
        applyToolCall(message, call);
    if (delta.finishReason) {
        message.finishReason = delta.finishReason;
        message.rawFinishReason = delta.rawFinishReason;
    }
    if (delta.usage)
        message.usage = delta.usage;
    if (!delta.responseId.isEmpty())
        message.responseId = delta.responseId;
}

} // namespace polylogue::app::conversation
