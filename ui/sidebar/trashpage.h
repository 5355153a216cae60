// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/sidebar/chatgroup.h"

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;
class QToolButton;

namespace polylogue::app::session {
class ChatLibrary;
}
namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::sidebar {

class TrashListModel;

//! \brief Deleted chats: to be restored, or removed for good, all of them.
class TrashPage final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme and \a library outlive this
    TrashPage(theme::Theme &theme, app::session::ChatLibrary &library, QWidget *parent = nullptr);

    void focusList();

Q_SIGNALS:
    void closeRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void dress();
    void refresh();
    void refreshButtons();
    void restoreSelected();
    void askToEmpty();
    void empty();

    theme::Theme &m_theme;
    app::session::ChatLibrary &m_library;
    TrashListModel *m_model;
    QToolButton *m_back;
    QListView *m_list;
    QLabel *m_message; // that it is empty, or why it could not be emptied
    QPushButton *m_restore;
    QPushButton *m_empty;
};

} // namespace polylogue::ui::sidebar
