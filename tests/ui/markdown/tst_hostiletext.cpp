// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "hostiletexts.h"
#include "ui/markdown/incrementaldocument.h"
#include "ui/markdown/parser.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::test;
using namespace polylogue::ui::markdown;

namespace {

// A build without optimisation takes up to ten times what users wait for.
constexpr double LongestParse = 2'000;
constexpr double LongestAppend = 400;

bool saysSo(const QList<Block> &blocks)
{
    return std::any_of(blocks.begin(), blocks.end(),
                       [](const Block &block) { return block.isUnformatted; });
}

} // namespace

class tst_HostileText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isParsedQuickly_data() { texts(); }
    void isParsedQuickly();
    void streamsWithoutStalls_data() { texts(); }
    void streamsWithoutStalls();
    void limitsTouchOnlyTheirBlock();
    void nothingOfItIsLost();

private:
    static void texts();
};

void tst_HostileText::texts()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isBeyondLimits");
    for (const HostileText &hostile : hostileTexts())
        QTest::addRow("%s", hostile.name) << hostile.text << hostile.isBeyondLimits;
}

void tst_HostileText::isParsedQuickly()
{
    QFETCH(QString, text);
    QFETCH(bool, isBeyondLimits);
    const double before = processorMilliseconds();
    const QList<Block> blocks = parse(text);
    const double taken = processorMilliseconds() - before;
    QCOMPARE(saysSo(blocks), isBeyondLimits);
    QVERIFY2(taken < LongestParse, qPrintable(u"%1 ms"_s.arg(taken)));
}

void tst_HostileText::streamsWithoutStalls()
{
    QFETCH(QString, text);
    constexpr qsizetype Pieces = 9;
    IncrementalDocument document;
    for (qsizetype piece = 0; piece < Pieces; ++piece) {
        const qsizetype start = text.size() * piece / Pieces;
        const qsizetype end = text.size() * (piece + 1) / Pieces;
        const double before = processorMilliseconds();
        document.append(QStringView(text).sliced(start, end - start));
        const double taken = processorMilliseconds() - before;
        QVERIFY2(taken < LongestAppend, qPrintable(u"%1 ms at %2"_s.arg(taken).arg(end)));
        if (piece == 5 && !text.contains(u"]:"))
            QCOMPARE(document.blocks(), parse(QStringView(text).first(end), Ending::Open));
    }
    document.finish();
    QCOMPARE(document.blocks(), parse(text));
}

void tst_HostileText::limitsTouchOnlyTheirBlock()
{
    const QString hostile = u"~~a"_s.repeated(50'000);
    const QList<Block> blocks = parse(u"# Before\n\n"_s + hostile + u"\n\n**after**\n"_s);
    QCOMPARE(blocks.first().kind, BlockKind::Heading);
    QVERIFY(!blocks.first().isUnformatted);
    QVERIFY(blocks.at(1).isUnformatted);
    QCOMPARE(blocks.last().content.text, u"after"_s);
    QVERIFY(!blocks.last().content.runs.isEmpty());
}

void tst_HostileText::nothingOfItIsLost()
{
    const QString hostile = u"|😀 **a**|b|\n"_s.repeated(30'000) + u"😀"_s.repeated(9'001);
    QString kept;
    for (const Block &block : parse(hostile)) {
        QVERIFY(block.content.text.size() <= Limits::PlainPiece);
        QVERIFY(block.content.runs.isEmpty());
        if (kept.endsWith(u'|'))
            kept += u'\n';
        kept += polylogue::ui::markdown::plainText(block);
    }
    QCOMPARE(kept, hostile);
}

QTEST_APPLESS_MAIN(tst_HostileText)
#include "tst_hostiletext.moc"
