// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/excerpt.h"
#include "tests/app/transfer/samplechats.h"

#include <QTest>

using namespace polylogue::app::conversation;
using namespace polylogue::app::store;
using namespace polylogue::app::transfer;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;

class tst_Excerpt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scopeSaysWhatIsKept_data();
    void scopeSaysWhatIsKept();
    void whatHungBelowMovesUp();
    void deletedMessagesAreLeftOut();
    void strandsHoldTheTree();
    void whatIsBelowTheEndIsAStrandToo();
    void wideTreesTakeNoLongerThanDeepOnes();
    void attachmentsAreNamedOnce();
};

namespace {

//! 1 - 2 - 4 - 6
//!       \ 5
//!   \ 3 - 7 - 8
WholeChat tree()
{
    return chat({message(1, 0), message(2, 1), message(3, 1), message(4, 2), message(5, 2),
                 message(6, 4), message(7, 3), message(8, 7)},
                6);
}

} // namespace

void tst_Excerpt::scopeSaysWhatIsKept_data()
{
    QTest::addColumn<ExportScope>("scope");
    QTest::addColumn<QList<int>>("kept");
    QTest::addColumn<int>("leaf");

    QTest::newRow("tree") << ExportScope::WholeTree << QList<int>{1, 2, 3, 4, 5, 6, 7, 8} << 6;
    QTest::newRow("branch") << ExportScope::Branch << QList<int>{1, 2, 4, 6} << 6;
    QTest::newRow("selection") << ExportScope::Selection << QList<int>{2, 4} << 4;
}

void tst_Excerpt::scopeSaysWhatIsKept()
{
    QFETCH(const ExportScope, scope);
    QFETCH(const QList<int>, kept);
    QFETCH(const int, leaf);

    const WholeChat excerpt = excerptOf(tree(), scope, {messageId(4), messageId(2)});

    QCOMPARE(numbersOf(excerpt.messages), kept);
    QCOMPARE(excerpt.leaf, messageId(leaf));
    QCOMPARE(excerpt.record, tree().record);
}

void tst_Excerpt::whatHungBelowMovesUp()
{
    const WholeChat excerpt =
        excerptOf(tree(), ExportScope::Selection, {messageId(1), messageId(6)});

    QCOMPARE(numbersOf(excerpt.messages), (QList<int>{1, 6}));
    QCOMPARE(excerpt.messages.last().parent, messageId(1));
}

void tst_Excerpt::deletedMessagesAreLeftOut()
{
    WholeChat whole = tree();
    for (const qsizetype row : {0, 3, 5}) // 1, 4 and 6, the leaf
        whole.messages[row].deletedAt = QDateTime::currentDateTimeUtc();

    const WholeChat excerpt = excerptOf(whole, ExportScope::WholeTree, {});

    QCOMPARE(numbersOf(excerpt.messages), (QList<int>{2, 3, 5, 7, 8}));
    QVERIFY(excerpt.messages.first().parent.isNull());
    QCOMPARE(excerpt.leaf, messageId(2));
}

void tst_Excerpt::strandsHoldTheTree()
{
    const QList<Strand> strands = strandsOf(tree());

    QCOMPARE(strands.size(), 3);
    QCOMPARE(numbersOf(strands.at(0).messages), (QList<int>{1, 2, 4, 6}));
    QCOMPARE(strands.at(0).insteadOf, -1);
    QCOMPARE(numbersOf(strands.at(1).messages), (QList<int>{3, 7, 8}));
    QCOMPARE(strands.at(1).insteadOf, 1); // message 2
    QCOMPARE(numbersOf(strands.at(2).messages), QList<int>{5});
    QCOMPARE(strands.at(2).insteadOf, 2); // message 4
}

void tst_Excerpt::whatIsBelowTheEndIsAStrandToo()
{
    const QList<Strand> strands = strandsOf(chat({message(1, 0), message(2, 1)}, 1));

    QCOMPARE(strands.size(), 2);
    QCOMPARE(numbersOf(strands.at(1).messages), QList<int>{2});
}

void tst_Excerpt::wideTreesTakeNoLongerThanDeepOnes()
{
    QList<Message> messages;
    for (int number = 1; number <= 50'000; ++number)
        messages.append(message(number, 0));

    QCOMPARE(strandsOf(chat(messages, 7)).size(), 50'000);
    QCOMPARE(strandsOf(longChat(50'000)).size(), 1);
}

void tst_Excerpt::attachmentsAreNamedOnce()
{
    Message first = message(1, 0);
    first.content += ImagePart{.blob = {.sha256 = "a"_ba}, .fileName = u"first.png"_s};
    first.content += DocumentPart{.blob = {.sha256 = "b"_ba}, .fileName = u"paper.pdf"_s};
    Message second = message(2, 1);
    second.content += ImagePart{.blob = {.sha256 = "a"_ba}, .fileName = u"again.png"_s};

    const QList<NamedBlob> blobs = blobsOf({first, second});

    QCOMPARE(blobs.size(), 2);
    QCOMPARE(blobs.at(0).fileName, u"first.png"_s);
    QCOMPARE(blobs.at(1).fileName, u"paper.pdf"_s);
}

QTEST_APPLESS_MAIN(tst_Excerpt)
#include "tst_excerpt.moc"
