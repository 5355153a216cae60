// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/sidebar/chatgroup.h"

#include <QObject>
#include <QStringList>

class QMenu;

namespace polylogue::app::session {
class ChatLibrary;
}

namespace polylogue::ui::sidebar {

class ChatListModel;
class ChatListView;
class FolderDialog;
class UndoBar;

//! \brief What can be done with a folder: by its menu, keys, dragging, and its dialog.
class FolderActions final : public QObject
{
    Q_OBJECT

public:
    //! \param view its rows are meant; all outlive this. Dialogs open over it.
    FolderActions(app::session::ChatLibrary &library, ChatListModel &model, ChatListView &view,
                  UndoBar &undoBar, QObject *parent);

    void setModels(const QStringList &ids) { m_models = ids; } //!< offered for new chats
    void fill(QMenu &menu, const Folder &folder);
    void create(const QList<ConversationId> &chats); //!< asks for it; they go there
    void rename(const FolderId &id, const QString &name);
    void remove(const Folder &folder); //!< can be undone; its chats stay
    void moveBy(const FolderId &id, int steps); //!< as far as that goes
    void moveTo(const FolderId &id, qsizetype place); //!< in the order of folders

Q_SIGNALS:
    void newChatRequested(const polylogue::app::store::FolderId &folder);
    void exportRequested(const QList<polylogue::app::conversation::ConversationId> &chats);

private:
    void edit(const Folder &folder);
    FolderDialog *openDialog(const Folder &folder);
    qsizetype placeOf(const FolderId &id) const;

    app::session::ChatLibrary &m_library;
    ChatListModel &m_model;
    ChatListView &m_view;
    UndoBar &m_undoBar;
    QStringList m_models;
};

} // namespace polylogue::ui::sidebar
