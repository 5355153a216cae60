// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/message.h"

#include <QHash>
#include <QObject>

namespace polylogue::app::conversation {

//! \brief A tree of messages with a current branch; the branch's rows are what a view shows.
//!
//! Nothing is ever overwritten: editing and regenerating add siblings. Every change of the branch
//! is told by a pair of signals, so that a model only has to bracket begin.../end....
class Conversation final : public QObject
{
    Q_OBJECT

public:
    explicit Conversation(QObject *parent = nullptr);

    //! \return the number of messages on the current branch.
    qsizetype count() const { return m_branch.size(); }
    //! \pre 0 <= row < count()
    const Message &at(qsizetype row) const;
    //! \return the branch from its root to its end, copied (shares its data).
    QList<Message> branch() const;
    //! \return the row of \a id on the current branch, -1 where it is elsewhere or nowhere.
    qsizetype rowOf(const MessageId &id) const;
    //! \return any message of the tree; nullptr where there is none. Valid until the next change.
    const Message *find(const MessageId &id) const;
    //! \return the ids of all children of the parent of \a id, oldest first, itself included.
    QList<MessageId> siblings(const MessageId &id) const;

    //! \brief Puts \a message at the end of the current branch; sets its parent.
    //!
    //! A null id is replaced by a new one, a missing createdAt by now. \return the message's id.
    MessageId append(Message message);
    //! \brief Adds a sibling of \a sibling (same parent) and makes it the end of the branch.
    MessageId appendSibling(const MessageId &sibling, Message message);
    //! \brief Adds a piece of an answer; emits deltaApplied() and nothing else.
    void append(const MessageId &id, const MessageDelta &delta);
    //! \brief Changes what is known of a message (state, error, timing...), not its place.
    //! \a change is called once with the message; id and parent must stay.
    template <typename Change> void update(const MessageId &id, Change &&change);
    //! \brief Takes the messages from \a row to the end off the branch, and out of the tree.
    //!
    //! What else hangs below them goes too; other versions of \a row itself stay, for switchTo().
    void removeFrom(qsizetype row);
    //! \brief Shows the branch that goes through \a id, down to the leaf last visited there.
    //! Silent where that is shown already.
    void switchTo(const MessageId &id);
    void clear();

Q_SIGNALS:
    void messageAboutToBeInserted(qsizetype row);
    void messageInserted(qsizetype row);
    void messagesAboutToBeRemoved(qsizetype firstRow, qsizetype lastRow);
    void messagesRemoved(qsizetype firstRow, qsizetype lastRow);
    //! Everything but the text may have changed: state, usage, error, parts that were replaced.
    void messageChanged(qsizetype row);
    //! \a delta was added to the message of \a row; not followed by messageChanged().
    void deltaApplied(qsizetype row, const polylogue::app::conversation::MessageDelta &delta);
    void branchAboutToBeReset();
    void branchReset();

private:
    MessageId insert(Message message, const MessageId &parent);
    void truncateBranch(qsizetype rows);
    void notifyChanged(const MessageId &id);

    QHash<MessageId, Message> m_messages;
    QHash<MessageId, QList<MessageId>> m_children; // by parent, oldest first
    QHash<MessageId, MessageId> m_lastVisited; // by parent: the child the branch last went through
    QList<MessageId> m_branch;
};

template <typename Change> void Conversation::update(const MessageId &id, Change &&change)
{
    const auto found = m_messages.find(id);
    Q_ASSERT(found != m_messages.end());
    change(*found);
    Q_ASSERT(found->id == id);
    notifyChanged(id);
}

} // namespace polylogue::app::conversation
