// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/chatlistmodel.h"

#include <algorithm>
#include <utility>

namespace polylogue::ui::sidebar {

using Kind = ChatGroup::Kind;

ChatListModel::ChatListModel(const QDate &today, QObject *parent)
    : QAbstractListModel(parent)
    , m_rows{.today = today}
{ }

// --- Where things stand --------------------------------------------------------------------------

QModelIndex ChatListModel::indexOf(const ConversationId &chat) const
{
    const int row = m_rows.rowOf(chat);
    return row < 0 ? QModelIndex() : index(row);
}

QModelIndex ChatListModel::indexOf(const FolderId &folder) const
{
    const qsizetype group = m_rows.find({.kind = Kind::Folder, .folder = folder});
    return group < 0 ? QModelIndex() : index(m_rows.firstRow(group));
}

ConversationId ChatListModel::chatAt(const QModelIndex &index) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ChatRows::Place place = m_rows.placeAt(index.row());
    return place.chat < 0 ? ConversationId() : m_rows.groups.at(place.group).chats.at(place.chat);
}

FolderId ChatListModel::folderAt(const QModelIndex &index) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ChatRows::Place place = m_rows.placeAt(index.row());
    return place.chat < 0 ? m_rows.groups.at(place.group).key.folder : FolderId();
}

QList<ConversationId> ChatListModel::shownChats() const
{
    QList<ConversationId> chats;
    for (const ChatRows::Group &group : m_rows.groups) {
        if (m_rows.isOpen(group))
            chats << group.chats;
    }
    return chats;
}

QList<ConversationId> ChatListModel::chatsIn(const FolderId &folder) const
{
    const qsizetype group = m_rows.find({.kind = Kind::Folder, .folder = folder});
    return group < 0 ? QList<ConversationId>() : m_rows.groups.at(group).chats;
}

// --- What changes --------------------------------------------------------------------------------

void ChatListModel::setChats(const QList<ChatEntry> &chats)
{
    beginResetModel();
    m_rows.setChats(chats);
    endResetModel();
}

qsizetype ChatListModel::findOrInsert(const ChatGroup &key)
{
    if (const qsizetype found = m_rows.find(key); found >= 0)
        return found;
    const qsizetype place = m_rows.placeForGroup(key);
    const int row = m_rows.firstRow(place);
    beginInsertRows({}, row, row);
    m_rows.groups.insert(place, ChatRows::Group{.key = key});
    endInsertRows();
    return place;
}

void ChatListModel::put(const ChatEntry &chat)
{
    const ConversationId id = chat.id;
    const ChatGroup group = m_rows.groupFor(chat);
    const auto found = m_rows.chats.find(id);
    if (found == m_rows.chats.end()) {
        m_rows.chats.insert(id, {.entry = chat, .group = group});
        insert(id);
    } else if (found->entry != chat) {
        found->entry = chat;
        move(id, group);
    }
}

void ChatListModel::insert(const ConversationId &chat)
{
    const ChatGroup key = m_rows.chats.constFind(chat)->group;
    const qsizetype group = findOrInsert(key);
    const qsizetype place = m_rows.placeForChat(m_rows.groups.at(group), chat);
    const int row = m_rows.firstRow(group) + 1 + static_cast<int>(place);
    const bool isShown = m_rows.isOpen(m_rows.groups.at(group));
    if (isShown)
        beginInsertRows({}, row, row);
    m_rows.groups[group].chats.insert(place, chat);
    if (isShown)
        endInsertRows();
    notifyHeading(key);
}

void ChatListModel::move(const ConversationId &chat, const ChatGroup &to)
{
    const ChatGroup from = m_rows.chats.constFind(chat)->group;
    const qsizetype target = findOrInsert(to); // before the source is looked for: it may move that
    const qsizetype source = m_rows.find(from);
    const qsizetype oldPlace = m_rows.groups.at(source).chats.indexOf(chat);
    ChatRows::Group others = m_rows.groups.at(target);
    if (source == target)
        others.chats.removeAt(oldPlace);
    const qsizetype newPlace = m_rows.placeForChat(others, chat);
    if (source == target && newPlace == oldPlace) {
        notify(chat);
        return;
    }

    const int oldRow = m_rows.firstRow(source) + 1 + static_cast<int>(oldPlace);
    // Rows are counted with the one that moves still in its old place.
    const int newRow = m_rows.firstRow(target) + 1 + static_cast<int>(newPlace)
        + (source == target && newPlace > oldPlace ? 1 : 0);
    const bool wasShown = m_rows.isOpen(m_rows.groups.at(source));
    const bool isShown = m_rows.isOpen(m_rows.groups.at(target));
    if (wasShown && isShown)
        beginMoveRows({}, oldRow, oldRow, {}, newRow);
    else if (wasShown)
        beginRemoveRows({}, oldRow, oldRow);
    else if (isShown)
        beginInsertRows({}, newRow, newRow);
    m_rows.groups[source].chats.removeAt(oldPlace);
    m_rows.groups[target].chats.insert(newPlace, chat);
    m_rows.chats[chat].group = to;
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
    const auto found = m_rows.chats.constFind(chat);
    if (found == m_rows.chats.cend())
        return;
    const ChatGroup key = found->group;
    const qsizetype group = m_rows.find(key);
    const qsizetype place = m_rows.groups.at(group).chats.indexOf(chat);
    const int row = m_rows.firstRow(group) + 1 + static_cast<int>(place);
    const bool wasShown = m_rows.isOpen(m_rows.groups.at(group));
    if (wasShown)
        beginRemoveRows({}, row, row);
    m_rows.groups[group].chats.removeAt(place);
    m_rows.chats.remove(chat);
    if (wasShown)
        endRemoveRows();
    notifyHeading(key);
    dropIfEmpty(key);
}

void ChatListModel::dropIfEmpty(const ChatGroup &key)
{
    const qsizetype group = m_rows.find(key);
    if (group < 0 || !m_rows.groups.at(group).chats.isEmpty())
        return;
    if (key.kind == Kind::Folder && m_rows.folder(key.folder))
        return;
    const int row = m_rows.firstRow(group);
    beginRemoveRows({}, row, row);
    m_rows.groups.removeAt(group);
    endRemoveRows();
}

void ChatListModel::setFolders(const QList<Folder> &folders)
{
    const QList<Folder> before = std::exchange(m_rows.folders, folders);
    for (const Folder &old : before) {
        if (m_rows.folder(old.id))
            continue;
        for (const ConversationId &chat : chatsIn(old.id))
            move(chat, m_rows.groupFor(m_rows.chats.constFind(chat)->entry));
        dropIfEmpty({.kind = Kind::Folder, .folder = old.id});
        m_rows.collapsed.removeAll(old.id);
    }
    sortGroups();
    for (const Folder &each : folders) {
        const ChatGroup key{.kind = Kind::Folder, .folder = each.id};
        findOrInsert(key);
        notifyHeading(key);
    }
    relocateAll();
}

//! Moves groups, with their rows, to where they belong now.
void ChatListModel::sortGroups()
{
    const auto isBefore = [this](const ChatRows::Group &a, const ChatRows::Group &b) {
        return m_rows.isBefore(a.key, b.key);
    };
    for (qsizetype place = 0; place < m_rows.groups.size(); ++place) {
        const auto first =
            std::min_element(m_rows.groups.cbegin() + place, m_rows.groups.cend(), isBefore);
        const qsizetype from = first - m_rows.groups.cbegin();
        if (from == place)
            continue;
        const int row = m_rows.firstRow(from);
        beginMoveRows({}, row, row + m_rows.rowCount(*first) - 1, {}, m_rows.firstRow(place));
        m_rows.groups.move(from, place);
        endMoveRows();
    }
}

void ChatListModel::relocateAll()
{
    for (const ConversationId &chat : m_rows.chats.keys()) {
        const ChatRows::Chat &known = *m_rows.chats.constFind(chat);
        const ChatGroup group = m_rows.groupFor(known.entry);
        if (group != known.group)
            move(chat, group);
    }
}

void ChatListModel::setToday(const QDate &today)
{
    if (m_rows.today == today)
        return;
    m_rows.today = today;
    relocateAll();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void ChatListModel::setCollapsed(const FolderId &folder, bool isCollapsed)
{
    if (isCollapsed == this->isCollapsed(folder))
        return;
    const qsizetype group = m_rows.find({.kind = Kind::Folder, .folder = folder});
    const qsizetype count = group < 0 ? 0 : m_rows.groups.at(group).chats.size();
    const int first = group < 0 ? 0 : m_rows.firstRow(group) + 1;
    const int last = first + static_cast<int>(count) - 1;
    if (count > 0 && isCollapsed)
        beginRemoveRows({}, first, last);
    else if (count > 0)
        beginInsertRows({}, first, last);
    if (isCollapsed)
        m_rows.collapsed << folder;
    else
        m_rows.collapsed.removeAll(folder);
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
    const qsizetype group = m_rows.find(key);
    if (key.kind != Kind::Folder || group < 0)
        return; // the others show nothing that changes
    const QModelIndex row = index(m_rows.firstRow(group));
    Q_EMIT dataChanged(row, row);
}

} // namespace polylogue::ui::sidebar
