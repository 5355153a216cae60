// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What a view asks ChatListModel for; chatlistmodel.cpp keeps the rows.

#include "ui/sidebar/chatlistmodel.h"
#include "ui/text/format.h"

#include <QMimeData>

using namespace Qt::StringLiterals;

namespace polylogue::ui::sidebar {

namespace {

constexpr qsizetype LongestName = 100;

QString mimeType()
{
    return u"application/x-polylogue-chats"_s;
}

QList<ConversationId> chatsOf(const QMimeData &data)
{
    QList<ConversationId> chats;
    for (const QByteArray &id : data.data(mimeType()).split('\n'))
        chats << ConversationId{QUuid::fromString(QString::fromLatin1(id))};
    return chats;
}

} // namespace

int ChatListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : firstRow(m_groups.size());
}

QVariant ChatListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Place place = placeAt(index.row());
    const Group &group = m_groups.at(place.group);
    if (role == FolderRole)
        return QVariant::fromValue(group.key.folder);
    if (place.chat < 0)
        return headingData(group, role);
    return chatData(group, m_chats.constFind(group.chats.at(place.chat))->entry, role);
}

QVariant ChatListModel::headingData(const Group &group, int role) const
{
    const Folder *found = folder(group.key.folder);
    if (!found) {
        if (role == KindRole)
            return QVariant::fromValue(RowKind::Heading);
        return role == Qt::DisplayRole ? headingOf(group.key) : QVariant();
    }
    switch (role) {
    case KindRole:
        return QVariant::fromValue(RowKind::Folder);
    case Qt::DisplayRole:
        return text::oneLine(found->name, LongestName);
    case Qt::EditRole:
        return found->name;
    case Qt::AccessibleTextRole:
        return tr("Folder %1").arg(text::oneLine(found->name, LongestName));
    case Qt::AccessibleDescriptionRole:
        //: of a folder; %1 is e.g. "3 conversations"
        return (isOpen(group) ? tr("Open, %1") : tr("Closed, %1"))
            .arg(group.chats.size() == 1
                     ? tr("1 conversation")
                     : tr("%1 conversations").arg(text::count(group.chats.size())));
    case IsCollapsedRole:
        return !isOpen(group);
    case CountRole:
        return static_cast<int>(group.chats.size());
    default:
        return {};
    }
}

QVariant ChatListModel::chatData(const Group &group, const ChatEntry &entry, int role) const
{
    switch (role) {
    case KindRole:
        return QVariant::fromValue(RowKind::Chat);
    case EntryRole:
        return QVariant::fromValue(entry);
    case IsRunningRole:
        return entry.isRunning;
    case TimeRole:
        return timeBelow(group.key, entry.record.changedAt, m_today);
    case Qt::DisplayRole:
        return titleOf(entry.record);
    case Qt::EditRole:
        return entry.record.title;
    case Qt::AccessibleDescriptionRole:
        return describe(entry, m_today);
    default:
        return {};
    }
}

bool ChatListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const QString name = value.toString().simplified();
    if (name == index.data(Qt::EditRole).toString())
        return false;
    if (const FolderId folder = folderAt(index); !folder.isNull()) {
        if (!name.isEmpty())
            Q_EMIT folderRenameRequested(folder, name);
    } else {
        Q_EMIT renameRequested(chatAt(index), name);
    }
    return true;
}

Qt::ItemFlags ChatListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const auto kind = data(index, KindRole).value<RowKind>();
    Qt::ItemFlags flags = Qt::ItemIsDropEnabled | Qt::ItemNeverHasChildren;
    if (kind != RowKind::Heading)
        flags |= Qt::ItemIsEnabled | Qt::ItemIsEditable;
    if (kind == RowKind::Chat)
        flags |= Qt::ItemIsSelectable | Qt::ItemIsDragEnabled;
    return flags;
}

QStringList ChatListModel::mimeTypes() const
{
    return {mimeType()};
}

QMimeData *ChatListModel::mimeData(const QModelIndexList &indexes) const
{
    QByteArrayList ids;
    for (const QModelIndex &index : indexes) {
        if (const ConversationId chat = chatAt(index); !chat.isNull())
            ids << chat.value.toByteArray();
    }
    auto *data = new QMimeData;
    data->setData(mimeType(), ids.join('\n'));
    return data;
}

bool ChatListModel::canDropMimeData(const QMimeData *data, Qt::DropAction, int, int,
                                    const QModelIndex &parent) const
{
    return parent.isValid() && data->hasFormat(mimeType());
}

bool ChatListModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                 const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    QList<ConversationId> chats = chatsOf(*data);
    chats.removeIf([this](const ConversationId &chat) { return !m_chats.contains(chat); });
    const ChatGroup &group = m_groups.at(placeAt(parent.row()).group).key;
    if (chats.isEmpty())
        return false;
    if (group.kind == ChatGroup::Kind::Pinned)
        Q_EMIT pinRequested(chats);
    else
        Q_EMIT moveRequested(chats, group.folder);
    return true;
}

} // namespace polylogue::ui::sidebar
