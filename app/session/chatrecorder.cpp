// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/chatrecorder.h"

#include <chrono>
#include <utility>

using namespace std::chrono_literals;

namespace polylogue::app::session {

using conversation::Conversation;
using conversation::Message;
using conversation::MessageDelta;
using conversation::MessageId;

namespace {

// What came is to be on disk within a second, and writing takes its time.
constexpr auto PieceInterval = 800ms;

} // namespace

ChatRecorder::ChatRecorder(const Conversation &conversation, const ConversationId &chat,
                           Writer write, QObject *parent)
    : QObject(parent)
    , m_conversation(conversation)
    , m_chat(chat)
    , m_write(std::move(write))
{
    connect(&conversation, &Conversation::messageAdded, this, &ChatRecorder::markChanged);
    connect(&conversation, &Conversation::messageUpdated, this, &ChatRecorder::markChanged);
    connect(&conversation, &Conversation::deltaReceived, this, &ChatRecorder::onDelta);
    connect(&conversation, &Conversation::branchChanged, this, &ChatRecorder::onBranchChanged);
    connect(&conversation, &Conversation::messagesPrepended, this, [this](qsizetype count) {
        if (m_branchFrom)
            *m_branchFrom += count;
    });
    connect(&conversation, &Conversation::wholeChanged, this, [this] {
        if (m_branchFrom && mayWriteBranch())
            writeSoon();
    });

    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &ChatRecorder::writeNow);
    m_pieceTimer.setSingleShot(true);
    m_pieceTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_pieceTimer, &QTimer::timeout, this, [this] {
        if (m_pieces.isEmpty())
            return;
        m_pieceTimer.start(PieceInterval);
        writeNow();
    });
}

ChatRecorder::~ChatRecorder()
{
    if (const QList<store::Change> changes = takeChanges(); !changes.isEmpty())
        m_write(changes, nullptr, {});
}

void ChatRecorder::saveRecord(const store::ChatRecord &record)
{
    m_record = record;
    writeSoon();
}

void ChatRecorder::whenSaved(const std::function<void(const base::Status &)> &done)
{
    writeNow();
    if (m_unreadable)
        done(*m_unreadable);
    else if (m_branchFrom) // waits until all has been loaded
        m_waiting.append({.write = m_begun + 1, .done = done});
    else if (m_done < m_begun)
        m_waiting.append({.write = m_begun, .done = done});
    else
        done(m_lastStatus);
}

void ChatRecorder::setUnreadable(const base::Error &error)
{
    m_unreadable = error;
    m_branchFrom.reset();
    answer(m_begun + 1, error);
}

void ChatRecorder::discard()
{
    m_conversation.disconnect(this);
    m_soon.stop();
    m_pieceTimer.stop();
    m_record.reset();
    m_changed.clear();
    m_isChanged.clear();
    m_branchFrom.reset();
    m_pieces.clear();
    m_write = [](const QList<store::Change> &, QObject *,
                 const store::ChatStore::Callback<void> &) {};
}

//! Of several changes, what none of them touched is kept.
void ChatRecorder::onBranchChanged(qsizetype firstRow, qsizetype kept)
{
    m_branchKept = m_branchFrom ? qMin(m_branchKept, kept) : kept;
    m_branchFrom = qMin(m_branchFrom.value_or(firstRow), firstRow);
    writeSoon();
}

void ChatRecorder::markChanged(const MessageId &message)
{
    if (!m_isChanged.contains(message)) {
        m_isChanged.insert(message);
        m_changed.append(message);
    }
    writeSoon();
}

void ChatRecorder::onDelta(const MessageId &message, const MessageDelta &delta)
{
    const bool isFirst = !m_pieceTimer.isActive();
    if (isFirst)
        m_pieceTimer.start(PieceInterval);
    if (m_isChanged.contains(message))
        return; // is about to be written whole
    MessageDelta piece = delta;
    piece.images.clear(); // are stored as files, and change the message then
    if (piece.isEmpty())
        return;
    conversation::appendDelta(m_pieces[message], piece);
    if (isFirst)
        writeSoon();
}

void ChatRecorder::writeSoon()
{
    if (!m_soon.isActive())
        m_soon.start(0);
}

void ChatRecorder::writeNow()
{
    m_soon.stop();
    const QList<store::Change> changes = takeChanges();
    if (changes.isEmpty())
        return;
    const quint64 number = ++m_begun;
    m_write(changes, this,
            [this, number](const base::Status &status) { onWritten(number, status); });
}

bool ChatRecorder::mayWriteBranch() const
{
    return m_conversation.isWhole() && !m_unreadable;
}

QList<store::Change> ChatRecorder::takeChanges()
{
    QList<store::Change> changes;
    if (m_record)
        changes.append(store::SaveChat{.record = *m_record});
    m_record.reset();
    if (const QList<Message> messages = takeMessages(); !messages.isEmpty())
        changes.append(store::SaveMessages{.chat = m_chat, .messages = messages});
    if (m_branchFrom && mayWriteBranch()) {
        store::SetBranch branch{.chat = m_chat, .firstRow = *m_branchFrom};
        branch.kept = m_branchKept;
        branch.messages = m_conversation.rows(
            *m_branchFrom, m_conversation.count() - *m_branchFrom - m_branchKept);
        changes.append(branch);
        m_branchFrom.reset();
    }
    for (auto piece = m_pieces.cbegin(); piece != m_pieces.cend(); ++piece)
        changes.append(store::AppendPiece{.message = piece.key(), .delta = piece.value()});
    m_pieces.clear();
    return changes;
}

QList<Message> ChatRecorder::takeMessages()
{
    QList<Message> messages;
    for (const MessageId &changed : std::as_const(m_changed)) {
        // Parents first: a message may have got one that was added after it.
        QList<MessageId> path;
        for (MessageId id = changed; m_isChanged.contains(id);) {
            m_isChanged.remove(id);
            const Message *message = m_conversation.find(id);
            if (!message)
                break;
            path.prepend(id);
            id = message->parent;
        }
        for (const MessageId &id : path) {
            messages.append(*m_conversation.find(id));
            m_pieces.remove(id);
        }
    }
    m_changed.clear();
    m_isChanged.clear();
    return messages;
}

void ChatRecorder::onWritten(quint64 write, const base::Status &status)
{
    m_done = write;
    m_lastStatus = status;
    answer(write, status);
}

void ChatRecorder::answer(quint64 lastWrite, const base::Status &status)
{
    QList<Waiting> ready;
    m_waiting.removeIf([&](const Waiting &waiting) {
        if (waiting.write > lastWrite)
            return false;
        ready.append(waiting);
        return true;
    });
    for (const Waiting &waiting : std::as_const(ready))
        waiting.done(status); // may lead to anything: nothing of ours is touched any more
}

} // namespace polylogue::app::session
