// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/wholechats.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace polylogue::app::session {

using conversation::ConversationId;
using conversation::Message;
using conversation::MessageId;
using conversation::MessageState;
using store::WholeChat;

QList<Message> branchTo(const QList<Message> &messages, const MessageId &leaf)
{
    QHash<MessageId, qsizetype> places;
    for (qsizetype at = 0; at < messages.size(); ++at)
        places.insert(messages.at(at).id, at);
    QList<Message> branch;
    MessageId id = leaf;
    while (places.contains(id)) {
        const Message &message = messages.at(places.take(id)); // once each: no circles
        if (!message.deletedAt.isValid())
            branch.append(message);
        id = message.parent;
    }
    std::reverse(branch.begin(), branch.end());
    return branch;
}

WholeChat withNewIds(const WholeChat &chat)
{
    QHash<MessageId, MessageId> ids;
    for (const Message &message : chat.messages)
        ids.insert(message.id, MessageId::create());
    WholeChat copy = chat;
    copy.record.id = ConversationId::create();
    copy.record.position.message = ids.value(chat.record.position.message);
    copy.leaf = ids.value(chat.leaf);
    for (Message &message : copy.messages) {
        message.id = ids.value(message.id);
        message.parent = ids.value(message.parent);
    }
    return copy;
}

WholeChat repaired(const WholeChat &chat)
{
    WholeChat sound = chat;
    sound.messages.clear();
    sound.messages.reserve(chat.messages.size());
    QSet<MessageId> seen;
    for (Message message : chat.messages) {
        if (message.id.isNull())
            message.id = MessageId::create();
        if (seen.contains(message.id))
            continue;
        if (!seen.contains(message.parent))
            message.parent = {};
        if (isRunning(message))
            message.state = MessageState::Interrupted;
        seen.insert(message.id);
        sound.messages.append(message);
    }
    if (!seen.contains(sound.leaf))
        sound.leaf = sound.messages.isEmpty() ? MessageId{} : sound.messages.constLast().id;
    if (!seen.contains(sound.record.position.message))
        sound.record.position = {};
    return sound;
}

QList<store::Change> changesToStore(const WholeChat &chat)
{
    store::SetBranch branch{.chat = chat.record.id};
    for (const Message &message : branchTo(chat.messages, chat.leaf))
        branch.messages.append(message.id);
    return {store::SaveChat{.record = chat.record},
            store::SaveMessages{.chat = chat.record.id, .messages = chat.messages}, branch};
}

namespace {

//! What is remembered of a chat or message that got another id.
struct NewIds
{
    QHash<ConversationId, ConversationId> chats = {}; // all of them, also under the same id
    QHash<MessageId, MessageId> messages = {};
};

//! Chats refer to each other: a lane to its main line, a promoted message to its lane.
void keepReferences(WholeChat &chat, const NewIds &ids)
{
    chat.record.lane.of = ids.chats.value(chat.record.lane.of);
    if (!chat.record.lane.of.isNull())
        chat.record.title.clear(); // is the main line's; an export adds the model to it
    for (Message &message : chat.messages) {
        if (!message.origin)
            continue;
        // Of a lane that does not come along it stays as it is: it may be here already.
        message.origin->chat = ids.chats.value(message.origin->chat, message.origin->chat);
        message.origin->message =
            ids.messages.value(message.origin->message, message.origin->message);
    }
}

} // namespace

NewChats newChats(const QList<WholeChat> &chats, StoredIds stored)
{
    QSet<ConversationId> mainLines; // have something to show without messages
    for (const WholeChat &given : chats)
        mainLines.insert(given.record.lane.of);
    NewIds ids;
    QList<WholeChat> sound;
    for (const WholeChat &given : chats) {
        WholeChat chat = repaired(given);
        const ConversationId former = chat.record.id;
        if (chat.messages.isEmpty() && (former.isNull() || !mainLines.contains(former)))
            continue;
        const bool hasTaken =
            std::any_of(chat.messages.cbegin(), chat.messages.cend(),
                        [&](const Message &each) { return stored.messages.contains(each.id); });
        if (hasTaken || former.isNull() || stored.chats.contains(former)) {
            const QList<Message> before = chat.messages;
            chat = withNewIds(chat);
            for (qsizetype i = 0; i < before.size(); ++i)
                ids.messages.insert(before.at(i).id, chat.messages.at(i).id);
        }
        ids.chats.insert(former, chat.record.id);
        stored.chats.insert(chat.record.id);
        for (const Message &message : std::as_const(chat.messages))
            stored.messages.insert(message.id);
        chat.record.deletedAt = {};
        chat.record.hasDraft = false;
        if (!stored.folders.contains(chat.record.folder))
            chat.record.folder = {};
        sound.append(chat);
    }
    ids.chats.remove({});
    NewChats made;
    for (WholeChat &chat : sound) {
        keepReferences(chat, ids);
        made.records.append(chat.record);
        made.changes += changesToStore(chat);
    }
    return made;
}

} // namespace polylogue::app::session
