// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/chatrows.h"

#include <algorithm>
#include <optional>

namespace polylogue::ui::sidebar {

namespace {

using Kind = ChatGroup::Kind;

bool isNewer(const ChatEntry &a, const ChatEntry &b)
{
    if (a.changedAt != b.changedAt)
        return a.changedAt > b.changedAt;
    if (a.createdAt != b.createdAt)
        return a.createdAt > b.createdAt;
    return a.id < b.id;
}

// A chat with a number to sort by: QDateTime takes long to compare, and all chats are sorted before
// the first of them is shown.
struct Dated
{
    qint64 changedAt = 0; // milliseconds
    const ChatEntry *entry = nullptr;
};

// The day groups of many times, newest first: only the first of each needs the local time, which
// takes long to find.
class DayFinder
{
public:
    explicit DayFinder(const QDate &today)
        : m_today(today)
    { }

    ChatGroup groupOf(const QDateTime &at)
    {
        if (!m_begin || at.toMSecsSinceEpoch() < *m_begin) {
            m_group = dayGroup(at, m_today);
            m_begin = firstDay(m_group, m_today).startOfDay().toMSecsSinceEpoch();
        }
        return m_group;
    }

private:
    QDate m_today;
    ChatGroup m_group;
    std::optional<qint64> m_begin; // of m_group
};

} // namespace

void ChatRows::setChats(const QList<ChatEntry> &entries)
{
    chats.clear();
    chats.reserve(entries.size());
    groups.clear();
    for (const Folder &each : std::as_const(folders))
        groups << Group{.key = {.kind = Kind::Folder, .folder = each.id}};
    QList<Dated> newestFirst;
    newestFirst.reserve(entries.size());
    for (const ChatEntry &entry : entries)
        newestFirst << Dated{.changedAt = entry.changedAt.toMSecsSinceEpoch(), .entry = &entry};
    std::ranges::sort(newestFirst, [](const Dated &a, const Dated &b) {
        return a.changedAt != b.changedAt ? a.changedAt > b.changedAt : isNewer(*a.entry, *b.entry);
    });
    DayFinder days(today);
    for (const Dated &dated : std::as_const(newestFirst)) {
        const ChatEntry *entry = dated.entry;
        const bool isByDay = !entry->isPinned && !folder(entry->folder);
        const ChatGroup key = isByDay ? days.groupOf(entry->changedAt) : groupFor(*entry);
        chats.insert(entry->id, {.entry = *entry, .group = key});
        qsizetype group = find(key);
        if (group < 0) {
            group = groups.size();
            groups << Group{.key = key};
        }
        groups[group].chats << entry->id;
    }
    std::ranges::sort(groups,
                      [this](const Group &a, const Group &b) { return isBefore(a.key, b.key); });
}

const Folder *ChatRows::folder(const FolderId &id) const
{
    const auto found = std::ranges::find(folders, id, &Folder::id);
    return found == folders.end() ? nullptr : &*found;
}

ChatGroup ChatRows::groupFor(const ChatEntry &entry) const
{
    if (entry.isPinned)
        return {.kind = Kind::Pinned};
    if (folder(entry.folder))
        return {.kind = Kind::Folder, .folder = entry.folder};
    return dayGroup(entry.changedAt, today);
}

bool ChatRows::isBefore(const ChatGroup &a, const ChatGroup &b) const
{
    if (a.kind != b.kind)
        return a.kind < b.kind;
    if (a.kind == Kind::Month)
        return a.month > b.month;
    if (a.kind == Kind::Folder)
        return folder(a.folder) < folder(b.folder); // as they stand in folders
    return false;
}

qsizetype ChatRows::find(const ChatGroup &key) const
{
    const auto found = std::ranges::find(groups, key, &Group::key);
    return found == groups.end() ? -1 : found - groups.begin();
}

qsizetype ChatRows::placeForGroup(const ChatGroup &key) const
{
    const auto after = std::ranges::find_if(
        groups, [this, &key](const Group &group) { return isBefore(key, group.key); });
    return after - groups.begin();
}

qsizetype ChatRows::placeForChat(const Group &group, const ConversationId &chat) const
{
    const auto place = std::ranges::lower_bound(
        group.chats, chat, [this](const ConversationId &a, const ConversationId &b) {
            return isNewer(chats.constFind(a)->entry, chats.constFind(b)->entry);
        });
    return place - group.chats.begin();
}

bool ChatRows::isOpen(const Group &group) const
{
    return group.key.kind != Kind::Folder || !collapsed.contains(group.key.folder);
}

int ChatRows::rowCount(const Group &group) const
{
    return 1 + (isOpen(group) ? static_cast<int>(group.chats.size()) : 0);
}

int ChatRows::firstRow(qsizetype group) const
{
    int row = 0;
    for (qsizetype i = 0; i < group; ++i)
        row += rowCount(groups.at(i));
    return row;
}

ChatRows::Place ChatRows::placeAt(int row) const
{
    qsizetype group = 0;
    while (row >= rowCount(groups.at(group)))
        row -= rowCount(groups.at(group++));
    return {.group = group, .chat = row - 1};
}

int ChatRows::rowOf(const ConversationId &chat) const
{
    const auto found = chats.constFind(chat);
    if (found == chats.cend())
        return -1;
    const qsizetype group = find(found->group);
    if (!isOpen(groups.at(group)))
        return -1;
    return firstRow(group) + 1 + static_cast<int>(groups.at(group).chats.indexOf(chat));
}

} // namespace polylogue::ui::sidebar
