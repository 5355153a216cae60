// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/sidebar/chatgroup.h"

#include <QObject>

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
class FolderActions;
class UndoBar;

//! \brief What can be done with the chats of the list: its menu, what its keys ask and what is
//! dropped.
class ChatActions final : public QObject
{
    Q_OBJECT

public:
    //! \param view its rows are meant; all outlive this. Dialogs open over it.
    ChatActions(app::session::ChatLibrary &library, ChatListModel &model, ChatListView &view,
                FolderActions &folders, UndoBar &undoBar, QObject *parent);

    void showMenu(const QModelIndex &index, const QPoint &globalPosition);
    void removeSelected(); //!< chats into the trash, or the current folder
    void moveToFolder(const QList<ConversationId> &chats, const FolderId &folder); //!< null: none
    void pin(const QList<ConversationId> &chats);

Q_SIGNALS:
    void openRequested(const polylogue::app::conversation::ConversationId &chat);
    void newChatRequested(const polylogue::app::store::FolderId &folder);
    void newWindowRequested(const polylogue::app::conversation::ConversationId &chat);
    void comparisonRequested(const polylogue::app::conversation::ConversationId &chat);
    void exportRequested(const QList<polylogue::app::conversation::ConversationId> &chats);

private:
    void fillForChats(QMenu &menu, const QList<ConversationId> &chats);
    void addMoveMenu(QMenu &menu, const QList<ConversationId> &chats);
    void remove(const QList<ConversationId> &chats);
    void moveToTrash(const QList<ConversationId> &chats);
    bool areAllPinned(const QList<ConversationId> &chats) const;
    QString named(const QList<ConversationId> &chats, const QString &one,
                  const QString &many) const;

    app::session::ChatLibrary &m_library;
    ChatListModel &m_model;
    ChatListView &m_view;
    FolderActions &m_folders;
    UndoBar &m_undoBar;
};

} // namespace polylogue::ui::sidebar
