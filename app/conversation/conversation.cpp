// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/conversation/conversation.h"

#include <algorithm>
#include <functional>

namespace polylogue::app::conversation {

namespace {

bool isDeleted(const Message &message)
{
    return message.deletedAt.isValid();
}

bool isOlder(const Message &a, const Message &b)
{
    return a.createdAt == b.createdAt ? a.id < b.id : a.createdAt < b.createdAt;
}

} // namespace

Conversation::Conversation(QObject *parent)
    : QObject(parent)
{ }

const Message &Conversation::at(qsizetype row) const
{
    Q_ASSERT(row >= 0 && row < m_branch.size());
    return *nodeOf(m_branch.at(row))->message;
}

QList<Message> Conversation::branch() const
{
    QList<Message> messages;
    messages.reserve(m_branch.size());
    for (const MessageId &id : m_branch.ids())
        messages.append(*find(id));
    return messages;
}

const Message *Conversation::find(const MessageId &id) const
{
    const Node *node = nodeOf(id);
    return node && node->message ? &*node->message : nullptr;
}

MessageId Conversation::lastVisited(const MessageId &parent) const
{
    const Node *node = nodeOf(parent);
    return node ? node->lastVisited : MessageId{};
}

bool Conversation::hasDeleted() const
{
    return std::any_of(m_nodes.begin(), m_nodes.end(), [](const auto &each) {
        return each.second.message && isDeleted(*each.second.message);
    });
}

const Conversation::Node *Conversation::nodeOf(const MessageId &id) const
{
    const auto found = m_nodes.find(id);
    return found == m_nodes.end() ? nullptr : &found->second;
}

//! \pre there is such a message
Message &Conversation::existing(const MessageId &id)
{
    const auto found = m_nodes.find(id);
    Q_ASSERT(found != m_nodes.end() && found->second.message);
    return *found->second.message;
}

QList<MessageId> Conversation::siblings(const MessageId &id) const
{
    const qsizetype row = rowOf(id);
    if (row > 0)
        return visibleChildren(m_branch.at(row - 1));
    if (!find(id))
        return {};
    const auto parent = visibleParent(id);
    return parent ? visibleChildren(*parent) : QList<MessageId>{id};
}

QList<Message> Conversation::messages() const
{
    // Null stands for no parent and, while loading, others for parents that are not there yet.
    QList<MessageId> waiting;
    for (const auto &[id, node] : m_nodes) {
        if (!node.message)
            waiting.append(node.children);
    }
    QList<Message> messages;
    messages.reserve(static_cast<qsizetype>(m_nodes.size()));
    std::reverse(waiting.begin(), waiting.end());
    while (!waiting.isEmpty()) {
        const Node &node = *nodeOf(waiting.takeLast());
        messages.append(*node.message);
        std::reverse_copy(node.children.begin(), node.children.end(), std::back_inserter(waiting));
    }
    return messages;
}

MessageId Conversation::append(Message message)
{
    const qsizetype row = m_branch.size();
    const MessageId id = insertAtEnd(std::move(message), m_branch.end());
    Q_EMIT branchChanged(row, 0);
    return id;
}

MessageId Conversation::appendSibling(const MessageId &sibling, Message message)
{
    const qsizetype row = rowOf(sibling);
    Q_ASSERT(row >= 0);
    const MessageId parent = at(row).parent;
    const qsizetype last = m_branch.size() - 1;
    Q_EMIT messagesAboutToBeRemoved(row, last);
    m_branch.remove(row, last);
    Q_EMIT messagesRemoved(row, last);
    const MessageId id = insertAtEnd(std::move(message), parent);
    Q_EMIT branchChanged(row, 0);
    return id;
}

MessageId Conversation::replace(const MessageId &original, Message message)
{
    const qsizetype row = rowOf(original);
    Q_ASSERT(isWhole() && row >= 0);
    message.parent = at(row).parent;
    const MessageId id = addToTree(std::move(message));
    Node &above = m_nodes[original];
    const QList<MessageId> below = std::exchange(above.children, {});
    for (const MessageId &child : below)
        existing(child).parent = id;
    m_nodes[id].children = below;
    m_nodes[id].lastVisited = std::exchange(above.lastVisited, {});

    QList<MessageId> branch = m_branch.ids();
    branch[row] = id;
    Q_EMIT messageAdded(id);
    for (const MessageId &child : below)
        Q_EMIT messageUpdated(child);
    showBranch(branch, branch.size());
    return id;
}

void Conversation::append(const MessageId &id, const MessageDelta &delta)
{
    applyDelta(existing(id), delta);
    const qsizetype row = rowOf(id);
    if (row >= 0)
        Q_EMIT deltaApplied(row, delta);
    Q_EMIT deltaReceived(id, delta);
}

QList<MessageId> Conversation::remove(const MessageId &id, Removal removal)
{
    Q_ASSERT(isWhole());
    const Message *message = find(id);
    if (!message || isDeleted(*message))
        return {};
    const MessageId parent = *visibleParent(id);
    QList<MessageId> removed{id};
    if (removal == Removal::AllVersions) {
        for (const MessageId &version : visibleChildren(parent)) {
            if (version != id)
                removed.append(version);
        }
    }
    if (removal != Removal::Message) {
        for (qsizetype i = 0; i < removed.size(); ++i)
            removed += visibleChildren(removed.at(i));
    }
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const MessageId &each : removed)
        existing(each).deletedAt = now;
    m_visibleChildren.clear();

    QList<qsizetype> rows;
    for (const MessageId &each : removed) {
        if (const qsizetype row = rowOf(each); row >= 0)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end(), std::greater<>());
    QList<MessageId> branch = m_branch.ids();
    for (const qsizetype row : std::as_const(rows))
        branch.removeAt(row);
    for (const MessageId &each : removed)
        Q_EMIT messageUpdated(each);
    if (!rows.isEmpty())
        showBelow(branch);
    notifyVersionsBelow(parent);
    return removed;
}

void Conversation::restore(const QList<MessageId> &ids)
{
    QList<MessageId> restored;
    for (const MessageId &id : ids) {
        const Message *message = find(id);
        if (!message || !isDeleted(*message))
            continue;
        existing(id).deletedAt = {};
        restored.append(id);
    }
    if (restored.isEmpty())
        return;
    m_visibleChildren.clear();
    for (const MessageId &id : std::as_const(restored))
        Q_EMIT messageUpdated(id);
    // What moved up in its place hangs below it again, so the path to it may be another one now.
    const MessageId top = restored.constFirst();
    if (const auto parent = visibleParent(top)) {
        QList<MessageId> branch = m_branch.ids();
        if (const qsizetype row = rowOf(*parent); row >= 0 || parent->isNull()) {
            branch.resize(row + 1);
            branch.append(top);
            showBelow(branch, restored.size() == 1);
        } else {
            switchTo(top);
        }
        notifyVersionsBelow(*parent);
    }
    notifyVersionsBelow(top);
}

void Conversation::switchTo(const MessageId &id)
{
    Q_ASSERT(find(id));
    if (isDeleted(*find(id)))
        return;
    QList<MessageId> path;
    MessageId above = id;
    while (!above.isNull() && rowOf(above) < 0) {
        path.prepend(above);
        const auto parent = visibleParent(above);
        if (!parent)
            return;
        above = *parent;
    }
    if (path.isEmpty())
        return;
    showBelow(m_branch.ids().first(rowOf(above) + 1) + path);
}

void Conversation::clear()
{
    reset(true);
    Q_EMIT branchChanged(0, 0);
}

MessageId Conversation::insertAtEnd(Message message, const MessageId &parent)
{
    const qsizetype row = m_branch.size();
    Q_EMIT messageAboutToBeInserted(row);
    message.parent = parent;
    const MessageId id = addToTree(std::move(message));
    m_nodes[m_branch.end()].lastVisited = id;
    m_branch.insert(row, id);
    Q_EMIT messageInserted(row);
    Q_EMIT messageAdded(id);
    return id;
}

//! Gives what is missing, and a place among its siblings.
MessageId Conversation::addToTree(Message message)
{
    QList<MessageId> &siblings = m_nodes[message.parent].children;
    if (message.id.isNull())
        message.id = MessageId::create();
    Q_ASSERT(!find(message.id));
    if (!message.createdAt.isValid()) {
        message.createdAt = QDateTime::currentDateTimeUtc();
        // So that they are loaded in the order in which they were made, whatever the clock does.
        if (!siblings.isEmpty())
            message.createdAt =
                std::max(message.createdAt, find(siblings.constLast())->createdAt.addMSecs(1));
    }
    auto place = siblings.end();
    while (place != siblings.begin() && isOlder(message, *find(*(place - 1))))
        --place;
    siblings.insert(place, message.id);
    m_visibleChildren.clear();
    const MessageId id = message.id;
    m_nodes[id].message = std::move(message);
    return id;
}

QList<MessageId> Conversation::visibleChildren(const MessageId &parent) const
{
    const auto isGone = [this](const MessageId &id) { return isDeleted(*find(id)); };
    const Node *above = nodeOf(parent);
    const QList<MessageId> children = above ? above->children : QList<MessageId>();
    if (std::none_of(children.begin(), children.end(), isGone))
        return children;
    if (const auto known = m_visibleChildren.constFind(parent);
        known != m_visibleChildren.constEnd())
        return *known;
    QList<MessageId> visible;
    QList<MessageId> waiting(children.rbegin(), children.rend());
    while (!waiting.isEmpty()) {
        const MessageId id = waiting.takeLast();
        if (!isGone(id)) {
            visible.append(id);
            continue;
        }
        const QList<MessageId> &below = nodeOf(id)->children;
        std::reverse_copy(below.begin(), below.end(), std::back_inserter(waiting));
    }
    m_visibleChildren.insert(parent, visible);
    return visible;
}

//! \return null for roots; not set where it is not loaded yet.
std::optional<MessageId> Conversation::visibleParent(const MessageId &id) const
{
    const Message *message = find(id);
    do {
        if (message->parent.isNull())
            return MessageId{};
        message = find(message->parent);
    } while (message && isDeleted(*message));
    return message ? std::optional(message->id) : std::nullopt;
}

//! Lengthens \a branch to the leaf last visited below its end.
//! \param joinsShown where a row that is shown is come to, all below it is as it was
void Conversation::descend(QList<MessageId> &branch, bool joinsShown)
{
    MessageId end = branch.isEmpty() ? MessageId{} : branch.constLast();
    Node *node = &m_nodes[end];
    while (true) {
        MessageId next = node->children.size() == 1 ? node->children.constFirst() : MessageId{};
        Node *below = next.isNull() ? nullptr : &m_nodes[next];
        if (!below || isDeleted(*below->message)) {
            const QList<MessageId> visible = visibleChildren(end);
            if (visible.isEmpty())
                return;
            next = visible.contains(node->lastVisited) ? node->lastVisited : visible.constLast();
            below = &m_nodes[next];
        }
        node->lastVisited = next;
        if (const qsizetype row = joinsShown ? rowOf(next) : -1; row >= 0) {
            branch.append(m_branch.ids().sliced(row));
            return;
        }
        branch.append(next);
        end = next;
        node = below;
    }
}

//! Shows \a path and below it what was shown there last.
void Conversation::showBelow(QList<MessageId> path, bool joinsShown)
{
    const qsizetype rows = path.size();
    descend(path, joinsShown);
    showBranch(path, rows);
}

//! Tells what changes as exactly as one pair of signals for rows that go and one for a row that
//! comes can say it.
//! \param visitedRows of \a branch; what is below them was descended to
void Conversation::showBranch(const QList<MessageId> &branch, qsizetype visitedRows)
{
    const QList<MessageId> shown = m_branch.ids();
    const qsizetype first =
        std::mismatch(shown.begin(), shown.end(), branch.begin(), branch.end()).first
        - shown.begin();
    qsizetype oldEnd = shown.size();
    qsizetype newEnd = branch.size();
    while (oldEnd > first && newEnd > first && shown.at(oldEnd - 1) == branch.at(newEnd - 1)) {
        --oldEnd;
        --newEnd;
    }
    if (oldEnd == first && newEnd == first)
        return;

    for (qsizetype row = first; row <= newEnd && row < visitedRows; ++row)
        m_nodes[row == 0 ? MessageId{} : branch.at(row - 1)].lastVisited = branch.at(row);
    if (newEnd - first > 1) {
        Q_EMIT branchAboutToBeReset();
        m_branch.assign(branch);
        Q_EMIT branchReset();
    } else {
        if (oldEnd > first) {
            Q_EMIT messagesAboutToBeRemoved(first, oldEnd - 1);
            m_branch.remove(first, oldEnd - 1);
            Q_EMIT messagesRemoved(first, oldEnd - 1);
        }
        if (newEnd > first) {
            Q_EMIT messageAboutToBeInserted(first);
            m_branch.insert(first, branch.at(first));
            Q_EMIT messageInserted(first);
        }
    }
    Q_EMIT branchChanged(first, branch.size() - newEnd);
}

void Conversation::notifyChanged(const MessageId &id)
{
    const qsizetype row = rowOf(id);
    if (row >= 0)
        Q_EMIT messageChanged(row);
}

//! What is shown below \a parent may have another number of versions.
void Conversation::notifyVersionsBelow(const MessageId &parent)
{
    const qsizetype above = rowOf(parent);
    if ((above >= 0 || parent.isNull()) && above + 1 < m_branch.size())
        Q_EMIT messageChanged(above + 1);
}

void Conversation::reset(bool isWhole)
{
    Q_EMIT branchAboutToBeReset();
    m_nodes.clear();
    m_visibleChildren.clear();
    m_branch.clear();
    m_unplaced.clear();
    Q_EMIT branchReset();
    if (std::exchange(m_isWhole, isWhole) != isWhole)
        Q_EMIT wholeChanged();
}

} // namespace polylogue::app::conversation
