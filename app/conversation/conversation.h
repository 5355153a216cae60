// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/branch.h"
#include "app/conversation/message.h"

#include <QHash>
#include <QObject>

#include <optional>
#include <unordered_map>

namespace polylogue::app::conversation {

//! \brief A piece of a tree as it is loaded, from the end of the shown branch to its beginning.
struct LoadedMessages
{
    QList<Message> branch = {}; //!< rows of the shown branch; stand before all that came earlier
    QList<Message> others =
        {}; //!< what is not shown: other versions, what hangs below, deleted ones
    //! By parent (null for the roots): the child that the branch last went through. Of \a others.
    QHash<MessageId, MessageId> lastVisited = {};
    bool isLast = true; //!< nothing follows
};

//! \brief What of a message's surroundings goes when it is deleted.
enum class Removal {
    Message, //!< it alone; what hangs below moves up to where it was
    MessageAndBelow, //!< with all that answers it
    AllVersions, //!< with its siblings and all that hangs below them
};

//! \brief A tree of messages with a current branch; the branch's rows are what a view shows.
//!
//! Nothing is ever overwritten: editing and regenerating add siblings. Deleted messages stay in the
//! tree (Message::deletedAt) and are passed over: their children count as children of the nearest
//! ancestor that is not deleted. Every change of the branch is told by a pair of signals, so that a
//! model only has to bracket begin.../end...; messageAdded(), messageUpdated(), deltaReceived() and
//! branchChanged() tell the same for the whole tree, to whoever stores it.
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
    qsizetype rowOf(const MessageId &id) const { return m_branch.rowOf(id); }
    //! \return any message of the tree; nullptr where there is none. Valid until the next change.
    const Message *find(const MessageId &id) const;
    //! \return the versions of \a id that can be shown in its place, oldest first, itself included;
    //!         what moved up stands where the deleted message stood.
    QList<MessageId> siblings(const MessageId &id) const;
    //! \return all messages of the tree, parents before children, deleted ones included.
    QList<Message> messages() const;
    //! \return the child of \a parent (null: the root) that the branch last went through; null.
    MessageId lastVisited(const MessageId &parent) const;
    //! \return the messages of the rows from \a firstRow on, \a count of them; cheap for any
    //! length.
    QList<MessageId> rows(qsizetype firstRow, qsizetype count) const
    {
        return m_branch.ids().sliced(firstRow, count);
    }
    //! \return whether the tree holds messages that were deleted.
    bool hasDeleted() const;
    //! Whether everything that is stored has been loaded; until then rows may still come above.
    bool isWhole() const { return m_isWhole; }

    //! \brief Puts \a message at the end of the current branch; sets its parent.
    //!
    //! A null id is replaced by a new one, a missing createdAt by now (later than its siblings').
    //! \return the message's id.
    MessageId append(Message message);
    //! \brief Adds a sibling of \a sibling (same parent) and makes it the end of the branch.
    MessageId appendSibling(const MessageId &sibling, Message message);
    //! \brief Adds \a message in the place of \a original, which stays as another version; what
    //!        hung below the original hangs below the new one. \pre isWhole(), \a original is shown
    //! \return the id of the new one.
    MessageId replace(const MessageId &original, Message message);
    //! \brief Adds a piece of an answer; emits deltaApplied() and deltaReceived() and nothing else.
    void append(const MessageId &id, const MessageDelta &delta);
    //! \brief Changes what is known of a message (state, error, timing...), not its place.
    //! \a change is called once with the message; id, parent and deletedAt must stay.
    template <typename Change> void update(const MessageId &id, Change &&change);
    //! \brief Marks \a id and what goes with it deleted; shows another version where there is one.
    //! \return what was marked, \a id first, for restore(). \pre isWhole()
    QList<MessageId> remove(const MessageId &id, Removal removal);
    //! \brief Brings back what remove() took away and shows it again.
    void restore(const QList<MessageId> &ids);
    //! \brief Shows the branch that goes through \a id, down to the leaf last visited there.
    //! Silent where that is shown already, and where what is above \a id is not loaded yet.
    void switchTo(const MessageId &id);
    void clear();

    //! \brief Begins anew with what is stored: isWhole() is false until the piece that is the last.
    void beginLoading();
    //! \brief Adds what was loaded; its branch rows stand above those that are there.
    void addLoaded(const LoadedMessages &loaded);

Q_SIGNALS:
    //! \a row is the end, or anywhere where a message is replaced or brought back.
    void messageAboutToBeInserted(qsizetype row);
    void messageInserted(qsizetype row);
    //! Rows 0 to \a count - 1 are older messages that were loaded; all others move down.
    void messagesAboutToBePrepended(qsizetype count);
    void messagesPrepended(qsizetype count);
    //! What stands below \a lastRow, if anything, moves up.
    void messagesAboutToBeRemoved(qsizetype firstRow, qsizetype lastRow);
    void messagesRemoved(qsizetype firstRow, qsizetype lastRow);
    //! Everything but the text may have changed: state, usage, error, parts that were replaced, the
    //! number of its versions.
    void messageChanged(qsizetype row);
    //! \a delta was added to the message of \a row; not followed by messageChanged().
    void deltaApplied(qsizetype row, const polylogue::app::conversation::MessageDelta &delta);
    void branchAboutToBeReset();
    void branchReset();

    //! For whoever stores the tree; not told of what addLoaded() brings.
    void messageAdded(const polylogue::app::conversation::MessageId &id);
    //! The message changed other than by a delta: its fields, its parent, its deletion.
    void messageUpdated(const polylogue::app::conversation::MessageId &id);
    void deltaReceived(const polylogue::app::conversation::MessageId &id,
                       const polylogue::app::conversation::MessageDelta &delta);
    //! The branch is another from row \a firstRow on, but for its last \a kept rows, which are the
    //! same as before.
    void branchChanged(qsizetype firstRow, qsizetype kept);
    void wholeChanged(); //!< isWhole()

private:
    //! \brief A message with what hangs below it. What has no parent hangs below null; while
    //!        loading, a parent may be known by its children only.
    struct Node
    {
        std::optional<Message> message = {};
        QList<MessageId> children = {}; // oldest first, deleted ones too
        MessageId lastVisited = {}; // as a row: the one that the branch last had below
    };
    struct IdHash
    {
        size_t operator()(const MessageId &id) const { return qHash(id); }
    };

    const Node *nodeOf(const MessageId &id) const;
    Message &existing(const MessageId &id);
    MessageId insertAtEnd(Message message, const MessageId &parent);
    MessageId addToTree(Message message);
    QList<MessageId> visibleChildren(const MessageId &parent) const;
    std::optional<MessageId> visibleParent(const MessageId &id) const;
    void descend(QList<MessageId> &branch, bool joinsShown);
    void showBelow(QList<MessageId> path, bool joinsShown = false);
    void showBranch(const QList<MessageId> &branch, qsizetype visitedRows);
    void notifyChanged(const MessageId &id);
    void notifyVersionsBelow(const MessageId &parent);
    void notifyVersionsLoaded(qsizetype firstRow);
    void reset(bool isWhole);

    // Of nodes, none of which moves when others come: a table of values would be copied as a whole,
    // now and then, while a long chat is loaded.
    std::unordered_map<MessageId, Node, IdHash> m_nodes;
    // By parent, where a child is deleted: what is shown for it. Until the tree changes.
    mutable QHash<MessageId, QList<MessageId>> m_visibleChildren;
    Branch m_branch;
    QList<MessageId> m_unplaced; // loaded before what is above them
    bool m_isWhole = true;
};

template <typename Change> void Conversation::update(const MessageId &id, Change &&change)
{
    Message &message = existing(id);
    change(message);
    Q_ASSERT(message.id == id);
    notifyChanged(id);
    Q_EMIT messageUpdated(id);
}

} // namespace polylogue::app::conversation
