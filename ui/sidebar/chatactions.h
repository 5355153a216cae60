// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/sidebar/chatgroup.h"

#include <QObject>
#include <QStringList>

class QMenu;
class QModelIndex;
class QPoint;
class QWidget;

namespace polylogue::app::session {
class ChatLibrary;
}

namespace polylogue::ui::sidebar {

class ChatListModel;
class ChatListView;
class FolderDialog;
class UndoBar;

//! \brief What can be done with the chats and folders of the list: its menu, and what its keys ask.
class ChatActions final : public QObject
{
    Q_OBJECT

public:
    //! \param view its rows are meant; all outlive this. Dialogs open over it.
    ChatActions(app::session::ChatLibrary &library, ChatListModel &model, ChatListView &view,
                UndoBar &undoBar, QObject *parent);

    void setModels(const QStringList &ids) { m_models = ids; } //!< offered for folders
    void showMenu(const QModelIndex &index, const QPoint &globalPosition);
    void removeSelected(); //!< chats into the trash, or the current folder
    void createFolder(const QList<ConversationId> &chats); //!< asks for it; they go there

Q_SIGNALS:
    void openRequested(const polylogue::app::conversation::ConversationId &chat);
    void newChatRequested(const polylogue::app::store::FolderId &folder);
    void newWindowRequested(const polylogue::app::conversation::ConversationId &chat);
    void exportRequested(const QList<polylogue::app::conversation::ConversationId> &chats);

private:
    void fillForChats(QMenu &menu, const QList<ConversationId> &chats);
    void fillForFolder(QMenu &menu, const Folder &folder);
    void addMoveMenu(QMenu &menu, const QList<ConversationId> &chats);
    void remove(const QList<ConversationId> &chats);
    void moveToTrash(const QList<ConversationId> &chats);
    void editFolder(const Folder &folder);
    FolderDialog *openDialog(const Folder &folder);
    void removeFolder(const Folder &folder);
    bool areAllPinned(const QList<ConversationId> &chats) const;
    QString named(const QList<ConversationId> &chats, const QString &one,
                  const QString &many) const;

    app::session::ChatLibrary &m_library;
    ChatListModel &m_model;
    ChatListView &m_view;
    UndoBar &m_undoBar;
    QStringList m_models;
};

} // namespace polylogue::ui::sidebar
