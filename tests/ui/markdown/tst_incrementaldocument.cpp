// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "sampledocument.h"
#include "ui/markdown/incrementaldocument.h"
#include "ui/markdown/parser.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::ui::markdown;

class tst_IncrementalDocument final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsTheWholeTextParsedAtEveryPiece_data();
    void equalsTheWholeTextParsedAtEveryPiece();
    void equalsTheWholeTextParsedAtTheEnd_data();
    void equalsTheWholeTextParsedAtTheEnd();
    void tellsTheFirstBlockThatChanged();
    void parsesOnlyTheTail();
    void lineEndsMayBeCutAnywhere();
    void linkDefinitionsTakeEffectAtTheEnd();
    void replacedTextKeepsWhatIsTheSame();
    void openFencesGrowLineByLine();
    void closesForDisplayWhatIsOpen_data();
    void closesForDisplayWhatIsOpen();
};

void tst_IncrementalDocument::equalsTheWholeTextParsedAtEveryPiece_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<qsizetype>("characters");
    for (quint32 seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %u", seed) << seed << qsizetype(2500);
    QTest::addRow("63 kB") << quint32(77) << qsizetype(63'000);
}

void tst_IncrementalDocument::equalsTheWholeTextParsedAtEveryPiece()
{
    QFETCH(quint32, seed);
    QFETCH(qsizetype, characters);
    const QString text = polylogue::test::sampleDocument(characters, seed);
    const bool isLong = characters > 10'000;

    IncrementalDocument document;
    qsizetype position = 0;
    qsizetype pieces = 0;
    for (const QString &piece : polylogue::test::piecesOf(text, seed)) {
        document.append(piece);
        position += piece.size();
        if (isLong && ++pieces % 23 != 0)
            continue;
        const QList<Block> whole = parse(QStringView(text).first(position), Ending::Open);
        if (document.blocks() != whole)
            qWarning() << "after" << text.sliced(qMax(0, position - 200), qMin(position, 200));
        QCOMPARE(document.blocks(), whole);
    }
}

void tst_IncrementalDocument::equalsTheWholeTextParsedAtTheEnd_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_IncrementalDocument::equalsTheWholeTextParsedAtTheEnd()
{
    QFETCH(quint32, seed);
    static const QStringList lines = {
        u"text"_s,      u"- item"_s,  u"  - inner"_s, u"```"_s,      u"   ```"_s,
        u"~~~~"_s,      u"> quote"_s, u""_s,          u"    code"_s, u"[a]: /url"_s,
        u"[a]"_s,       u"<div>"_s,   u"---"_s,       u"===="_s,     u"| a | b |"_s,
        u"|---|---|"_s, u"# head"_s,  u"1. one"_s,    u"10) ten"_s,  u"* * *"_s,
        u"**open"_s,    u"`tick"_s,   u"> ```"_s,     u"\ttab"_s,    u"&lt;&#0;&bogus;"_s};
    QRandomGenerator random(seed);
    for (int round = 0; round < 40; ++round) {
        QString text;
        for (int line = 0; line < 14; ++line)
            text += lines.at(random.bounded(int(lines.size()))) + u'\n';

        IncrementalDocument document;
        for (const QString &piece : polylogue::test::piecesOf(text, seed))
            document.append(piece);
        document.finish();

        QCOMPARE(document.blocks(), parse(text));
    }
}

void tst_IncrementalDocument::tellsTheFirstBlockThatChanged()
{
    const QString text = polylogue::test::sampleDocument(8000, 5);
    IncrementalDocument document;
    for (const QString &piece : polylogue::test::piecesOf(text)) {
        const QList<Block> before = document.blocks();
        const qsizetype first = document.append(piece);
        QVERIFY(first <= document.blocks().size());
        QVERIFY(first <= before.size());
        QCOMPARE(document.blocks().first(first), before.first(first));
    }
}

void tst_IncrementalDocument::parsesOnlyTheTail()
{
    IncrementalDocument document;
    document.append(u"one\n\ntwo\n\nthr"_s);
    QCOMPARE(document.append(u"ee"_s), 2);
    QCOMPARE(document.append(u"\n\nfour"_s), 3);
}

void tst_IncrementalDocument::lineEndsMayBeCutAnywhere()
{
    const QString text = u"a\r\nb\r\n\r\n- c\r\n- d\r\n"_s;
    const QList<Block> expected = parse(u"a\nb\n\n- c\n- d\n");
    for (qsizetype cut = 0; cut <= text.size(); ++cut) {
        IncrementalDocument document;
        document.append(QStringView(text).first(cut));
        document.append(QStringView(text).sliced(cut));
        document.finish();
        QCOMPARE(document.blocks(), expected);
        QCOMPARE(document.takenCharacters(), text.size());
    }
}

void tst_IncrementalDocument::linkDefinitionsTakeEffectAtTheEnd()
{
    IncrementalDocument document;
    document.append(u"See [this].\n\nMore.\n\n[this]: https://example.org\n"_s);
    QCOMPARE(document.finish(), 0);
    QCOMPARE(document.blocks().first().content.text, u"See this."_s);
    QCOMPARE(document.blocks().first().content.runs.first().target, u"https://example.org"_s);
}

void tst_IncrementalDocument::replacedTextKeepsWhatIsTheSame()
{
    IncrementalDocument document;
    document.setText(u"one\n\ntwo\n\nthree", true);
    QCOMPARE(document.setText(u"one\n\ntwo and more", true), 1);
    QCOMPARE(document.blocks().size(), 2);
    QCOMPARE(document.setText(u"", true), 0);
    QVERIFY(document.blocks().isEmpty());
}

void tst_IncrementalDocument::openFencesGrowLineByLine()
{
    IncrementalDocument document;
    document.append(u"Look:\n```cpp\nint a;\n"_s);
    QCOMPARE(document.append(u"int b;\n\nint **c"_s), 1);
    QCOMPARE(document.blocks().last().content.text, u"int a;\nint b;\n\nint **c"_s);
    document.append(u";\n``"_s);
    QCOMPARE(document.blocks().last().content.text, u"int a;\nint b;\n\nint **c;"_s);
    document.append(u"`\nDone."_s);
    QCOMPARE(document.blocks().size(), 3);
    QCOMPARE(document.blocks().last().content.text, u"Done."_s);
}

void tst_IncrementalDocument::closesForDisplayWhatIsOpen_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("equivalent");
    QTest::addRow("strong") << u"A **bold wor"_s << u"A **bold wor**"_s;
    QTest::addRow("half a closer") << u"A **bold*"_s << u"A **bold**"_s;
    QTest::addRow("only just opened") << u"A **"_s << u"A"_s;
    QTest::addRow("nested") << u"**a *b"_s << u"**a *b***"_s;
    QTest::addRow("trailing space") << u"**a "_s << u"**a**"_s;
    QTest::addRow("code") << u"Use `foo(*x"_s << u"Use `foo(*x`"_s;
    QTest::addRow("strike") << u"~~gon"_s << u"~~gon~~"_s;
    QTest::addRow("product") << u"2 * 3"_s << u"2 * 3"_s;
    QTest::addRow("snake case") << u"a_b"_s << u"a_b"_s;
    QTest::addRow("half a link") << u"See [the page](https://exa"_s << u"See the page"_s;
    QTest::addRow("table header") << u"| a | b |"_s << u"| a | b |\n|---|---|"_s;
    QTest::addRow("half a table") << u"| a | b |\n|--"_s << u"| a | b |\n|---|---|"_s;
    QTest::addRow("list, not heading") << u"text\n-"_s << u"text"_s;
    QTest::addRow("list item") << u"- one\n- **tw"_s << u"- one\n- **tw**"_s;
    QTest::addRow("fence in a list") << u"- x\n  ```\n  a **b"_s << u"- x\n  ```\n  a **b"_s;
    QTest::addRow("heading is over") << u"# a *b\n"_s << u"# a *b\n"_s;
    QTest::addRow("half a fence") << u"text\n\n``"_s << u"text"_s;
}

void tst_IncrementalDocument::closesForDisplayWhatIsOpen()
{
    QFETCH(QString, text);
    QFETCH(QString, equivalent);
    QCOMPARE(parse(text, Ending::Open), parse(equivalent));
}

QTEST_APPLESS_MAIN(tst_IncrementalDocument)
#include "tst_incrementaldocument.moc"
