// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/chatlibrary.h"

#include <QObject>

namespace polylogue::ui::transfer {

//! \brief Loads chats whole, one after the other; those that are not stored come from memory.
//!
//! Exactly one of completed() and failed(), never within the constructor; destroying it is silent.
class ChatLoader final : public QObject
{
    Q_OBJECT

public:
    //! \param library, \a store outlive this
    ChatLoader(app::session::ChatLibrary &library, app::store::ChatStore &store,
               const QList<app::conversation::ConversationId> &chats, QObject *parent = nullptr);

    //! \pre completed() was emitted
    const QList<app::store::WholeChat> &chats() const { return m_loaded; }

Q_SIGNALS:
    void progressed(int loaded);
    void completed();
    void failed(const polylogue::app::base::Error &error);

private:
    void loadNext();
    void take(const app::store::WholeChat &chat);

    app::session::ChatLibrary &m_library;
    app::store::ChatStore &m_store;
    QList<app::conversation::ConversationId> m_waiting;
    QList<app::store::WholeChat> m_loaded;
};

} // namespace polylogue::ui::transfer
