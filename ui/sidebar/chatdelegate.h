// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/sidebar/chatgroup.h"

#include <QStyledItemDelegate>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::sidebar {

//! \brief Rows of ChatListModel, all of one height: title, marks of its state, time; headings.
//!
//! Each state has a mark of its own shape, so that none is told by its colour alone.
class ChatDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    //! \param theme outlives this
    ChatDelegate(theme::Theme &theme, QObject *parent);

    //! \brief The chat that is shown: its row has a bar at its edge.
    void setOpenChat(const ConversationId &chat) { m_openChat = chat; }
    //! \param degrees where the mark of running answers stands; not moved: it rests
    void setSpinnerAngle(int degrees) { m_spinnerAngle = degrees; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    void paintChat(QPainter &painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const;
    void paintHeading(QPainter &painter, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const;
    void paintFolder(QPainter &painter, const QStyleOptionViewItem &option,
                     const QModelIndex &index) const;
    void paintBackground(QPainter &painter, const QStyleOptionViewItem &option,
                         bool isSelected) const;
    int paintMarks(QPainter &painter, const QStyleOptionViewItem &option, const ChatEntry &entry,
                   QRect rest) const;

    theme::Theme &m_theme;
    ConversationId m_openChat;
    int m_spinnerAngle = 0;
};

} // namespace polylogue::ui::sidebar
