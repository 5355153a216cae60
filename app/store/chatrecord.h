// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/id.h"
#include "app/conversation/message.h"
#include "app/endpoint/endpoint.h"
#include "app/endpoint/parameters.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace polylogue::app::store {

using conversation::ConversationId;
using FolderId = base::Id<struct FolderTag>;
using PromptId = base::Id<struct PromptTag>;
using PresetId = base::Id<struct PresetTag>;

//! \brief What a chat asks its models with; what is empty or not set is as in the folder or
//! settings.
struct ChatSetup
{
    endpoint::EndpointId endpoint = {}; //!< null: the one in use
    QString model = {};
    QString systemPrompt = {};
    endpoint::Parameters parameters = {};
    QStringList tools = {}; //!< names of those that the model may call

    bool operator==(const ChatSetup &) const = default;
};

//! \brief Where a chat was left: the message at the upper edge of the view.
struct ReadingPosition
{
    conversation::MessageId message = {}; //!< null: at the end
    double offset = 0; //!< of its height, 0 to 1, above the edge

    bool operator==(const ReadingPosition &) const = default;
};

//! \brief What a lane of a comparison asks with, besides its own question.
enum class HistoryRule {
    Own, //!< what stands above in the lane
    Chosen, //!< what stands in the main line, where chosen answers are
    Shared, //!< its own, and what the other lanes answered last
};

//! \brief Which comparison a chat is a lane of, and where it stands there.
struct LanePlace
{
    ConversationId of = {}; //!< its main line; null: the chat is no lane
    int position = 0; //!< orders lanes

    bool operator==(const LanePlace &) const = default;
};

//! \brief What the main line of a comparison knows of it; the lanes are chats of their own.
struct ComparisonState
{
    bool isShown = false; //!< the chat is opened as lanes, not as its main line
    HistoryRule history = HistoryRule::Own;
    bool scrollsTogether = false; //!< lanes follow each other, turn by turn

    bool operator==(const ComparisonState &) const = default;
};

//! \brief What the list knows of a chat; its messages are loaded apart.
struct ChatRecord
{
    ConversationId id = {};
    QString title = {}; //!< foreign text
    bool isTitleChosen = false; //!< by the user: never replaced by an automatic one
    FolderId folder = {}; //!< null: none
    bool isPinned = false;
    bool isUnread = false; //!< an answer came while nobody saw it
    bool hasFailed = false; //!< its last answer failed
    bool hasDraft = false; //!< something unsent stands in its composer
    QDateTime createdAt = {}; //!< UTC
    QDateTime changedAt = {}; //!< UTC, of the last message; orders the list
    QDateTime deletedAt = {}; //!< UTC; valid: in the trash
    ChatSetup setup = {};
    ReadingPosition position = {};
    LanePlace lane = {};
    ComparisonState comparison = {};

    bool operator==(const ChatRecord &) const = default;
};

struct Folder
{
    FolderId id = {};
    QString name = {};
    QString instructions = {}; //!< go before each of its chats' system prompt
    QString model = {}; //!< of its new chats; empty: as elsewhere
    int position = 0; //!< orders folders

    bool operator==(const Folder &) const = default;
};

//! \brief A text of the prompt library; {name} in it is a variable, {{ and }} are braces.
struct Prompt
{
    PromptId id = {};
    QString name = {};
    QString text = {};

    bool operator==(const Prompt &) const = default;
};

//! \brief A model, parameters and a system prompt under one name; or the lanes of a comparison.
struct Preset
{
    PresetId id = {};
    QString name = {};
    ChatSetup setup = {};
    QList<ChatSetup> lanes = {}; //!< not empty: one for each lane, and setup means nothing
    HistoryRule history = HistoryRule::Own; //!< of the lanes

    bool operator==(const Preset &) const = default;
};

//! \brief A message that waits until the running answer ends.
struct QueuedMessage
{
    QString text = {};
    QList<conversation::ContentPart> attachments = {};
    QList<qsizetype> pastedLengths = {}; //!< see StoredDraft

    bool operator==(const QueuedMessage &) const = default;
};

//! \brief What is written but not sent: text, images, documents; and what waits to be sent.
struct StoredDraft
{
    QString text = {};
    QList<conversation::ContentPart> attachments = {};
    QList<qsizetype> pastedLengths =
        {}; //!< of pasted texts, at the end of text, a blank line apart
    QList<QueuedMessage> queue = {}; //!< the next one first

    bool isEmpty() const { return text.isEmpty() && attachments.isEmpty() && queue.isEmpty(); }
    bool operator==(const StoredDraft &) const = default;
};

//! \brief Everything but messages, as the list and the menus need it at start.
struct Library
{
    QList<ChatRecord> chats = {}; //!< deleted ones too
    QList<Folder> folders = {}; //!< in their order
    QList<Prompt> prompts = {}; //!< by name
    QList<Preset> presets = {}; //!< by name
    StoredDraft newChatDraft = {};
    QStringList unreadable = {}; //!< names of what could not be read, for the user

    bool operator==(const Library &) const = default;
};

//! \brief A whole chat as a value: what export writes and import makes.
struct WholeChat
{
    ChatRecord record = {};
    QList<conversation::Message> messages = {}; //!< the tree, parents before children
    conversation::MessageId leaf = {}; //!< the end of the shown branch

    bool operator==(const WholeChat &) const = default;
};

} // namespace polylogue::app::store
