// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/conversation.h"
#include "app/store/chatstore.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <optional>

namespace polylogue::app::session {

using conversation::ConversationId;

//! \brief Writes one conversation down as it changes.
//!
//! What changes within one turn of the event loop is one transaction. Of a running answer the first
//! piece is written at once, then a piece about every second; at its end it is written whole.
class ChatRecorder final : public QObject
{
    Q_OBJECT

public:
    //! As ChatStore::write().
    using Writer = std::function<void(const QList<store::Change> &changes, QObject *context,
                                      const store::ChatStore::Callback<void> &done)>;

    //! \param conversation outlives this
    ChatRecorder(const conversation::Conversation &conversation, const ConversationId &chat,
                 Writer write, QObject *parent = nullptr);
    ~ChatRecorder() override; //!< hands over what waits

    //! \brief Writes \a record with the next transaction, before any message.
    void saveRecord(const store::ChatRecord &record);
    //! \brief Calls \a done once all that is in the tree is on disk, or with the Error why it is
    //!        not: ChatSession's SaveGate.
    void whenSaved(const std::function<void(const base::Status &)> &done);
    //! \brief The chat cannot be loaded, so that its branch is not known: only new messages are
    //! saved.
    void setUnreadable(const base::Error &error);
    //! \brief Forgets what waits and writes nothing any more: the chat is no longer there.
    void discard();

private:
    struct Waiting
    {
        quint64 write = 0; //!< the last one that has to be done
        std::function<void(const base::Status &)> done = {};
    };

    void onBranchChanged(qsizetype firstRow, qsizetype kept);
    void markChanged(const conversation::MessageId &message);
    void onDelta(const conversation::MessageId &message, const conversation::MessageDelta &delta);
    void writeSoon();
    void writeNow();
    bool mayWriteBranch() const;
    QList<store::Change> takeChanges();
    QList<conversation::Message> takeMessages();
    void onWritten(quint64 write, const base::Status &status);
    void answer(quint64 lastWrite, const base::Status &status);

    const conversation::Conversation &m_conversation;
    ConversationId m_chat;
    Writer m_write;
    std::optional<store::ChatRecord> m_record; // to be written
    QList<conversation::MessageId> m_changed; // in the order of their first change
    QSet<conversation::MessageId> m_isChanged;
    std::optional<qsizetype> m_branchFrom; // the first row that is another
    qsizetype m_branchKept = 0; // rows at the end that are not
    QHash<conversation::MessageId, conversation::MessageDelta> m_pieces;
    QTimer m_soon;
    QTimer m_pieceTimer; // runs while pieces come
    std::optional<base::Error> m_unreadable;
    quint64 m_begun = 0; // writes handed over
    quint64 m_done = 0;
    base::Status m_lastStatus;
    QList<Waiting> m_waiting;
};

} // namespace polylogue::app::session
