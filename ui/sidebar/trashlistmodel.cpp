// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/trashlistmodel.h"

#include "ui/sidebar/chatlistmodel.h"

#include <algorithm>

namespace polylogue::ui::sidebar {

void TrashListModel::setChats(const QList<ChatRecord> &chats, const QDate &today)
{
    beginResetModel();
    m_chats = chats;
    m_today = today;
    std::ranges::sort(m_chats, [](const ChatRecord &a, const ChatRecord &b) {
        return a.deletedAt != b.deletedAt ? a.deletedAt > b.deletedAt : a.id < b.id;
    });
    endResetModel();
}

int TrashListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_chats.size());
}

QVariant TrashListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ChatRecord &record = m_chats.at(index.row());
    const QString time = shortTime(record.deletedAt, m_today);
    switch (role) {
    case ChatListModel::KindRole:
        return QVariant::fromValue(ChatListModel::RowKind::Chat);
    case ChatListModel::EntryRole: // what its state was does not matter here
        return QVariant::fromValue(ChatEntry{.id = record.id});
    case ChatListModel::TimeRole:
        return time;
    case Qt::DisplayRole:
        return titleOf(record.title);
    case Qt::AccessibleDescriptionRole:
        //: %1 is a short time or day
        return tr("Deleted %1").arg(time);
    default:
        return {};
    }
}

} // namespace polylogue::ui::sidebar
