// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What a view asks ChatListModel for; chatlistmodel.cpp changes the rows.

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

QString folderMimeType()
{
    return u"application/x-polylogue-folder"_s;
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
    return parent.isValid() ? 0 : m_rows.firstRow(m_rows.groups.size());
}

QVariant ChatListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ChatRows::Place place = m_rows.placeAt(index.row());
    const ChatRows::Group &group = m_rows.groups.at(place.group);
    if (role == FolderRole)
        return QVariant::fromValue(group.key.folder);
    if (place.chat < 0)
        return headingData(group, role);
    return chatData(group, m_rows.chats.constFind(group.chats.at(place.chat))->entry, role);
}

//! Said with each chat below it too: the arrow keys pass over headings of days.
QString ChatListModel::spokenHeading(const ChatRows::Group &group) const
{
    const Folder *found = m_rows.folder(group.key.folder);
    return found ? tr("Folder %1").arg(text::oneLine(found->name, LongestName))
                 : headingOf(group.key);
}

QVariant ChatListModel::headingData(const ChatRows::Group &group, int role) const
{
    const Folder *found = m_rows.folder(group.key.folder);
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
        return spokenHeading(group);
    case Qt::AccessibleDescriptionRole:
        //: of a folder; %1 is e.g. "3 conversations"
        return (m_rows.isOpen(group) ? tr("Open, %1") : tr("Closed, %1"))
            .arg(group.chats.size() == 1
                     ? tr("1 conversation")
                     : tr("%1 conversations").arg(text::count(group.chats.size())));
    case IsCollapsedRole:
        return !m_rows.isOpen(group);
    case CountRole:
        return static_cast<int>(group.chats.size());
    default:
        return {};
    }
}

QVariant ChatListModel::chatData(const ChatRows::Group &group, const ChatEntry &entry,
                                 int role) const
{
    switch (role) {
    case KindRole:
        return QVariant::fromValue(RowKind::Chat);
    case EntryRole:
        return QVariant::fromValue(entry);
    case IsRunningRole:
        return entry.isRunning;
    case TimeRole:
        return timeBelow(group.key, entry.changedAt, m_rows.today);
    case Qt::DisplayRole:
        return titleOf(entry.title);
    case Qt::EditRole:
        return entry.title;
    case Qt::AccessibleDescriptionRole:
        return describe(entry, spokenHeading(group),
                        timeBelow(group.key, entry.changedAt, m_rows.today));
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
    if (kind != RowKind::Heading)
        flags |= Qt::ItemIsDragEnabled;
    if (kind == RowKind::Chat)
        flags |= Qt::ItemIsSelectable;
    return flags;
}

QStringList ChatListModel::mimeTypes() const
{
    return {mimeType(), folderMimeType()};
}

QMimeData *ChatListModel::mimeData(const QModelIndexList &indexes) const
{
    QByteArrayList ids;
    for (const QModelIndex &index : indexes) {
        if (const ConversationId chat = chatAt(index); !chat.isNull())
            ids << chat.value.toByteArray();
    }
    auto *data = new QMimeData;
    const FolderId folder = indexes.size() == 1 ? folderAt(indexes.first()) : FolderId();
    if (folder.isNull())
        data->setData(mimeType(), ids.join('\n'));
    else
        data->setData(folderMimeType(), folder.value.toByteArray());
    return data;
}

bool ChatListModel::canDropMimeData(const QMimeData *data, Qt::DropAction, int, int,
                                    const QModelIndex &parent) const
{
    return parent.isValid() && (data->hasFormat(mimeType()) || data->hasFormat(folderMimeType()));
}

//! Where a folder goes that is dropped on \a group: into another's place, or to the end next to it.
qsizetype ChatListModel::placeForFolder(const ChatGroup &group) const
{
    if (group.kind == ChatGroup::Kind::Pinned)
        return 0;
    const Folder *found = m_rows.folder(group.folder);
    return found ? found - m_rows.folders.constData() : m_rows.folders.size() - 1;
}

bool ChatListModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                 const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    const ChatGroup &group = m_rows.groups.at(m_rows.placeAt(parent.row()).group).key;
    if (data->hasFormat(folderMimeType())) {
        const FolderId dragged{QUuid::fromString(QLatin1StringView(data->data(folderMimeType())))};
        if (!m_rows.folder(dragged))
            return false;
        Q_EMIT folderMoveRequested(dragged, placeForFolder(group));
        return true;
    }
    QList<ConversationId> chats = chatsOf(*data);
    chats.removeIf([this](const ConversationId &chat) { return !m_rows.chats.contains(chat); });
    if (chats.isEmpty())
        return false;
    if (group.kind == ChatGroup::Kind::Pinned)
        Q_EMIT pinRequested(chats);
    else
        Q_EMIT moveRequested(chats, group.folder);
    return true;
}

} // namespace polylogue::ui::sidebar
