// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/conversation/conversation.h"

namespace polylogue::app::conversation {

Conversation::Conversation(QObject *parent)
    : QObject(parent)
{ }

const Message &Conversation::at(qsizetype row) const
{
    Q_ASSERT(row >= 0 && row < m_branch.size());
    return *m_messages.find(m_branch.at(row));
}

QList<Message> Conversation::branch() const
{
    QList<Message> messages;
    messages.reserve(m_branch.size());
    for (const MessageId &id : m_branch)
        messages.append(*m_messages.find(id));
    return messages;
}

qsizetype Conversation::rowOf(const MessageId &id) const
{
    // The answer that is streaming stands at the end, so look there first.
    return m_branch.lastIndexOf(id);
}

const Message *Conversation::find(const MessageId &id) const
{
    const auto found = m_messages.find(id);
    return found == m_messages.end() ? nullptr : &*found;
}

QList<MessageId> Conversation::siblings(const MessageId &id) const
{
    const Message *message = find(id);
    return message ? m_children.value(message->parent) : QList<MessageId>{};
}

MessageId Conversation::append(Message message)
{
    const MessageId parent = m_branch.isEmpty() ? MessageId{} : m_branch.constLast();
    return insert(std::move(message), parent);
}

MessageId Conversation::appendSibling(const MessageId &sibling, Message message)
{
    const qsizetype row = rowOf(sibling);
    Q_ASSERT(row >= 0);
    const MessageId parent = at(row).parent;
    truncateBranch(row);
    return insert(std::move(message), parent);
}

void Conversation::append(const MessageId &id, const MessageDelta &delta)
{
    const auto found = m_messages.find(id);
    Q_ASSERT(found != m_messages.end());
    applyDelta(*found, delta);
    const qsizetype row = rowOf(id);
    if (row >= 0)
        Q_EMIT deltaApplied(row, delta);
}

void Conversation::removeFrom(qsizetype row)
{
    Q_ASSERT(row >= 0 && row <= m_branch.size());
    if (row == m_branch.size())
        return;
    const qsizetype last = m_branch.size() - 1;
    Q_EMIT messagesAboutToBeRemoved(row, last);
    const MessageId top = m_branch.at(row);
    const MessageId parent = m_messages.value(top).parent;
    m_branch.resize(row);
    m_children[parent].removeOne(top);
    m_lastVisited.remove(parent);
    // Whatever hangs below goes with it, other versions too: nothing could show them any more.
    QList<MessageId> doomed{top};
    while (!doomed.isEmpty()) {
        const MessageId id = doomed.takeLast();
        m_messages.remove(id);
        m_lastVisited.remove(id);
        doomed += m_children.take(id);
    }
    Q_EMIT messagesRemoved(row, last);
}

void Conversation::switchTo(const MessageId &id)
{
    Q_ASSERT(m_messages.contains(id));
    QList<MessageId> branch;
    for (MessageId at = id; !at.isNull(); at = find(at)->parent)
        branch.prepend(at);
    for (QList<MessageId> below = m_children.value(id); !below.isEmpty();
         below = m_children.value(branch.constLast())) {
        branch.append(m_lastVisited.value(branch.constLast(), below.constLast()));
    }
    if (branch == m_branch)
        return;

    Q_EMIT branchAboutToBeReset();
    m_branch = branch;
    for (qsizetype row = 0; row < m_branch.size(); ++row)
        m_lastVisited.insert(row == 0 ? MessageId{} : m_branch.at(row - 1), m_branch.at(row));
    Q_EMIT branchReset();
}

void Conversation::clear()
{
    Q_EMIT branchAboutToBeReset();
    m_messages.clear();
    m_children.clear();
    m_lastVisited.clear();
    m_branch.clear();
    Q_EMIT branchReset();
}

MessageId Conversation::insert(Message message, const MessageId &parent)
{
    if (message.id.isNull())
        message.id = MessageId::create();
    if (!message.createdAt.isValid())
        message.createdAt = QDateTime::currentDateTimeUtc();
    message.parent = parent;
    const MessageId id = message.id;
    Q_ASSERT(!m_messages.contains(id));
    const qsizetype row = m_branch.size();
    Q_EMIT messageAboutToBeInserted(row);
    m_messages.insert(id, std::move(message));
    m_children[parent].append(id);
    m_lastVisited.insert(parent, id);
    m_branch.append(id);
    Q_EMIT messageInserted(row);
    return id;
}

void Conversation::truncateBranch(qsizetype rows)
{
    if (rows >= m_branch.size())
        return;
    const qsizetype last = m_branch.size() - 1;
    Q_EMIT messagesAboutToBeRemoved(rows, last);
    m_branch.resize(rows);
    Q_EMIT messagesRemoved(rows, last);
}

void Conversation::notifyChanged(const MessageId &id)
{
    const qsizetype row = rowOf(id);
    if (row >= 0)
        Q_EMIT messageChanged(row);
}

} // namespace polylogue::app::conversation
