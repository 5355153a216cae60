// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/savedchat.h"

#include "app/net/httpclient.h"
#include "app/session/chattitle.h"
#include "app/session/ledger.h"

namespace polylogue::app::session {

using conversation::Message;
using conversation::MessageId;
using conversation::MessageState;
using conversation::Role;

SavedChat::SavedChat(const QString &dataPath, ChatSession &session, net::HttpClient &client,
                     QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_store(dataPath)
    , m_record{.id = ConversationId::create(), .createdAt = QDateTime::currentDateTimeUtc()}
    , m_recorder(session.conversation(), m_record.id,
                 [this](const QList<store::Change> &changes, QObject *context,
                        const store::ChatStore::Callback<void> &done) {
                     m_store.write(changes, context, done);
                 })
{
    m_session.setSaveGate([this](const auto &done) { m_recorder.whenSaved(done); });
    connect(&m_session.conversation(), &conversation::Conversation::messageAdded, this,
            &SavedChat::onMessageAdded);
    connect(&m_session, &ChatSession::answerFinished, this, &SavedChat::onAnswerFinished);
    connect(&m_session, &ChatSession::draftReturned, this, &SavedChat::onWithdrawn);
    connect(&client, &net::HttpClient::callFinished, &m_store, [this](const net::CallRecord &call) {
        m_store.write({store::RecordCall{.row = ledgerRow(call)}});
    });
}

SavedChat::~SavedChat()
{
    m_session.setSaveGate({});
}

void SavedChat::setSetup(const store::ChatSetup &setup)
{
    m_record.setup = setup;
}

void SavedChat::whenSaved(const std::function<void(const base::Status &)> &done)
{
    m_recorder.whenSaved(done);
}

void SavedChat::onMessageAdded(const MessageId &id)
{
    const Message *message = m_session.conversation().find(id);
    m_record.changedAt = message->createdAt;
    if (message->role == Role::User)
        m_record.title = titleOf(*message);
    m_recorder.saveRecord(m_record);
}

void SavedChat::onAnswerFinished(const MessageId &id)
{
    m_record.hasFailed = m_session.conversation().find(id)->state == MessageState::Failed;
    m_recorder.saveRecord(m_record);
}

void SavedChat::onWithdrawn()
{
    // Stopped before anything came, so that nothing is left of it to be shown.
    m_record.deletedAt = QDateTime::currentDateTimeUtc();
    m_recorder.saveRecord(m_record);
}

} // namespace polylogue::app::session
