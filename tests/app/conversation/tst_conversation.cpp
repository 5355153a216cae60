// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/conversation/conversation.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace polylogue::app::conversation;
using namespace Qt::StringLiterals;

class tst_Conversation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appendedMessagesFormTheBranch();
    void anAppendedMessageGetsWhatItLacks();
    void aSiblingTakesThePlaceAndWhatWasBelow();
    void switchingGoesToTheLeafLastVisited();
    void switchingToWhatIsShownIsSilent();
    void removingTakesWhateverHangsBelow();
    void removingLeavesOtherVersionsOfTheFirst();
    void removingNothingIsSilent();
    void rootsMayHaveSiblingsToo();
    void aDeltaIsToldAsADeltaOnly();
    void whatHappensOffTheBranchIsSilent();
    void updatingTellsTheRow();
    void clearingEmptiesTheTree();
    void signalsAloneKeepACopyOfTheBranch();
};

namespace {

Message said(const QString &text, Role role = Role::User)
{
    return {.role = role, .content = {TextPart{.text = text}}};
}

QString branchText(const Conversation &conversation)
{
    QString text;
    for (const Message &message : conversation.branch())
        text += textOf(message.content);
    return text;
}

//! Follows a conversation by its signals only, as a model in ui/ does.
class Follower : public QObject
{
public:
    explicit Follower(Conversation &conversation)
        : m_conversation(conversation)
    {
        const auto rows = [this] { return m_conversation.count(); };
        connect(&conversation, &Conversation::messageAboutToBeInserted, this,
                [this, rows](qsizetype row) { isSound &= row == rows() && row == ids.size(); });
        connect(&conversation, &Conversation::messageInserted, this,
                [this](qsizetype row) { ids.insert(row, m_conversation.at(row).id); });
        connect(&conversation, &Conversation::messagesAboutToBeRemoved, this,
                [this, rows](qsizetype first, qsizetype last) {
                    isSound &= first <= last && last == rows() - 1;
                });
        connect(&conversation, &Conversation::messagesRemoved, this,
                [this, rows](qsizetype first, qsizetype last) {
                    ids.remove(first, last - first + 1);
                    isSound &= ids.size() == rows();
                });
        connect(&conversation, &Conversation::branchReset, this, [this] {
            ids.clear();
            for (const Message &message : m_conversation.branch())
                ids.append(message.id);
        });
    }

    QList<MessageId> ids;
    bool isSound = true;

private:
    Conversation &m_conversation;
};

} // namespace

void tst_Conversation::appendedMessagesFormTheBranch()
{
    Conversation conversation;
    QSignalSpy before(&conversation, &Conversation::messageAboutToBeInserted);
    QSignalSpy after(&conversation, &Conversation::messageInserted);

    const MessageId question = conversation.append(said(u"a"_s));
    const MessageId answer = conversation.append(said(u"b"_s, Role::Assistant));

    QCOMPARE(conversation.count(), 2);
    QCOMPARE(branchText(conversation), u"ab"_s);
    QCOMPARE(conversation.at(0).parent, MessageId{});
    QCOMPARE(conversation.at(1).parent, question);
    QCOMPARE(conversation.rowOf(answer), 1);
    QCOMPARE(conversation.rowOf(MessageId::create()), -1);
    QVERIFY(!conversation.find(MessageId::create()));
    QCOMPARE(before.count(), 2);
    QCOMPARE(after.count(), 2);
    QCOMPARE(after.at(1).at(0).value<qsizetype>(), 1);
}

void tst_Conversation::anAppendedMessageGetsWhatItLacks()
{
    Conversation conversation;
    const MessageId own = MessageId::create();
    const QDateTime then(QDate(2020, 2, 29), QTime(12, 0), Qt::UTC);

    const MessageId made = conversation.append(said(u"a"_s));
    Message named = said(u"b"_s);
    named.id = own;
    named.createdAt = then;

    QVERIFY(!made.isNull());
    QVERIFY(conversation.at(0).createdAt.isValid());
    QCOMPARE(conversation.at(0).createdAt.timeSpec(), Qt::UTC);
    QCOMPARE(conversation.append(named), own);
    QCOMPARE(conversation.at(1).createdAt, then);
}

void tst_Conversation::aSiblingTakesThePlaceAndWhatWasBelow()
{
    Conversation conversation;
    conversation.append(said(u"a"_s));
    const MessageId first = conversation.append(said(u"b"_s, Role::Assistant));
    conversation.append(said(u"c"_s));
    QSignalSpy removed(&conversation, &Conversation::messagesRemoved);

    const MessageId second = conversation.appendSibling(first, said(u"B"_s, Role::Assistant));

    QCOMPARE(branchText(conversation), u"aB"_s);
    QCOMPARE(conversation.siblings(second), (QList<MessageId>{first, second}));
    QCOMPARE(conversation.siblings(first), (QList<MessageId>{first, second}));
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed.at(0).at(0).value<qsizetype>(), 1);
    QCOMPARE(removed.at(0).at(1).value<qsizetype>(), 2);
    QVERIFY(conversation.find(first));
}

void tst_Conversation::switchingGoesToTheLeafLastVisited()
{
    Conversation conversation;
    conversation.append(said(u"a"_s));
    const MessageId b = conversation.append(said(u"b"_s));
    const MessageId c = conversation.append(said(u"c"_s));
    conversation.appendSibling(c, said(u"C"_s));
    conversation.switchTo(c);
    const MessageId other = conversation.appendSibling(b, said(u"B"_s));
    QCOMPARE(branchText(conversation), u"aB"_s);
    QSignalSpy about(&conversation, &Conversation::branchAboutToBeReset);
    QSignalSpy reset(&conversation, &Conversation::branchReset);

    conversation.switchTo(b);

    QCOMPARE(branchText(conversation), u"abc"_s);
    QCOMPARE(about.count(), 1);
    QCOMPARE(reset.count(), 1);
    conversation.switchTo(other);
    QCOMPARE(branchText(conversation), u"aB"_s);
}

void tst_Conversation::switchingToWhatIsShownIsSilent()
{
    Conversation conversation;
    const MessageId a = conversation.append(said(u"a"_s));
    conversation.append(said(u"b"_s));
    QSignalSpy about(&conversation, &Conversation::branchAboutToBeReset);

    conversation.switchTo(a);

    QCOMPARE(about.count(), 0);
    QCOMPARE(branchText(conversation), u"ab"_s);
}

void tst_Conversation::removingTakesWhateverHangsBelow()
{
    Conversation conversation;
    conversation.append(said(u"a"_s));
    const MessageId b = conversation.append(said(u"b"_s));
    const MessageId c = conversation.append(said(u"c"_s));
    const MessageId d = conversation.append(said(u"d"_s));
    const MessageId otherC = conversation.appendSibling(c, said(u"C"_s));
    QSignalSpy removed(&conversation, &Conversation::messagesRemoved);

    conversation.removeFrom(1);

    QCOMPARE(branchText(conversation), u"a"_s);
    QCOMPARE(removed.count(), 1);
    for (const MessageId &id : {b, c, d, otherC})
        QVERIFY(!conversation.find(id));
    conversation.append(said(u"e"_s));
    QCOMPARE(conversation.siblings(conversation.at(1).id).size(), 1);
}

void tst_Conversation::removingLeavesOtherVersionsOfTheFirst()
{
    Conversation conversation;
    conversation.append(said(u"a"_s));
    const MessageId first = conversation.append(said(u"b"_s));
    conversation.append(said(u"c"_s));
    conversation.appendSibling(first, said(u"B"_s));

    conversation.removeFrom(1);

    QCOMPARE(branchText(conversation), u"a"_s);
    QVERIFY(conversation.find(first));
    QCOMPARE(conversation.siblings(first), QList<MessageId>{first});
    conversation.switchTo(conversation.at(0).id);
    QCOMPARE(branchText(conversation), u"abc"_s);
}

void tst_Conversation::removingNothingIsSilent()
{
    Conversation conversation;
    conversation.append(said(u"a"_s));
    QSignalSpy about(&conversation, &Conversation::messagesAboutToBeRemoved);

    conversation.removeFrom(1);

    QCOMPARE(about.count(), 0);
    QCOMPARE(conversation.count(), 1);
}

void tst_Conversation::rootsMayHaveSiblingsToo()
{
    Conversation conversation;
    const MessageId a = conversation.append(said(u"a"_s));
    conversation.append(said(u"b"_s));

    const MessageId edited = conversation.appendSibling(a, said(u"A"_s));

    QCOMPARE(branchText(conversation), u"A"_s);
    QCOMPARE(conversation.siblings(edited), (QList<MessageId>{a, edited}));
    conversation.switchTo(a);
    QCOMPARE(branchText(conversation), u"ab"_s);
}

void tst_Conversation::aDeltaIsToldAsADeltaOnly()
{
    Conversation conversation;
    conversation.append(said(u"a"_s));
    const MessageId answer = conversation.append({.role = Role::Assistant});
    QSignalSpy applied(&conversation, &Conversation::deltaApplied);
    QSignalSpy changed(&conversation, &Conversation::messageChanged);

    conversation.append(answer, MessageDelta{.text = u"b"_s});

    QCOMPARE(branchText(conversation), u"ab"_s);
    QCOMPARE(applied.count(), 1);
    QCOMPARE(applied.at(0).at(0).value<qsizetype>(), 1);
    QCOMPARE(applied.at(0).at(1).value<MessageDelta>(), MessageDelta{.text = u"b"_s});
    QCOMPARE(changed.count(), 0);
}

void tst_Conversation::whatHappensOffTheBranchIsSilent()
{
    Conversation conversation;
    conversation.append(said(u"a"_s));
    const MessageId hidden = conversation.append(said(u"b"_s, Role::Assistant));
    conversation.appendSibling(hidden, said(u"B"_s, Role::Assistant));
    QSignalSpy applied(&conversation, &Conversation::deltaApplied);
    QSignalSpy changed(&conversation, &Conversation::messageChanged);

    conversation.append(hidden, MessageDelta{.text = u"!"_s});
    conversation.update(hidden, [](Message &message) { message.state = MessageState::Stopped; });

    QCOMPARE(applied.count(), 0);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(textOf(conversation.find(hidden)->content), u"b!"_s);
    QCOMPARE(conversation.find(hidden)->state, MessageState::Stopped);
}

void tst_Conversation::updatingTellsTheRow()
{
    Conversation conversation;
    conversation.append(said(u"a"_s));
    const MessageId answer = conversation.append({.role = Role::Assistant});
    QSignalSpy changed(&conversation, &Conversation::messageChanged);

    conversation.update(answer, [](Message &message) { message.state = MessageState::Failed; });

    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.at(0).at(0).value<qsizetype>(), 1);
    QCOMPARE(conversation.at(1).state, MessageState::Failed);
}

void tst_Conversation::clearingEmptiesTheTree()
{
    Conversation conversation;
    const MessageId a = conversation.append(said(u"a"_s));
    conversation.appendSibling(a, said(u"A"_s));

    conversation.clear();

    QCOMPARE(conversation.count(), 0);
    QVERIFY(!conversation.find(a));
    const MessageId fresh = conversation.append(said(u"b"_s));
    QCOMPARE(conversation.siblings(fresh), QList<MessageId>{fresh});
}

void tst_Conversation::signalsAloneKeepACopyOfTheBranch()
{
    for (quint32 seed = 0; seed < 50; ++seed) {
        QRandomGenerator random(seed);
        Conversation conversation;
        const Follower follower(conversation);
        QList<MessageId> everMade;

        for (int step = 0; step < 60; ++step) {
            const int action = random.bounded(8);
            const auto row = qsizetype(random.bounded(int(conversation.count()) + 1));
            if (action < 4 || conversation.count() == 0)
                everMade.append(conversation.append(said(u"x"_s)));
            else if (action < 6 && row < conversation.count())
                everMade.append(conversation.appendSibling(conversation.at(row).id, said(u"y"_s)));
            else if (action == 6)
                conversation.removeFrom(row);
            else if (const MessageId id = everMade.at(random.bounded(int(everMade.size())));
                     conversation.find(id))
                conversation.switchTo(id);

            QList<MessageId> branch;
            for (const Message &message : conversation.branch()) {
                QCOMPARE(message.parent, branch.isEmpty() ? MessageId{} : branch.constLast());
                QVERIFY(conversation.siblings(message.id).contains(message.id));
                branch.append(message.id);
            }
            QCOMPARE(follower.ids, branch);
            QVERIFY2(follower.isSound, qPrintable(u"seed %1, step %2"_s.arg(seed).arg(step)));
        }
    }
}

QTEST_GUILESS_MAIN(tst_Conversation)
#include "tst_conversation.moc"
