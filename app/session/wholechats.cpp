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

NewChats newChats(const QList<WholeChat> &chats, StoredIds stored)
{
    NewChats made;
    for (const WholeChat &given : chats) {
        WholeChat chat = repaired(given);
        if (chat.messages.isEmpty())
            continue;
        const bool hasTaken =
            std::any_of(chat.messages.cbegin(), chat.messages.cend(),
                        [&](const Message &each) { return stored.messages.contains(each.id); });
        if (hasTaken || chat.record.id.isNull() || stored.chats.contains(chat.record.id))
            chat = withNewIds(chat);
        stored.chats.insert(chat.record.id);
        for (const Message &message : std::as_const(chat.messages))
            stored.messages.insert(message.id);
        chat.record.deletedAt = {};
        chat.record.hasDraft = false;
        if (!stored.folders.contains(chat.record.folder))
            chat.record.folder = {};
        made.records.append(chat.record);
        made.changes += changesToStore(chat);
    }
    return made;
}

} // namespace polylogue::app::session
