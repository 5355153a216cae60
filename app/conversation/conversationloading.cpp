// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// The part of Conversation that takes in what was stored.

#include "app/conversation/conversation.h"

#include <QSet>

namespace polylogue::app::conversation {

void Conversation::beginLoading()
{
    reset(false);
}

void Conversation::addLoaded(const LoadedMessages &loaded)
{
    const qsizetype count = loaded.branch.size();
    if (count > 0)
        Q_EMIT messagesAboutToBePrepended(count);
    QList<MessageId> rows;
    rows.reserve(count);
    for (const Message &message : loaded.branch)
        rows.append(addToTree(message));
    for (const Message &message : loaded.others) {
        const MessageId id = addToTree(message);
        if (!message.deletedAt.isValid())
            m_unplaced.append(id);
    }
    for (auto visit = loaded.lastVisited.begin(); visit != loaded.lastVisited.end(); ++visit) {
        if (Node &above = m_nodes[visit.key()]; above.lastVisited.isNull())
            above.lastVisited = visit.value();
    }
    m_branch.prepend(rows);
    for (qsizetype row = 1; row <= count && row < m_branch.size(); ++row)
        m_nodes[m_branch.at(row - 1)].lastVisited = m_branch.at(row);
    if (loaded.isLast && !m_branch.isEmpty())
        m_nodes[MessageId{}].lastVisited = m_branch.at(0);
    m_isWhole = loaded.isLast;
    if (count > 0)
        Q_EMIT messagesPrepended(count);
    notifyVersionsLoaded(count);
    if (!m_isWhole)
        return;
    m_unplaced.clear();
    // Where the program ended between storing a message and storing the branch, show the message.
    showBelow(m_branch.ids());
    Q_EMIT wholeChanged();
}

//! Rows from \a firstRow on were there before their versions were loaded.
void Conversation::notifyVersionsLoaded(qsizetype firstRow)
{
    QSet<qsizetype> rows;
    m_unplaced.removeIf([&](const MessageId &id) {
        const auto parent = visibleParent(id);
        if (!parent || (parent->isNull() && !m_isWhole))
            return false;
        if (parent->isNull() || rowOf(*parent) >= 0)
            rows.insert(rowOf(*parent) + 1);
        return true;
    });
    for (const qsizetype row : std::as_const(rows)) {
        if (row >= firstRow && row < m_branch.size())
            Q_EMIT messageChanged(row);
    }
}

} // namespace polylogue::app::conversation
