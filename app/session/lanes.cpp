// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What the library knows of comparisons: which chats are lanes of which.

#include "app/session/chatlibrary_p.h"
#include "app/session/chattitle.h"

#include <algorithm>

namespace polylogue::app::session {

using conversation::Message;
using conversation::MessageId;
using conversation::Role;
using store::ChatRecord;

QList<ConversationId> ChatLibrary::lanes(const ConversationId &chat) const
{
    QList<ConversationId> lanes = d->lanesOf(chat);
    lanes.removeIf(
        [this](const ConversationId &lane) { return d->find(lane)->record.deletedAt.isValid(); });
    std::sort(lanes.begin(), lanes.end(), [this](const ConversationId &a, const ConversationId &b) {
        const int left = d->find(a)->record.lane.position;
        const int right = d->find(b)->record.lane.position;
        return left != right ? left < right : a < b;
    });
    // A main line in the trash has its lanes with it.
    const Private::Chat *mainLine = d->find(chat);
    return mainLine && mainLine->record.deletedAt.isValid() ? QList<ConversationId>{} : lanes;
}

ConversationId ChatLibrary::mainLineOf(const ConversationId &chat) const
{
    const Private::Chat *found = d->find(chat);
    return found && d->isLane(*found) ? found->record.lane.of : chat;
}

ConversationId ChatLibrary::createLane(const ConversationId &mainLine,
                                       const store::ChatSetup &setup, const QList<Message> &history)
{
    const Private::Chat owner = *d->find(mainLine);
    const QList<ConversationId> others = lanes(mainLine);
    const int position =
        others.isEmpty() ? 0 : d->find(others.constLast())->record.lane.position + 1;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    store::WholeChat whole{.record = {.folder = owner.record.folder,
                                      .createdAt = now,
                                      .changedAt = now,
                                      .setup = setup,
                                      .lane = {.of = mainLine, .position = position}},
                           .messages = history};
    MessageId parent;
    for (Message &message : whole.messages)
        message.parent = std::exchange(parent, message.id);
    whole.leaf = parent;
    whole = withNewIds(repaired(whole));

    const ConversationId id = whole.record.id;
    const bool isKept = owner.hasMessages || !history.isEmpty();
    d->chats.insert(
        id, {.record = whole.record, .isTemporary = owner.isTemporary, .hasMessages = isKept});
    d->link(*d->find(id));
    if (owner.isTemporary && !history.isEmpty())
        d->pool.insert(id, SessionPool::Kind::Temporary, {.branch = whole.messages});
    else if (!owner.isTemporary && isKept)
        d->store.write(changesToStore(whole)); // where it has to wait it is in memory
    Q_EMIT lanesChanged(mainLine);
    return id;
}

void ChatLibrary::orderLanes(const QList<ConversationId> &lanes)
{
    QList<ConversationId> moved;
    ConversationId mainLine;
    for (int position = 0; position < lanes.size(); ++position) {
        Private::Chat *lane = d->find(lanes.at(position));
        if (!lane || !d->isLane(*lane) || lane->record.lane.position == position)
            continue;
        lane->record.lane.position = position;
        mainLine = lane->record.lane.of;
        moved.append(lanes.at(position));
    }
    d->save(moved);
    if (!moved.isEmpty())
        Q_EMIT lanesChanged(mainLine);
}

void ChatLibrary::setComparison(const ConversationId &mainLine, const store::ComparisonState &state)
{
    d->change({mainLine}, [&](ChatRecord &record) { record.comparison = state; });
}

bool ChatLibrary::Private::isLane(const Chat &chat) const
{
    return !chat.record.lane.of.isNull() && chats.contains(chat.record.lane.of);
}

QList<ConversationId> ChatLibrary::Private::lanesOf(const ConversationId &mainLine) const
{
    return lanesByMainLine.values(mainLine);
}

void ChatLibrary::Private::link(const Chat &chat)
{
    if (const ConversationId &of = chat.record.lane.of;
        !of.isNull() && !lanesByMainLine.contains(of, chat.record.id))
        lanesByMainLine.insert(of, chat.record.id);
}

void ChatLibrary::Private::unlink(const ConversationId &id)
{
    if (const Chat *chat = find(id))
        lanesByMainLine.remove(chat->record.lane.of, id);
}

QList<ConversationId> ChatLibrary::Private::withLanes(const QList<ConversationId> &ids) const
{
    QList<ConversationId> all;
    for (const ConversationId &id : ids) {
        all.append(id);
        all += lanesOf(id);
    }
    return all;
}

void ChatLibrary::Private::noteLaneMessage(Chat &mainLine, const Message &added)
{
    ChatRecord &record = mainLine.record;
    record.changedAt = added.createdAt;
    if (record.title.isEmpty() && added.role == Role::User)
        record.title = titleOf(added);
}

void ChatLibrary::Private::noteLaneFailures(Chat &mainLine)
{
    const QList<ConversationId> lanes = q->lanes(mainLine.record.id);
    mainLine.record.hasFailed =
        std::any_of(lanes.cbegin(), lanes.cend(),
                    [this](const ConversationId &lane) { return find(lane)->record.hasFailed; });
}

void ChatLibrary::Private::begin(const ConversationId &mainLine)
{
    const QList<ConversationId> all = withLanes({mainLine});
    for (const ConversationId &id : all) {
        Chat *chat = find(id);
        chat->hasMessages = true;
        if (!chat->isTemporary)
            beginStoring(id);
    }
    save(all);
}

} // namespace polylogue::app::session
