// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/sidebar/chatrows.h"

#include <QAbstractListModel>

namespace polylogue::ui::sidebar {

//! \brief All chats as one flat list with headings: pinned, folders, then by day, newest first.
//!
//! A chat stands once: pinned wins over its folder. What changes moves one row, and nothing is
//! reset but by setChats(). Folders have a heading also while they are empty, so that chats can be
//! dragged there; other headings come and go with their chats.
class ChatListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class RowKind { Heading, Folder, Chat };
    Q_ENUM(RowKind)

    enum Role {
        KindRole = Qt::UserRole, //!< RowKind
        EntryRole, //!< ChatEntry; of chats
        FolderRole, //!< FolderId; of folders and of chats that stand in one
        TimeRole, //!< QString: short, what the heading leaves open; of chats
        IsRunningRole, //!< bool; of chats
        IsCollapsedRole, //!< bool; of folders
        CountRole, //!< int: chats in the folder
    };

    //! \param today the user's own day
    explicit ChatListModel(const QDate &today, QObject *parent = nullptr);

    void setChats(const QList<ChatEntry> &chats); //!< resets
    void put(const ChatEntry &chat); //!< adds it, or changes what is there of its id
    void remove(const ConversationId &chat);
    //! \param folders in their order
    void setFolders(const QList<Folder> &folders);
    void setToday(const QDate &today); //!< chats go where they belong by then

    void setCollapsed(const FolderId &folder, bool isCollapsed);
    bool isCollapsed(const FolderId &folder) const { return m_rows.collapsed.contains(folder); }
    const QList<FolderId> &collapsedFolders() const { return m_rows.collapsed; }

    //! \return invalid where it is not there or in a collapsed folder.
    QModelIndex indexOf(const ConversationId &chat) const;
    QModelIndex indexOf(const FolderId &folder) const;
    ConversationId chatAt(const QModelIndex &index) const; //!< null for headings
    //! \return the folder whose heading it is; null for other rows.
    FolderId folderAt(const QModelIndex &index) const;
    QList<ConversationId> shownChats() const; //!< in the order of their rows
    QList<ConversationId> chatsIn(const FolderId &folder) const; //!< not those that are pinned
    bool contains(const ConversationId &chat) const { return m_rows.chats.contains(chat); }
    bool isEmpty() const { return m_rows.chats.isEmpty() && m_rows.folders.isEmpty(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    //! What the user wishes; nothing has changed yet.
    void renameRequested(const polylogue::app::conversation::ConversationId &chat,
                         const QString &title);
    void folderRenameRequested(const polylogue::app::store::FolderId &folder, const QString &name);
    //! Chats were dropped on what stands in \a folder, or in none (null).
    void moveRequested(const QList<polylogue::app::conversation::ConversationId> &chats,
                       const polylogue::app::store::FolderId &folder);
    //! A folder was dropped where the one at \a place stands, in the folders' order.
    void folderMoveRequested(const polylogue::app::store::FolderId &folder, qsizetype place);
    void pinRequested(const QList<polylogue::app::conversation::ConversationId> &chats);

private:
    qsizetype findOrInsert(const ChatGroup &key);
    void insert(const ConversationId &chat);
    void move(const ConversationId &chat, const ChatGroup &to);
    void sortGroups();
    void relocateAll();
    void dropIfEmpty(const ChatGroup &key);
    qsizetype placeForFolder(const ChatGroup &group) const;
    void notify(const ConversationId &chat);
    void notifyHeading(const ChatGroup &key);
    QString spokenHeading(const ChatRows::Group &group) const;
    QVariant headingData(const ChatRows::Group &group, int role) const;
    QVariant chatData(const ChatRows::Group &group, const ChatEntry &entry, int role) const;

    ChatRows m_rows;
};

} // namespace polylogue::ui::sidebar
