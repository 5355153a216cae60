// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/chatrecorder.h"
#include "app/session/chatsession.h"
#include "app/store/chatstore.h"

#include <QObject>

namespace polylogue::app::session {

//! \brief Keeps one session's chat in a profile's store, as a new chat, for a program without a
//! list
//!        of chats. A window may have the same store open.
class SavedChat final : public QObject
{
    Q_OBJECT

public:
    //! \param dataPath ProfilePaths::data
    //! \param session is empty, and outlives this as \a client does, whose calls go to the ledger
    SavedChat(const QString &dataPath, ChatSession &session, net::HttpClient &client,
              QObject *parent = nullptr);
    ~SavedChat() override;

    //! \brief What the chat is asked with; to be called before its first message.
    void setSetup(const store::ChatSetup &setup);
    //! \brief Calls \a done when all is on disk, or with the Error why it is not.
    void whenSaved(const std::function<void(const base::Status &)> &done);

private:
    void onMessageAdded(const conversation::MessageId &id);
    void onAnswerFinished(const conversation::MessageId &id);
    void onWithdrawn();

    ChatSession &m_session;
    store::ChatStore m_store;
    store::ChatRecord m_record;
    ChatRecorder m_recorder;
};

} // namespace polylogue::app::session
