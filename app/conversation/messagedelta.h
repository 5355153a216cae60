// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/contentpart.h"

#include <QDebug>
#include <QList>
#include <QString>

#include <optional>

namespace polylogue::app::conversation {

//! \brief Why a model stopped, normalised over all servers (app/wire/README.md).
enum class FinishReason { Unknown, Stop, Length, ToolCalls, ContentFilter, Error };

//! \brief Tokens as the server counted them; not set where it did not say.
struct Usage
{
    std::optional<qint64> promptTokens = {};
    std::optional<qint64> completionTokens = {};
    std::optional<qint64> totalTokens = {};
    std::optional<qint64> cachedTokens = {}; //!< part of promptTokens
    std::optional<qint64> reasoningTokens = {}; //!< part of completionTokens

    bool operator==(const Usage &) const = default;
};

//! \brief A piece of one tool call.
struct ToolCallDelta
{
    int slot = 0; //!< position among the message's tool calls, from 0, in order of appearance
    QString id = {}; //!< empty: as before; else the call's id from now on
    QString name = {}; //!< empty: as before; else the call's name from now on
    bool replacesArguments = false; //!< \a arguments are all of them, not a continuation
    QString arguments = {};
    OpaqueMembers opaque = {}; //!< empty: as before

    bool operator==(const ToolCallDelta &) const = default;
};

//! \brief What one read from the network adds to an answer; whole answers are one delta.
//!
//! Apply with applyDelta(). Members that are empty or not set change nothing.
struct MessageDelta
{
    //! All text so far is this instead (think tags seen late); \a text is appended after it.
    std::optional<QString> replacedText = {};
    QString text = {};
    QString reasoning = {};
    QString reasoningField = {}; //!< see ReasoningPart::field
    OpaqueMembers reasoningOpaque = {};
    QString refusal = {};
    QList<ToolCallDelta> toolCalls = {};
    //! Images of the model's answer as it sent them: data URIs. Addresses are links of the text.
    QStringList images = {};
    std::optional<FinishReason> finishReason = {};
    QString rawFinishReason = {}; //!< the server's spelling
    std::optional<Usage> usage = {}; //!< the latest totals, never to be added up
    QString model = {}; //!< the server's name of the model that answers
    QString responseId = {}; //!< "chatcmpl-..."

    bool isEmpty() const { return *this == MessageDelta{}; }
    //! Whether there is something a reader would see: the first of these is the first token.
    bool hasOutput() const
    {
        return !text.isEmpty() || !reasoning.isEmpty() || !refusal.isEmpty() || !toolCalls.isEmpty()
            || !images.isEmpty();
    }
    bool operator==(const MessageDelta &) const = default;
};

QDebug operator<<(QDebug debug, FinishReason reason);
QDebug operator<<(QDebug debug, const Usage &usage);
QDebug operator<<(QDebug debug, const MessageDelta &delta);

//! \brief Adds \a later to \a earlier so that applying the sum equals applying both in turn.
void appendDelta(MessageDelta &earlier, const MessageDelta &later);

} // namespace polylogue::app::conversation
