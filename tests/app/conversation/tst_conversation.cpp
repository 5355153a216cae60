// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/conversation/conversation.h"

#include <QSet>
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
    void removingAMessageAloneMovesUpWhatHangsBelow();
    void removingTakesWhateverHangsBelow();
    void removingShowsAnotherVersion();
    void removingAllVersionsLeavesNoneToShow();
    void restoringShowsWhatWasRemoved_data();
    void restoringShowsWhatWasRemoved();
    void replacingKeepsWhatHangsBelow();
    void rootsMayHaveSiblingsToo();
    void aDeltaIsToldAsADeltaOnly();
    void whatHappensOffTheBranchIsSilent();
    void updatingTellsTheRow();
    void clearingEmptiesTheTree();
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

void tst_Conversation::removingAMessageAloneMovesUpWhatHangsBelow()
{
    Conversation conversation;
    const MessageId a = conversation.append(said(u"a"_s));
    const MessageId b = conversation.append(said(u"b"_s));
    const MessageId c = conversation.append(said(u"c"_s));
    const MessageId otherB = conversation.appendSibling(b, said(u"B"_s));
    conversation.switchTo(b);
    QSignalSpy removed(&conversation, &Conversation::messagesRemoved);
    QSignalSpy changed(&conversation, &Conversation::messageChanged);

    QCOMPARE(conversation.remove(b, Removal::Message), QList<MessageId>{b});

    QCOMPARE(branchText(conversation), u"ac"_s);
    QCOMPARE(conversation.siblings(c), (QList<MessageId>{c, otherB}));
    QCOMPARE(conversation.siblings(otherB), (QList<MessageId>{c, otherB}));
    QVERIFY(conversation.find(b)->deletedAt.isValid());
    QCOMPARE(conversation.find(c)->parent, b);
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed.at(0), (QVariantList{qsizetype(1), qsizetype(1)}));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.at(0).at(0).value<qsizetype>(), 1);
    QCOMPARE(conversation.messages().size(), 4);
    QCOMPARE(conversation.messages().constFirst().id, a);
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
    QSignalSpy updated(&conversation, &Conversation::messageUpdated);
    QSignalSpy branchChanged(&conversation, &Conversation::branchChanged);

    const QList<MessageId> gone = conversation.remove(b, Removal::MessageAndBelow);

    QCOMPARE(branchText(conversation), u"a"_s);
    QCOMPARE(gone.constFirst(), b);
    QCOMPARE(QSet<MessageId>(gone.begin(), gone.end()), (QSet<MessageId>{b, c, d, otherC}));
    QCOMPARE(removed.count(), 1);
    QCOMPARE(updated.count(), 4);
    QCOMPARE(branchChanged.count(), 1);
    QCOMPARE(branchChanged.at(0).at(0).value<qsizetype>(), 1);
    const MessageId e = conversation.append(said(u"e"_s));
    QCOMPARE(conversation.siblings(e), QList<MessageId>{e});
    QVERIFY(conversation.remove(b, Removal::Message).isEmpty()); // it is deleted already
}

void tst_Conversation::removingShowsAnotherVersion()
{
    Conversation conversation;
    conversation.append(said(u"a"_s));
    const MessageId first = conversation.append(said(u"b"_s));
    conversation.append(said(u"c"_s));
    const MessageId second = conversation.appendSibling(first, said(u"B"_s));

    conversation.remove(second, Removal::MessageAndBelow);

    QCOMPARE(branchText(conversation), u"abc"_s);
    QCOMPARE(conversation.siblings(first), QList<MessageId>{first});
}

void tst_Conversation::removingAllVersionsLeavesNoneToShow()
{
    Conversation conversation;
    conversation.append(said(u"a"_s));
    const MessageId first = conversation.append(said(u"b"_s));
    conversation.append(said(u"c"_s));
    const MessageId second = conversation.appendSibling(first, said(u"B"_s));

    const QList<MessageId> gone = conversation.remove(second, Removal::AllVersions);

    QCOMPARE(branchText(conversation), u"a"_s);
    QCOMPARE(gone.size(), 3);
    QCOMPARE(gone.constFirst(), second);
}

void tst_Conversation::restoringShowsWhatWasRemoved_data()
{
    QTest::addColumn<Removal>("removal");
    QTest::addColumn<QString>("left");
    QTest::newRow("alone") << Removal::Message << u"acd"_s;
    QTest::newRow("below") << Removal::MessageAndBelow << u"aB"_s;
    QTest::newRow("versions") << Removal::AllVersions << u"a"_s;
}

void tst_Conversation::restoringShowsWhatWasRemoved()
{
    QFETCH(Removal, removal);
    QFETCH(QString, left);
    Conversation conversation;
    conversation.append(said(u"a"_s));
    const MessageId b = conversation.append(said(u"b"_s));
    conversation.append(said(u"c"_s));
    conversation.append(said(u"d"_s));
    const MessageId otherB = conversation.appendSibling(b, said(u"B"_s));
    conversation.switchTo(b);
    const QList<Message> before = conversation.messages();

    const QList<MessageId> gone = conversation.remove(b, removal);
    QCOMPARE(branchText(conversation), left);
    conversation.restore(gone);

    QCOMPARE(branchText(conversation), u"abcd"_s);
    QCOMPARE(conversation.siblings(b), (QList<MessageId>{b, otherB}));
    QCOMPARE(conversation.messages(), before);
    QSignalSpy updated(&conversation, &Conversation::messageUpdated);
    conversation.restore(gone);
    QCOMPARE(updated.count(), 0); // there is nothing left to restore
}

void tst_Conversation::replacingKeepsWhatHangsBelow()
{
    Conversation conversation;
    conversation.append(said(u"a"_s));
    const MessageId b = conversation.append(said(u"b"_s));
    const MessageId c = conversation.append(said(u"c"_s));
    conversation.append(said(u"d"_s));
    QSignalSpy inserted(&conversation, &Conversation::messageInserted);
    QSignalSpy removed(&conversation, &Conversation::messagesRemoved);
    QSignalSpy reset(&conversation, &Conversation::branchReset);
    QSignalSpy added(&conversation, &Conversation::messageAdded);
    QSignalSpy updated(&conversation, &Conversation::messageUpdated);

    const MessageId edited = conversation.replace(b, said(u"B"_s));

    QCOMPARE(branchText(conversation), u"aBcd"_s);
    QCOMPARE(conversation.siblings(edited), (QList<MessageId>{b, edited}));
    QCOMPARE(conversation.find(c)->parent, edited);
    QCOMPARE(removed.at(0), (QVariantList{qsizetype(1), qsizetype(1)}));
    QCOMPARE(inserted.at(0).at(0).value<qsizetype>(), 1);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(added.at(0).at(0).value<MessageId>(), edited);
    QCOMPARE(updated.count(), 1);
    QCOMPARE(updated.at(0).at(0).value<MessageId>(), c);
    conversation.switchTo(b);
    QCOMPARE(branchText(conversation), u"ab"_s);
    conversation.switchTo(edited);
    QCOMPARE(branchText(conversation), u"aBcd"_s);
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

QTEST_GUILESS_MAIN(tst_Conversation)
#include "tst_conversation.moc"
