// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/conversation/conversation.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace polylogue::app::conversation;
using namespace Qt::StringLiterals;

namespace {

constexpr quint32 Seeds = 150;
constexpr int Steps = 80;

//! Follows a conversation by its signals only, as a model in ui/ does.
class Follower : public QObject
{
public:
    explicit Follower(Conversation &conversation)
        : m_conversation(conversation)
    {
        const auto on = [&](auto signal, auto reaction) {
            connect(&conversation, signal, this, reaction);
        };
        on(&Conversation::messageAboutToBeInserted, [this](qsizetype row) {
            begin();
            isSound &= row <= rows();
        });
        on(&Conversation::messageInserted, [this](qsizetype row) {
            end();
            ids.insert(row, m_conversation.at(row).id);
        });
        on(&Conversation::messagesAboutToBePrepended, [this](qsizetype) { begin(); });
        on(&Conversation::messagesPrepended, [this](qsizetype count) {
            end();
            QList<MessageId> older;
            for (qsizetype row = 0; row < count; ++row)
                older.append(m_conversation.at(row).id);
            ids = older + ids;
        });
        on(&Conversation::messagesAboutToBeRemoved, [this](qsizetype first, qsizetype last) {
            begin();
            isSound &= first <= last && last < rows();
        });
        on(&Conversation::messagesRemoved, [this](qsizetype first, qsizetype last) {
            end();
            ids.remove(first, last - first + 1);
        });
        on(&Conversation::branchAboutToBeReset, [this] { begin(); });
        on(&Conversation::branchReset, [this] {
            end();
            ids.clear();
            for (const Message &message : m_conversation.branch())
                ids.append(message.id);
        });
        on(&Conversation::branchChanged, [this](qsizetype firstRow, qsizetype kept) {
            isSound &= firstRow + kept <= std::min(storedBranch.size(), rows());
            const QList<MessageId> end = storedBranch.last(kept);
            storedBranch.resize(std::min(firstRow, storedBranch.size()));
            isSound &= storedBranch.size() == firstRow;
            storedBranch += m_conversation.rows(firstRow, rows() - firstRow - kept) + end;
        });
        on(&Conversation::messageAdded, [this](const MessageId &id) { store(id); });
        on(&Conversation::messageUpdated, [this](const MessageId &id) { store(id); });
    }

    QList<MessageId> ids; // as a view has them
    QList<MessageId> storedBranch; // as the store has them
    QHash<MessageId, Message> stored;
    bool isSound = true;

private:
    qsizetype rows() const { return m_conversation.count(); }
    void begin()
    {
        isSound &= !m_isBetween && ids.size() == rows();
        m_isBetween = true;
    }
    void end()
    {
        isSound &= m_isBetween;
        m_isBetween = false;
    }
    void store(const MessageId &id)
    {
        const Message &message = *m_conversation.find(id);
        isSound &= message.parent.isNull() || stored.contains(message.parent);
        stored.insert(id, message);
    }

    Conversation &m_conversation;
    bool m_isBetween = false;
};

//! The same rules as Conversation's, by going through everything each time.
class Reference
{
public:
    struct Node
    {
        MessageId id;
        qsizetype parent; // -1: a root
        bool isDeleted = false;
    };

    QList<Node> nodes; // oldest first
    QList<qsizetype> branch;

    qsizetype indexOf(const MessageId &id) const
    {
        for (qsizetype i = 0; i < nodes.size(); ++i) {
            if (nodes.at(i).id == id)
                return i;
        }
        return -1;
    }

    qsizetype parentOf(qsizetype node) const
    {
        qsizetype parent = nodes.at(node).parent;
        while (parent >= 0 && nodes.at(parent).isDeleted)
            parent = nodes.at(parent).parent;
        return parent;
    }

    //! What stands below \a parent: versions of each other.
    QList<qsizetype> childrenOf(qsizetype parent) const
    {
        QList<qsizetype> children;
        collect(parent, children);
        return children;
    }

    void add(const MessageId &id, qsizetype parent)
    {
        nodes.append({.id = id, .parent = parent});
        show(nodes.size() - 1);
    }

    void replace(qsizetype original, const MessageId &id)
    {
        const qsizetype fresh = nodes.size();
        for (Node &node : nodes) {
            if (node.parent == original)
                node.parent = fresh;
        }
        nodes.append({.id = id, .parent = nodes.at(original).parent});
        m_visited[fresh] = m_visited.take(original);
        branch[branch.indexOf(original)] = fresh;
        visit();
    }

    void remove(qsizetype node, Removal removal)
    {
        QList<qsizetype> doomed{node};
        if (removal == Removal::AllVersions)
            doomed = childrenOf(parentOf(node));
        if (removal != Removal::Message) {
            for (qsizetype i = 0; i < doomed.size(); ++i)
                doomed += childrenOf(doomed.at(i));
        }
        for (const qsizetype each : doomed)
            nodes[each].isDeleted = true;
        branch.removeIf([this](qsizetype each) { return nodes.at(each).isDeleted; });
        descend();
    }

    void restore(const QList<MessageId> &ids)
    {
        for (const MessageId &id : ids)
            nodes[indexOf(id)].isDeleted = false;
        show(indexOf(ids.constFirst()));
    }

    void show(qsizetype node)
    {
        branch.clear();
        for (qsizetype above = node; above >= 0; above = parentOf(above))
            branch.prepend(above);
        descend();
    }

private:
    void collect(qsizetype parent, QList<qsizetype> &children) const
    {
        for (qsizetype i = 0; i < nodes.size(); ++i) {
            if (nodes.at(i).parent != parent)
                continue;
            if (nodes.at(i).isDeleted)
                collect(i, children);
            else
                children.append(i);
        }
    }

    void descend()
    {
        while (true) {
            const qsizetype end = branch.isEmpty() ? -1 : branch.constLast();
            const QList<qsizetype> children = childrenOf(end);
            if (children.isEmpty())
                break;
            const qsizetype visited = m_visited.value(end, -1);
            branch.append(children.contains(visited) ? visited : children.constLast());
        }
        visit();
    }

    void visit()
    {
        for (qsizetype row = 0; row < branch.size(); ++row)
            m_visited[row == 0 ? -1 : branch.at(row - 1)] = branch.at(row);
    }

    QHash<qsizetype, qsizetype> m_visited;
};

Message said(const QString &text)
{
    return {.role = Role::User, .content = {TextPart{.text = text}}};
}

//! Does the same to both, at random.
class Player
{
public:
    Player(quint32 seed, Conversation &conversation, Reference &reference)
        : m_random(seed)
        , m_conversation(conversation)
        , m_reference(reference)
    { }

    void step()
    {
        const qsizetype count = m_conversation.count();
        const int action = m_random.bounded(20);
        if (count == 0 || action < 7) {
            const qsizetype end = count == 0 ? -1 : m_reference.branch.constLast();
            m_reference.add(m_conversation.append(said(u"a"_s)), end);
            return;
        }
        const MessageId shown = m_conversation.at(bounded(count)).id;
        const qsizetype node = m_reference.indexOf(shown);
        if (action < 11) {
            m_reference.add(m_conversation.appendSibling(shown, said(u"s"_s)),
                            m_reference.nodes.at(node).parent);
        } else if (action < 13) {
            m_reference.replace(node, m_conversation.replace(shown, said(u"r"_s)));
        } else if (action < 15) {
            remove(anyNode());
        } else if (action < 17 && !m_removals.isEmpty()) {
            const QList<MessageId> ids = m_removals.takeAt(bounded(m_removals.size()));
            m_conversation.restore(ids);
            m_reference.restore(ids);
        } else if (const qsizetype other = anyNode(); !m_reference.nodes.at(other).isDeleted) {
            m_conversation.switchTo(m_reference.nodes.at(other).id);
            if (!m_reference.branch.contains(other))
                m_reference.show(other);
        }
    }

    bool isSound() const { return m_isSound; }

private:
    qsizetype bounded(qsizetype end) { return m_random.bounded(static_cast<int>(end)); }
    qsizetype anyNode() { return bounded(m_reference.nodes.size()); }

    void remove(qsizetype node)
    {
        const auto removal = static_cast<Removal>(m_random.bounded(3));
        const QList<MessageId> gone = m_conversation.remove(m_reference.nodes.at(node).id, removal);
        if (m_reference.nodes.at(node).isDeleted) {
            m_isSound &= gone.isEmpty();
            return;
        }
        m_reference.remove(node, removal);
        m_removals.append(gone);
    }

    QRandomGenerator m_random;
    Conversation &m_conversation;
    Reference &m_reference;
    QList<QList<MessageId>> m_removals;
    bool m_isSound = true;
};

} // namespace

class tst_ConversationTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void behavesAsTheReferenceWhateverIsDone();
    void isLoadedAsItWasStored();
};

void tst_ConversationTree::behavesAsTheReferenceWhateverIsDone()
{
    for (quint32 seed = 0; seed < Seeds; ++seed) {
        Conversation conversation;
        Reference reference;
        const Follower follower(conversation);
        Player player(seed, conversation, reference);
        for (int step = 0; step < Steps; ++step) {
            player.step();

            const QByteArray place = u"seed %1, step %2"_s.arg(seed).arg(step).toUtf8();
            QList<MessageId> branch;
            for (const qsizetype node : std::as_const(reference.branch))
                branch.append(reference.nodes.at(node).id);
            QVERIFY2(follower.ids == branch, place.constData());
            QVERIFY2(follower.storedBranch == branch, place.constData());
            QVERIFY2(follower.isSound && player.isSound(), place.constData());
            QCOMPARE(conversation.count(), branch.size());
            for (qsizetype row = 0; row < branch.size(); ++row) {
                QCOMPARE(conversation.rowOf(branch.at(row)), row);
                QList<MessageId> versions;
                for (const qsizetype node :
                     reference.childrenOf(row == 0 ? -1 : reference.branch.at(row - 1)))
                    versions.append(reference.nodes.at(node).id);
                QVERIFY2(conversation.siblings(branch.at(row)) == versions, place.constData());
            }
        }
        const QList<Message> messages = conversation.messages();
        QCOMPARE(messages.size(), reference.nodes.size());
        QCOMPARE(follower.stored.size(), messages.size());
        QSet<MessageId> seen{MessageId{}};
        for (const Message &message : messages) {
            QVERIFY(seen.contains(message.parent));
            seen.insert(message.id);
            QCOMPARE(follower.stored.value(message.id), message);
        }
    }
}

void tst_ConversationTree::isLoadedAsItWasStored()
{
    for (quint32 seed = 0; seed < Seeds; ++seed) {
        Conversation written;
        Reference reference;
        Player player(seed, written, reference);
        for (int step = 0; step < Steps; ++step)
            player.step();

        // In pieces from the end, what is not shown in any order.
        QRandomGenerator random(seed);
        QList<Message> branch = written.branch();
        QList<Message> others;
        QHash<MessageId, MessageId> visited;
        for (const Message &message : written.messages()) {
            if (written.rowOf(message.id) < 0) {
                others.insert(random.bounded(static_cast<int>(others.size()) + 1), message);
                visited.insert(message.id, written.lastVisited(message.id));
            }
        }
        Conversation read;
        const Follower follower(read);
        read.beginLoading();
        QVERIFY(!read.isWhole());
        while (!read.isWhole()) {
            LoadedMessages piece;
            for (int n = random.bounded(6); n > 0 && !branch.isEmpty(); --n)
                piece.branch.prepend(branch.takeLast());
            for (int n = random.bounded(6); n > 0 && !others.isEmpty(); --n)
                piece.others.append(others.takeLast());
            piece.lastVisited = visited;
            piece.isLast = branch.isEmpty() && others.isEmpty();
            read.addLoaded(piece);
            QVERIFY(follower.isSound);
        }

        QCOMPARE(read.branch(), written.branch());
        QCOMPARE(follower.ids.size(), read.count());
        QVERIFY(follower.stored.isEmpty());
        QCOMPARE(read.messages(), written.messages());
        for (const Message &message : written.messages()) {
            if (message.deletedAt.isValid())
                continue;
            QCOMPARE(read.siblings(message.id), written.siblings(message.id));
            written.switchTo(message.id);
            read.switchTo(message.id);
            QCOMPARE(read.branch(), written.branch());
        }
    }
}

QTEST_GUILESS_MAIN(tst_ConversationTree)
#include "tst_conversationtree.moc"
