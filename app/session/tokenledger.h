// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/chatstore.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace polylogue::app::session {

using conversation::ConversationId;

//! \brief What answers took, by chat and by day: read from the store, and kept up from then on, so
//!        that no chat is ever gone through for it.
//!
//! Counted is what was asked for here, also what was deleted since; what was imported or copied
//! from another chat is not.
class TokenLedger final : public QObject
{
    Q_OBJECT

public:
    static constexpr int Days = 30; //!< that byDay() knows, today included

    //! \param store outlives this
    explicit TokenLedger(store::ChatStore &store, QObject *parent = nullptr);

    //! \brief Reads the last days, and followed chats, anew.
    void reload();
    //! \brief From now on ofChat() knows \a chat.
    void follow(const ConversationId &chat);
    void forget(const ConversationId &chat) { m_chats.remove(chat); }
    //! \brief An answer has ended in \a chat, of which the store hears nothing where it is
    //!        temporary.
    void record(const ConversationId &chat, bool isTemporary, const store::TokenUse &use);

    //! \return one for each model; nothing where the chat is not followed.
    QList<store::TokenUse> ofChat(const ConversationId &chat) const { return m_chats.value(chat); }
    //! \return one for each day and model, days in their order.
    const QList<store::TokenUse> &byDay() const { return m_days; }

Q_SIGNALS:
    void changed();

private:
    void read(const ConversationId &chat);

    store::ChatStore &m_store;
    QHash<ConversationId, QList<store::TokenUse>> m_chats;
    QList<store::TokenUse> m_days;
    std::unique_ptr<QObject> m_reading; // whose end drops what is still on its way
};

} // namespace polylogue::app::session
