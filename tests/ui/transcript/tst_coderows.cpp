// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/coderows.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::ui;
using polylogue::ui::transcript::CodeRows;

namespace {

QStringList textsOf(const CodeRows &rows)
{
    QStringList texts;
    for (qsizetype row = 0; row < rows.count(); ++row)
        texts += rows.text().sliced(rows.at(row).start, rows.at(row).length);
    return texts;
}

//! Python with strings and comments over many lines, so that a state must be carried.
QString program(int lines)
{
    QString text;
    for (int line = 0; line < lines; ++line)
        text += line % 50 < 25 ? u"x = %1 # a note\n"_s.arg(line) : u"\"\"\" y = %1\n"_s.arg(line);
    return text;
}

} // namespace

class tst_CodeRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesAreRows();
    void linesAreBrokenAtColumns_data();
    void linesAreBrokenAtColumns();
    void veryLongLinesAreSeveralRows();
    void colourIsTheSameInAnyOrder();
    void aRowHasTheColoursOfItsLine();
    void growsAsIfItHadBeenWhole_data();
    void growsAsIfItHadBeenWhole();
    void anotherTextIsNoGrowth();
};

void tst_CodeRows::linesAreRows()
{
    const CodeRows rows(u"one\n\ntwo\n"_s, {}, 0);

    QCOMPARE(textsOf(rows), QStringList({u"one"_s, u""_s, u"two"_s, u""_s}));
    QCOMPARE(rows.rowOf(0), 0);
    QCOMPARE(rows.rowOf(3), 0);
    QCOMPARE(rows.rowOf(4), 1);
    QCOMPARE(rows.rowOf(8), 2);
    QCOMPARE(rows.rowOf(99), 3);
    QCOMPARE(rows.widestRow(), 3);
}

void tst_CodeRows::linesAreBrokenAtColumns_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("behind a word") << u"one two three"_s << QStringList{u"one two "_s, u"three"_s};
    QTest::newRow("within a long word")
        << u"abcdefghijkl"_s << QStringList{u"abcdefgh"_s, u"ijkl"_s};
    QTest::newRow("wide characters") << u"日本語日本"_s << QStringList{u"日本語日"_s, u"本"_s};
    QTest::newRow("pairs stay together") << u"1234567😀😀😀"_s << QStringList{u"1234567"_s, u"😀😀😀"_s};
    QTest::newRow("tabs") << u"\tabc"_s << QStringList{u"\t"_s, u"abc"_s};
    QTest::newRow("what fits") << u"12345678\nabc"_s << QStringList{u"12345678"_s, u"abc"_s};
}

void tst_CodeRows::linesAreBrokenAtColumns()
{
    QFETCH(QString, text);
    const CodeRows rows(text, {}, 8);

    QTEST(textsOf(rows), "expected");
    QVERIFY(rows.widestRow() <= 8);
}

void tst_CodeRows::veryLongLinesAreSeveralRows()
{
    const CodeRows rows(u"x"_s.repeated(5'000'000), {}, 0);

    QCOMPARE(rows.count(), 2'500);
    QCOMPARE(textsOf(rows).join(QString()).size(), 5'000'000);
}

void tst_CodeRows::colourIsTheSameInAnyOrder()
{
    const CodeRows down(program(500), u"python"_s, 0);
    const CodeRows up(program(500), u"python"_s, 0);
    std::vector<QList<code::Token>> expected;
    for (qsizetype row = 0; row < down.count(); ++row)
        expected.push_back(down.tokensOf(row));

    for (qsizetype row = up.count() - 1; row >= 0; --row)
        QCOMPARE(up.tokensOf(row), expected.at(static_cast<size_t>(row)));
    QVERIFY(!expected.at(3).isEmpty());
}

void tst_CodeRows::aRowHasTheColoursOfItsLine()
{
    const CodeRows rows(u"return \"a string of words\""_s, u"js"_s, 8);

    QCOMPARE(textsOf(rows).first(), u"return "_s);
    QCOMPARE(rows.tokensOf(0), (QList<code::Token>{{0, 6, code::TokenKind::Keyword}}));
    for (qsizetype row = 1; row < rows.count(); ++row) {
        const int length = static_cast<int>(rows.at(row).length);
        QCOMPARE(rows.tokensOf(row), (QList<code::Token>{{0, length, code::TokenKind::String}}));
    }
}

void tst_CodeRows::growsAsIfItHadBeenWhole_data()
{
    QTest::addColumn<int>("columns");
    QTest::newRow("unbroken") << 0;
    QTest::newRow("broken") << 9;
}

void tst_CodeRows::growsAsIfItHadBeenWhole()
{
    QFETCH(int, columns);
    const QString text = program(120) + u"y"_s.repeated(2'500) + u"\nend"_s;
    CodeRows growing(QString(), u"python"_s, columns);
    for (qsizetype size = 0; size <= text.size(); size += 37) {
        QVERIFY(growing.update(text.first(size)) >= 0);
        growing.tokensOf(growing.count() - 1); // as it is painted
    }
    QVERIFY(growing.update(text) >= 0);

    const CodeRows whole(text, u"python"_s, columns);
    QCOMPARE(textsOf(growing), textsOf(whole));
    for (qsizetype row = 0; row < whole.count(); ++row)
        QCOMPARE(growing.tokensOf(row), whole.tokensOf(row));
}

void tst_CodeRows::anotherTextIsNoGrowth()
{
    CodeRows rows(u"one\ntwo"_s, {}, 0);

    QCOMPARE(rows.update(u"other\ntwo"_s), -1);
    QCOMPARE(textsOf(rows), QStringList({u"one"_s, u"two"_s}));
    QCOMPARE(rows.update(u"one\ntwenty\n"_s), 1);
    QCOMPARE(textsOf(rows), QStringList({u"one"_s, u"twenty"_s, u""_s}));
}

QTEST_APPLESS_MAIN(tst_CodeRows)
#include "tst_coderows.moc"
