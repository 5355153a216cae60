// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/sidebar/chatgroup.h"

#include <QBasicTimer>
#include <QListView>

#include <optional>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::sidebar {

class ChatDelegate;
class ChatListModel;

//! \brief The list of chats with its mouse and keys: one chat opens by click or Return, several are
//!        chosen by Ctrl and Shift, chats are dragged onto folders, folders among each other.
class ChatListView final : public QListView
{
    Q_OBJECT

public:
    //! \param theme and \a model outlive this
    ChatListView(theme::Theme &theme, ChatListModel &model, QWidget *parent = nullptr);

    void setOpenChat(const ConversationId &chat); //!< marks and selects its row
    void setMayAnimate(bool mayAnimate);
    QList<ConversationId> selectedChats() const; //!< in the order of their rows
    void selectChats(const QList<ConversationId> &chats);
    //! \brief Makes the row of \a chat, or else the first that can be one, the current one.
    void ensureCurrent(const ConversationId &chat);

Q_SIGNALS:
    void chatActivated(const polylogue::app::conversation::ConversationId &chat);
    //! \param steps down among the folders; negative: up
    void folderMoveRequested(const polylogue::app::store::FolderId &folder, int steps);
    void removalRequested(); //!< of what is selected, or of the current folder
    void undoRequested();
    void menuRequested(const QModelIndex &index, const QPoint &globalPosition);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void startDrag(Qt::DropActions actions) override;
    void timerEvent(QTimerEvent *event) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool onSideArrow(bool isForward);
    bool movesFolder(const QKeyEvent &event) const;
    void toggleFolder(const QModelIndex &index);
    void activate(const QModelIndex &index);
    QPixmap dragPixmap(qsizetype count, const QModelIndex &first) const;
    QList<QModelIndex> runningRows() const;

    theme::Theme &m_theme;
    ChatListModel &m_model;
    ChatDelegate *m_delegate;
    std::optional<QPoint> m_folderPress; // where the pointer went down on a folder
    QBasicTimer m_spinner; // runs while a visible row's answer does
    int m_angle = 0;
    bool m_mayAnimate = true;
};

} // namespace polylogue::ui::sidebar
