// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/sidebar/chatgroup.h"

#include <QObject>
#include <QTimer>

namespace polylogue::app::session {
class ChatLibrary;
}

namespace polylogue::ui::sidebar {

class ChatListModel;

//! \brief Keeps the list in step with the library, and with the day.
class ChatListFeed final : public QObject
{
    Q_OBJECT

public:
    //! \param library and \a model outlive this
    ChatListFeed(app::session::ChatLibrary &library, ChatListModel &model, QObject *parent);

    void reload(); //!< all of it

Q_SIGNALS:
    void reloaded();
    void chatAdded(const polylogue::app::conversation::ConversationId &chat);
    void chatRemoved(const polylogue::app::conversation::ConversationId &chat);
    void foldersChanged();

private:
    void put(const ConversationId &chat);
    ChatEntry entryOf(const ChatRecord &record) const;

    app::session::ChatLibrary &m_library;
    ChatListModel &m_model;
    QTimer m_dayCheck;
};

} // namespace polylogue::ui::sidebar
