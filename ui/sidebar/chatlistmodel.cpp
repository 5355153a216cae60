// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/chatlistmodel.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace polylogue::ui::sidebar {

namespace {

using Kind = ChatGroup::Kind;

bool isNewerRecord(const ChatRecord &a, const ChatRecord &b)
{
    if (a.changedAt != b.changedAt)
        return a.changedAt > b.changedAt;
    if (a.createdAt != b.createdAt)
        return a.createdAt > b.createdAt;
    return a.id < b.id;
}

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

ChatListModel::ChatListModel(const QDate &today, QObject *parent)
    : QAbstractListModel(parent)
    , m_today(today)
{ }

// --- Where things stand --------------------------------------------------------------------------

const Folder *ChatListModel::folder(const FolderId &id) const
{
    const auto found = std::ranges::find(m_folders, id, &Folder::id);
    return found == m_folders.end() ? nullptr : &*found;
}

ChatGroup ChatListModel::groupFor(const ChatRecord &record) const
{
    if (record.isPinned)
        return {.kind = Kind::Pinned};
    if (folder(record.folder))
        return {.kind = Kind::Folder, .folder = record.folder};
    return dayGroup(record.changedAt, m_today);
}

bool ChatListModel::isBefore(const ChatGroup &a, const ChatGroup &b) const
{
    if (a.kind != b.kind)
        return a.kind < b.kind;
    if (a.kind == Kind::Month)
        return a.month > b.month;
    if (a.kind == Kind::Folder)
        return folder(a.folder) < folder(b.folder); // as they stand in m_folders
    return false;
}

bool ChatListModel::isNewer(const ConversationId &a, const ConversationId &b) const
{
    return isNewerRecord(m_chats.constFind(a)->entry.record, m_chats.constFind(b)->entry.record);
}

qsizetype ChatListModel::find(const ChatGroup &key) const
{
    const auto found = std::ranges::find(m_groups, key, &Group::key);
    return found == m_groups.end() ? -1 : found - m_groups.begin();
}

qsizetype ChatListModel::findOrInsert(const ChatGroup &key)
{
    if (const qsizetype found = find(key); found >= 0)
        return found;
    const auto after = std::ranges::find_if(
        m_groups, [this, &key](const Group &group) { return isBefore(key, group.key); });
    const qsizetype place = after - m_groups.begin();
    const int row = firstRow(place);
    beginInsertRows({}, row, row);
    m_groups.insert(place, Group{.key = key});
    endInsertRows();
    return place;
}

bool ChatListModel::isOpen(const Group &group) const
{
    return group.key.kind != Kind::Folder || !m_collapsed.contains(group.key.folder);
}

int ChatListModel::rowsOf(const Group &group) const
{
    return 1 + (isOpen(group) ? static_cast<int>(group.chats.size()) : 0);
}

int ChatListModel::firstRow(qsizetype group) const
{
    int row = 0;
    for (qsizetype i = 0; i < group; ++i)
        row += rowsOf(m_groups.at(i));
    return row;
}

ChatListModel::Place ChatListModel::placeAt(int row) const
{
    qsizetype group = 0;
    while (row >= rowsOf(m_groups.at(group)))
        row -= rowsOf(m_groups.at(group++));
    return {.group = group, .chat = row - 1};
}

QModelIndex ChatListModel::indexOf(const ConversationId &chat) const
{
    const auto found = m_chats.constFind(chat);
    if (found == m_chats.cend())
        return {};
    const qsizetype group = find(found->group);
    if (!isOpen(m_groups.at(group)))
        return {};
    return index(firstRow(group) + 1 + static_cast<int>(m_groups.at(group).chats.indexOf(chat)));
}

QModelIndex ChatListModel::indexOf(const FolderId &folder) const
{
    const qsizetype group = find({.kind = Kind::Folder, .folder = folder});
    return group < 0 ? QModelIndex() : index(firstRow(group));
}

ConversationId ChatListModel::chatAt(const QModelIndex &index) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Place place = placeAt(index.row());
    return place.chat < 0 ? ConversationId() : m_groups.at(place.group).chats.at(place.chat);
}

FolderId ChatListModel::folderAt(const QModelIndex &index) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Place place = placeAt(index.row());
    return place.chat < 0 ? m_groups.at(place.group).key.folder : FolderId();
}

QList<ConversationId> ChatListModel::shownChats() const
{
    QList<ConversationId> chats;
    for (const Group &group : m_groups) {
        if (isOpen(group))
            chats << group.chats;
    }
    return chats;
}

QList<ConversationId> ChatListModel::chatsIn(const FolderId &folder) const
{
    const qsizetype group = find({.kind = Kind::Folder, .folder = folder});
    return group < 0 ? QList<ConversationId>() : m_groups.at(group).chats;
}

// --- What changes --------------------------------------------------------------------------------

void ChatListModel::setChats(const QList<ChatEntry> &chats)
{
    beginResetModel();
    m_chats.clear();
    m_chats.reserve(chats.size());
    m_groups.clear();
    for (const Folder &each : std::as_const(m_folders))
        m_groups << Group{.key = {.kind = Kind::Folder, .folder = each.id}};
    QList<const ChatEntry *> newestFirst;
    newestFirst.reserve(chats.size());
    for (const ChatEntry &chat : chats)
        newestFirst << &chat;
    std::ranges::sort(newestFirst, [](const ChatEntry *a, const ChatEntry *b) {
        return isNewerRecord(a->record, b->record);
    });
    DayFinder days(m_today);
    for (const ChatEntry *chat : std::as_const(newestFirst)) {
        const ChatRecord &record = chat->record;
        const bool isByDay = !record.isPinned && !folder(record.folder);
        const ChatGroup key = isByDay ? days.groupOf(record.changedAt) : groupFor(record);
        m_chats.insert(record.id, {.entry = *chat, .group = key});
        qsizetype group = find(key);
        if (group < 0) {
            group = m_groups.size();
            m_groups << Group{.key = key};
        }
        m_groups[group].chats << record.id;
    }
    std::ranges::sort(m_groups, [this](const Group &first, const Group &second) {
        return isBefore(first.key, second.key);
    });
    endResetModel();
}

void ChatListModel::put(const ChatEntry &chat)
{
    const ConversationId id = chat.record.id;
    const ChatGroup group = groupFor(chat.record);
    const auto found = m_chats.find(id);
    if (found == m_chats.end()) {
        m_chats.insert(id, {.entry = chat, .group = group});
        insert(id);
    } else if (found->entry != chat) {
        found->entry = chat;
        move(id, group);
    }
}

qsizetype ChatListModel::placeFor(const Group &group, const ConversationId &chat) const
{
    const auto place = std::ranges::lower_bound(
        group.chats, chat,
        [this](const ConversationId &a, const ConversationId &b) { return isNewer(a, b); });
    return place - group.chats.begin();
}

void ChatListModel::insert(const ConversationId &chat)
{
    const ChatGroup key = m_chats.constFind(chat)->group;
    const qsizetype group = findOrInsert(key);
    const qsizetype place = placeFor(m_groups.at(group), chat);
    const int row = firstRow(group) + 1 + static_cast<int>(place);
    const bool isShown = isOpen(m_groups.at(group));
    if (isShown)
        beginInsertRows({}, row, row);
    m_groups[group].chats.insert(place, chat);
    if (isShown)
        endInsertRows();
    notifyHeading(key);
}

void ChatListModel::move(const ConversationId &chat, const ChatGroup &to)
{
    const ChatGroup from = m_chats.constFind(chat)->group;
    const qsizetype target = findOrInsert(to); // before the source is looked for: it may move that
    const qsizetype source = find(from);
    const qsizetype oldPlace = m_groups.at(source).chats.indexOf(chat);
    Group others = m_groups.at(target);
    if (source == target)
        others.chats.removeAt(oldPlace);
    const qsizetype newPlace = placeFor(others, chat);
    if (source == target && newPlace == oldPlace) {
        notify(chat);
        return;
    }

    const int oldRow = firstRow(source) + 1 + static_cast<int>(oldPlace);
    // Rows are counted with the one that moves still in its old place.
    const int newRow = firstRow(target) + 1 + static_cast<int>(newPlace)
        + (source == target && newPlace > oldPlace ? 1 : 0);
    const bool wasShown = isOpen(m_groups.at(source));
    const bool isShown = isOpen(m_groups.at(target));
    if (wasShown && isShown)
        beginMoveRows({}, oldRow, oldRow, {}, newRow);
    else if (wasShown)
        beginRemoveRows({}, oldRow, oldRow);
    else if (isShown)
        beginInsertRows({}, newRow, newRow);
    m_groups[source].chats.removeAt(oldPlace);
    m_groups[target].chats.insert(newPlace, chat);
    m_chats[chat].group = to;
    if (wasShown && isShown)
        endMoveRows();
    else if (wasShown)
        endRemoveRows();
    else if (isShown)
        endInsertRows();

    notify(chat);
    notifyHeading(to);
    notifyHeading(from);
    dropIfEmpty(from);
}

void ChatListModel::remove(const ConversationId &chat)
{
    const auto found = m_chats.constFind(chat);
    if (found == m_chats.cend())
        return;
    const ChatGroup key = found->group;
    const qsizetype group = find(key);
    const qsizetype place = m_groups.at(group).chats.indexOf(chat);
    const int row = firstRow(group) + 1 + static_cast<int>(place);
    const bool wasShown = isOpen(m_groups.at(group));
    if (wasShown)
        beginRemoveRows({}, row, row);
    m_groups[group].chats.removeAt(place);
    m_chats.remove(chat);
    if (wasShown)
        endRemoveRows();
    notifyHeading(key);
    dropIfEmpty(key);
}

void ChatListModel::dropIfEmpty(const ChatGroup &key)
{
    const qsizetype group = find(key);
    if (group < 0 || !m_groups.at(group).chats.isEmpty())
        return;
    if (key.kind == Kind::Folder && folder(key.folder))
        return;
    const int row = firstRow(group);
    beginRemoveRows({}, row, row);
    m_groups.removeAt(group);
    endRemoveRows();
}

void ChatListModel::setFolders(const QList<Folder> &folders)
{
    const QList<Folder> before = std::exchange(m_folders, folders);
    for (const Folder &old : before) {
        if (folder(old.id))
            continue;
        for (const ConversationId &chat : chatsIn(old.id))
            move(chat, groupFor(m_chats.constFind(chat)->entry.record));
        dropIfEmpty({.kind = Kind::Folder, .folder = old.id});
        m_collapsed.removeAll(old.id);
    }
    const bool areInOrder = std::ranges::is_sorted(
        m_groups, [this](const Group &a, const Group &b) { return isBefore(a.key, b.key); });
    if (!areInOrder) {
        beginResetModel();
        std::ranges::sort(
            m_groups, [this](const Group &a, const Group &b) { return isBefore(a.key, b.key); });
        endResetModel();
    }
    for (const Folder &each : folders) {
        const ChatGroup key{.kind = Kind::Folder, .folder = each.id};
        findOrInsert(key);
        notifyHeading(key);
    }
    relocateAll();
}

void ChatListModel::relocateAll()
{
    for (const ConversationId &chat : m_chats.keys()) {
        const Chat &known = *m_chats.constFind(chat);
        const ChatGroup group = groupFor(known.entry.record);
        if (group != known.group)
            move(chat, group);
    }
}

void ChatListModel::setToday(const QDate &today)
{
    if (m_today == today)
        return;
    m_today = today;
    relocateAll();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void ChatListModel::setCollapsed(const FolderId &folder, bool isCollapsed)
{
    if (isCollapsed == this->isCollapsed(folder))
        return;
    const qsizetype group = find({.kind = Kind::Folder, .folder = folder});
    const qsizetype count = group < 0 ? 0 : m_groups.at(group).chats.size();
    const int first = group < 0 ? 0 : firstRow(group) + 1;
    const int last = first + static_cast<int>(count) - 1;
    if (count > 0 && isCollapsed)
        beginRemoveRows({}, first, last);
    else if (count > 0)
        beginInsertRows({}, first, last);
    if (isCollapsed)
        m_collapsed << folder;
    else
        m_collapsed.removeAll(folder);
    if (count > 0 && isCollapsed)
        endRemoveRows();
    else if (count > 0)
        endInsertRows();
    notifyHeading({.kind = Kind::Folder, .folder = folder});
}

void ChatListModel::notify(const ConversationId &chat)
{
    if (const QModelIndex row = indexOf(chat); row.isValid())
        Q_EMIT dataChanged(row, row);
}

void ChatListModel::notifyHeading(const ChatGroup &key)
{
    const qsizetype group = find(key);
    if (key.kind != Kind::Folder || group < 0)
        return; // the others show nothing that changes
    const QModelIndex row = index(firstRow(group));
    Q_EMIT dataChanged(row, row);
}

} // namespace polylogue::ui::sidebar
