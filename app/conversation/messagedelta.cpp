// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/conversation/messagedelta.h"

namespace polylogue::app::conversation {

QDebug operator<<(QDebug debug, FinishReason reason)
{
    switch (reason) {
    case FinishReason::Unknown:
        return debug << "FinishReason::Unknown";
    case FinishReason::Stop:
        return debug << "FinishReason::Stop";
    case FinishReason::Length:
        return debug << "FinishReason::Length";
    case FinishReason::ToolCalls:
        return debug << "FinishReason::ToolCalls";
    case FinishReason::ContentFilter:
        return debug << "FinishReason::ContentFilter";
    case FinishReason::Error:
        return debug << "FinishReason::Error";
    }
    return debug;
}

QDebug operator<<(QDebug debug, const Usage &usage)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "Usage(" << usage.promptTokens.value_or(-1) << " + "
                    << usage.completionTokens.value_or(-1) << " = "
                    << usage.totalTokens.value_or(-1) << ')';
    return debug;
}

QDebug operator<<(QDebug debug, const MessageDelta &delta)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "MessageDelta(" << delta.text;
    if (!delta.reasoning.isEmpty())
        debug << ", reasoning " << delta.reasoning;
    for (const ToolCallDelta &call : delta.toolCalls)
        debug << ", call " << call.slot << ' ' << call.name << call.arguments;
    if (delta.finishReason)
        debug << ", " << *delta.finishReason;
    if (delta.usage)
        debug << ", " << *delta.usage;
    return debug << ')';
}

namespace {

bool hasReasoning(const MessageDelta &delta)
{
    return !delta.reasoning.isEmpty() || !delta.reasoningOpaque.isEmpty();
}

} // namespace

void appendDelta(MessageDelta &earlier, const MessageDelta &later)
{
    if (later.replacedText) {
        earlier.replacedText = later.replacedText;
        earlier.text = later.text;
    } else {
        earlier.text += later.text;
    }
    // A field's name counts only with something in the field, as in applyDelta().
    if (!hasReasoning(earlier))
        earlier.reasoningField.clear();
    if (hasReasoning(later) && !later.reasoningField.isEmpty())
        earlier.reasoningField = later.reasoningField;
    earlier.reasoning += later.reasoning;
    earlier.refusal += later.refusal;
    earlier.toolCalls += later.toolCalls;
    earlier.images += later.images;
    if (!later.reasoningOpaque.isEmpty())
        earlier.reasoningOpaque = later.reasoningOpaque;
    if (later.finishReason) {
        earlier.finishReason = later.finishReason;
        earlier.rawFinishReason = later.rawFinishReason;
    }
    if (later.usage)
        earlier.usage = later.usage;
    if (!later.model.isEmpty())
        earlier.model = later.model;
    if (!later.responseId.isEmpty())
        earlier.responseId = later.responseId;
}

} // namespace polylogue::app::conversation
