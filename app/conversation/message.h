// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/base/id.h"
#include "app/conversation/contentpart.h"
#include "app/conversation/messagedelta.h"

#include <QDateTime>
#include <QDebug>

#include <chrono>
#include <optional>

namespace polylogue::app::conversation {

enum class Role { System, User, Assistant, Tool };

//! \brief Where a message stands in its life.
enum class MessageState {
    Complete, //!< whole, as sent or received
    Pending, //!< an answer that has been asked for and has nothing yet
    Streaming, //!< an answer that is coming in
    Stopped, //!< the user stopped it; what came is kept
    Failed, //!< see Message::error; what came is kept
    Interrupted, //!< the program ended while it came in
};

using MessageId = base::Id<struct MessageTag>;
using ConversationId = base::Id<struct ConversationTag>;

//! \brief How long an answer took, on a steady clock that begins when the request is handed over.
struct Timing
{
    std::optional<std::chrono::milliseconds> firstToken = {}; //!< to the first output of any kind
    std::optional<std::chrono::milliseconds> total = {}; //!< to the end of the answer

    bool operator==(const Timing &) const = default;
};

//! \brief Where a message was taken from: a lane of a comparison.
struct MessageOrigin
{
    ConversationId chat = {};
    MessageId message = {};

    bool operator==(const MessageOrigin &) const = default;
};

//! \brief One turn of a conversation: a node of its tree.
struct Message
{
    MessageId id = {};
    MessageId parent = {}; //!< null for a root
    Role role = Role::User;
    QList<ContentPart> content = {};
    MessageState state = MessageState::Complete;
    QDateTime createdAt = {}; //!< UTC
    QString model = {}; //!< Role::Assistant: the model that was asked
    std::optional<FinishReason> finishReason = {};
    QString rawFinishReason = {};
    std::optional<Usage> usage = {};
    Timing timing = {};
    QString responseId = {};
    QString requestId = {};
    std::optional<base::Error> error = {}; //!< set where state is Failed
    //! What was adapted to the server without being asked, e.g. "temperature" was dropped.
    QStringList notes = {};
    bool isExcluded = false; //!< the user left it out of requests
    bool isPinned = false; //!< stays in requests where the oldest are left out
    bool isEdited = false; //!< the user changed its text; the original is another version
    int omittedMessages = 0; //!< Role::Assistant: how many older ones the request left out to fit
    std::optional<MessageOrigin> origin = {}; //!< set where it was promoted from a lane
    QDateTime deletedAt =
        {}; //!< UTC; valid: deleted, can be brought back until the trash is emptied

    bool operator==(const Message &) const = default;
};

QDebug operator<<(QDebug debug, Role role);
QDebug operator<<(QDebug debug, MessageState state);
QDebug operator<<(QDebug debug, const Message &message);

//! \return whether an answer is still expected: Pending or Streaming.
bool isRunning(const Message &message);

//! \brief Adds a piece of an answer to \a message: parts, finish reason, usage, ids.
//!
//! Reasoning stands before text, text before tool calls. Images are not added here: they have to be
//! decoded and stored first (ChatSession).
void applyDelta(Message &message, const MessageDelta &delta);

} // namespace polylogue::app::conversation
