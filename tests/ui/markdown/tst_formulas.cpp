// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "sampledocument.h"
#include "ui/markdown/blockwriter.h"
#include "ui/markdown/formulas.h"
#include "ui/markdown/incrementaldocument.h"
#include "ui/markdown/parser.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::ui::markdown;

namespace {

//! \return the formulas of \a text; those in a line of their own are said to be.
QStringList formulasIn(const InlineText &text, bool isBlock)
{
    QStringList found;
    for (const InlineRun &run : text.runs) {
        if (!run.formats.testFlag(InlineFormat::Math))
            continue;
        const QString tex = formulaOf(QStringView(text.text).sliced(run.start, run.length)).tex;
        found += isBlock ? u"display "_s + tex : tex;
    }
    return found;
}

QStringList formulasIn(const QList<Block> &blocks)
{
    QStringList found;
    for (const Block &block : blocks) {
        found += formulasIn(block.content, block.kind == BlockKind::Math);
        for (const InlineText &cell : block.table.cells)
            found += formulasIn(cell, false);
    }
    return found;
}

QStringList textsOf(const QList<Block> &blocks)
{
    QStringList texts;
    for (const Block &block : blocks)
        texts += QString(block.quoteDepth, u'>') + QString(block.listDepth * 2, u' ')
            + (block.mark ? markText(*block.mark) + u' ' : QString()) + plainText(block);
    return texts;
}

} // namespace

class tst_Formulas final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areFound_data();
    void areFound();
    void whatOnlyLooksLikeOneStaysText_data();
    void whatOnlyLooksLikeOneStaysText();
    void markdownDoesNotLookInside();
    void linesOfTheirOwnAreBlocks_data();
    void linesOfTheirOwnAreBlocks();
    void runsCoverTheSource();
    void codeIsKeptAsItStands_data();
    void codeIsKeptAsItStands();
    void canBeTurnedOff();
    void unfinishedOnesStayAsTheyStand_data();
    void unfinishedOnesStayAsTheyStand();
    void piecesGiveTheSameAsTheWhole_data();
    void piecesGiveTheSameAsTheWhole();
    void areWrittenAsTheyCame();
    void marksInTheTextAreKept();
    void hostileTextIsQuick_data();
    void hostileTextIsQuick();
};

void tst_Formulas::areFound_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::addRow("dollars") << u"Let $x_1$ and $y$."_s << QStringList{u"x_1"_s, u"y"_s};
    QTest::addRow("parentheses") << u"Let \\(x\\) be"_s << QStringList{u"x"_s};
    QTest::addRow("blanks in parentheses") << u"Let \\( x \\) be"_s << QStringList{u" x "_s};
    QTest::addRow("number") << u"the answer is $5$."_s << QStringList{u"5"_s};
    QTest::addRow("ordinal") << u"the $n$th and $k$-th of $x$s"_s
                             << QStringList{u"n"_s, u"k"_s, u"x"_s};
    QTest::addRow("punctuation") << u"($a$), [$b$]; \"$c$\"?"_s
                                 << QStringList{u"a"_s, u"b"_s, u"c"_s};
    QTest::addRow("Chinese") << u"设$x$为实数"_s << QStringList{u"x"_s};
    QTest::addRow("dollar within") << u"$x = \\$5$."_s << QStringList{u"x = \\$5"_s};
    QTest::addRow("words within") << u"$2 \\text{ and } 3$ are"_s
                                  << QStringList{u"2 \\text{ and } 3"_s};
    QTest::addRow("emphasis around")
        << u"**$a*b$ and** *\\(c\\)*"_s << QStringList{u"a*b"_s, u"c"_s};
    QTest::addRow("heading") << u"# On $\\pi$ and $$e$$"_s << QStringList{u"\\pi"_s, u"e"_s};
    QTest::addRow("table") << u"| a | b |\n|---|---|\n| $|x|$ | $$y$$ |"_s
                           << QStringList{u"|x|"_s, u"y"_s};
    QTest::addRow("link's text") << u"[see $x$](http://a.b)"_s << QStringList{u"x"_s};
    QTest::addRow("display") << u"$$x$$"_s << QStringList{u"display x"_s};
    QTest::addRow("brackets") << u"\\[x\\]"_s << QStringList{u"display x"_s};
    QTest::addRow("many lines") << u"\\[\n\\begin{aligned}\na &= b \\\\\n+ c\n\\end{aligned}\n\\]"_s
                                << QStringList{u"display \n\\begin{aligned}\na &= b \\\\\n+ c\n"
                                               "\\end{aligned}\n"_s};
    QTest::addRow("line break of TeX")
        << u"\\[a \\\\[2pt] b\\]"_s << QStringList{u"display a \\\\[2pt] b"_s};
    QTest::addRow("end of a sentence") << u"$$x$$.\nSo"_s << QStringList{u"display x."_s};
    QTest::addRow("dollar in display")
        << u"$$x \\text{ if $y$}$$"_s << QStringList{u"display x \\text{ if $y$}"_s};
    QTest::addRow("in quote") << u"> $$\n> x\n> > 0\n> $$\n"_s
                              << QStringList{u"display \nx\n> 0\n"_s};
    QTest::addRow("in item") << u"1. a\n\n   $$\n   x\n   $$\n"_s
                             << QStringList{u"display \nx\n"_s};
    QTest::addRow("in inner item") << u"- a\n  - b\n    - c\n\n      $$\n      x\n      $$\n"_s
                                   << QStringList{u"display \nx\n"_s};
    QTest::addRow("after code") << u"`$a$` $b$ ``$`c`$`` $d$"_s << QStringList{u"b"_s, u"d"_s};
    QTest::addRow("lonely backtick") << u"a ` $b$"_s << QStringList{u"b"_s};
    QTest::addRow("backtick of another item") << u"- a ` b\n- $c$ ` d"_s << QStringList{u"c"_s};
}

void tst_Formulas::areFound()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    QCOMPARE(formulasIn(parse(text)), expected);
}

void tst_Formulas::whatOnlyLooksLikeOneStaysText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    const auto same = [](const char *name, const QString &text) {
        QTest::addRow("%s", name) << text << text;
    };
    same("prices", u"It costs $1.50 today and $4 tomorrow."_s);
    same("range of prices", u"$5-$10, $5/$10 or US$5 and US$6"_s);
    same("price in brackets", u"$5 (was $6) or ($7)"_s);
    same("price behind", u"from $20 or 30$ more"_s);
    same("price behind the number", u"5$ and 6$"_s);
    same("one dollar", u"A $ and more"_s);
    same("blank inside", u"$ x$ and $y $"_s);
    same("variables of a shell", u"$HOME/$PATH and $a/$b"_s);
    same("empty", u"$$ $$ and $$$$ and $$$"_s);
    same("next line", u"$x = 1"_s);
    same("no end", u"$$ a"_s);
    QTest::addRow("two lines") << u"$x\ny$"_s << u"$x y$"_s;
    QTest::addRow("escaped") << u"\\$x\\$ and \\$5"_s << u"$x$ and $5"_s;
    QTest::addRow("escaped backslash") << u"\\\\(x\\\\)"_s << u"\\(x\\)"_s;
    QTest::addRow("reference") << u"as in \\[1\\] and \\[2, 3\\]"_s << u"as in [1] and [2, 3]"_s;
    QTest::addRow("empty brackets") << u"\\[ \\] todo \\(\\)"_s << u"[ ] todo ()"_s;
    QTest::addRow("no end of brackets") << u"\\[x"_s << u"[x"_s;
    QTest::addRow("other paragraphs") << u"$$a\n\nb$$"_s << u"$$a\nb$$"_s;
    QTest::addRow("other items") << u"- $$a\n- b$$"_s << u"  • $$a\n  • b$$"_s;
    QTest::addRow("a heading between") << u"$$a\n# b\n$$"_s << u"$$a\nb\n$$"_s;
    same("address", u"http://a.b/$x$/c"_s);
}

void tst_Formulas::whatOnlyLooksLikeOneStaysText()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    const QList<Block> blocks = parse(text);
    QCOMPARE(formulasIn(blocks), QStringList());
    QCOMPARE(textsOf(blocks).join(u'\n'), shown);
}

void tst_Formulas::markdownDoesNotLookInside()
{
    const QString text = u"$a_{1} * b_{2} * c$ and \\(\\mathbf{x}_{*}[a](b)\\) <b> $x<y>z$"_s;
    QCOMPARE(parse(text).first().content.text, text);
    QCOMPARE(formulasIn(parse(text)).size(), 3);
}

void tst_Formulas::linesOfTheirOwnAreBlocks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::addRow("alone") << u"$$x$$"_s << QStringList{u"$$x$$"_s};
    QTest::addRow("between") << u"So **a**\n$$x$$\nand *b*"_s
                             << QStringList{u"So a"_s, u"$$x$$"_s, u"and b"_s};
    QTest::addRow("within a line")
        << u"a  $$x$$  b \\[y\\], c"_s
        << QStringList{u"a"_s, u"$$x$$"_s, u"b"_s, u"\\[y\\],"_s, u"c"_s};
    QTest::addRow("item") << u"- $$x$$\n- b\n  $$y$$\n  c\n- d"_s
                          << QStringList{u"  • $$x$$"_s, u"  • b"_s, u"  $$y$$"_s, u"  c"_s,
                                         u"  • d"_s};
    QTest::addRow("quote") << u"> a\n> $$\n> x\n> $$\n> b\n\nc"_s
                           << QStringList{u">a"_s, u">$$\nx\n$$"_s, u">b"_s, u"c"_s};
    QTest::addRow("next to each other") << u"$$x$$\n$$y$$"_s << QStringList{u"$$x$$"_s, u"$$y$$"_s};
    QTest::addRow("before a list") << u"$$x$$\n- a"_s << QStringList{u"$$x$$"_s, u"  • a"_s};
}

void tst_Formulas::linesOfTheirOwnAreBlocks()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    const QList<Block> blocks = parse(text);
    QCOMPARE(textsOf(blocks), expected);
    for (const Block &block : blocks) {
        const QString plain = plainText(block);
        const bool isFormula = plain.startsWith(u'$') || plain.startsWith(u'\\');
        QCOMPARE(block.kind == BlockKind::Math, isFormula);
        for (const InlineRun &run : block.content.runs)
            QVERIFY(run.start >= 0 && run.length > 0
                    && run.start + run.length <= block.content.text.size());
    }
}

void tst_Formulas::runsCoverTheSource()
{
    const InlineText text = parse(u"a **b $x$ c** \\(y\\)\\(z\\)").first().content;
    QCOMPARE(text.text, u"a b $x$ c \\(y\\)\\(z\\)"_s);
    const QList<InlineRun> expected = {{2, 2, InlineFormat::Strong, {}},
                                       {4, 3, InlineFormat::Strong | InlineFormat::Math, {}},
                                       {7, 2, InlineFormat::Strong, {}},
                                       {10, 5, InlineFormat::Math, {}},
                                       {15, 5, InlineFormat::Math, {}}};
    QCOMPARE(text.runs, expected);
    const Formula formula{u"\nx\n."_s, true};
    QCOMPARE(formulaOf(u"$$\u2028x\u2028$$."), formula);
}

void tst_Formulas::codeIsKeptAsItStands_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::addRow("span") << u"`a $x$ \\(y\\)`"_s << u"a $x$ \\(y\\)"_s;
    QTest::addRow("fence") << u"```\n$x$\n$$\ny\n$$\n```"_s << u"$x$\n$$\ny\n$$"_s;
    QTest::addRow("open fence") << u"```\n$x$\n\n$$y$$"_s << u"$x$\n\n$$y$$"_s;
    QTest::addRow("fence in item") << u"- a\n  ```\n  $x$\n  ```"_s << u"$x$"_s;
    QTest::addRow("fence in quote") << u"> ```\n> $$\n> x\n> $$\n> ```"_s << u"$$\nx\n$$"_s;
    QTest::addRow("indented") << u"a\n\n    $$\n      x\n    $$\n"_s << u"$$\n  x\n$$"_s;
    QTest::addRow("indented first") << u"    $x$"_s << u"$x$"_s;
}

void tst_Formulas::codeIsKeptAsItStands()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    const QList<Block> blocks = parse(text);
    QCOMPARE(formulasIn(blocks), QStringList());
    QCOMPARE(plainText(blocks.last()), code);
}

void tst_Formulas::canBeTurnedOff()
{
    const QString text = u"a $x$ b"_s;
    const QList<Block> blocks = parse(text, Ending::Complete, Formulas::AsText);
    QCOMPARE(formulasIn(blocks), QStringList());
    IncrementalDocument document(Formulas::AsText);
    document.append(text);
    QCOMPARE(document.blocks(), blocks);
    document.setText(text, true);
    QCOMPARE(document.blocks(), blocks);
}

void tst_Formulas::unfinishedOnesStayAsTheyStand_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    const auto same = [](const char *name, const QString &text) {
        QTest::addRow("%s", name) << text << text;
    };
    same("inline", u"a $x_{1} * y_"_s);
    same("end may be none", u"a $x$"_s);
    same("range of prices", u"it costs $5-$"_s);
    same("parenthesis", u"a \\(x_1 *y*"_s);
    same("half an end", u"a \\(x\\"_s);
    same("display", u"a $$x **y"_s);
    same("half an end of display", u"$$x$"_s);
    same("lines", u"\\[\n+ a *b*\n- c"_s);
    QTest::addRow("end of line") << u"\\[\n*a*\n"_s << u"\\[\n*a*"_s;
    QTest::addRow("price, bold") << u"$5 and **bold"_s << u"$5 and bold"_s;
}

void tst_Formulas::unfinishedOnesStayAsTheyStand()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    const QList<Block> blocks = parse(text, Ending::Open);
    QCOMPARE(formulasIn(blocks), QStringList());
    QCOMPARE(textsOf(blocks).join(u'\n').trimmed(), shown);
}

void tst_Formulas::piecesGiveTheSameAsTheWhole_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_Formulas::piecesGiveTheSameAsTheWhole()
{
    QFETCH(quint32, seed);
    static const QStringList lines = {u"Let $x_1$ be *a*"_s,
                                      u"$$"_s,
                                      u"\\["_s,
                                      u"\\]"_s,
                                      u"+ c_1 \\\\"_s,
                                      u"a &= b"_s,
                                      u"- item"_s,
                                      u"- $$"_s,
                                      u"  $$"_s,
                                      u"> quote $y$"_s,
                                      u"> $$"_s,
                                      u""_s,
                                      u""_s,
                                      u"    $$"_s,
                                      u"```"_s,
                                      u"$5 and $6"_s,
                                      u"# $h$"_s,
                                      u"`a $"_s,
                                      u"\\(x\\) y"_s,
                                      u"1. $n$th"_s,
                                      u"$$x$$."_s,
                                      u"> z"_s,
                                      u"# b"_s,
                                      u"$a_b"_s};
    QRandomGenerator random(seed);
    for (int round = 0; round < 25; ++round) {
        QString text;
        for (int line = 0; line < 12; ++line)
            text += lines.at(random.bounded(int(lines.size()))) + u'\n';
        IncrementalDocument document;
        qsizetype position = 0;
        for (const QString &piece : polylogue::test::piecesOf(text, seed)) {
            document.append(piece);
            position += piece.size();
            const QStringView before = QStringView(text).first(position);
            if (document.blocks() != parse(before, Ending::Open))
                qWarning().noquote() << before;
            QCOMPARE(document.blocks(), parse(before, Ending::Open));
        }
        document.finish();
        QCOMPARE(document.blocks(), parse(text));
    }
}

void tst_Formulas::areWrittenAsTheyCame()
{
    const QString text =
        u"a $x_{1}*y*$ b \\$5 c\n\n- \\[\n  + x\n  \\]\n- d\n\n| $|a|$ |\n|---|\n| b |"_s;
    const QList<Block> blocks = parse(text);
    QCOMPARE(formulasIn(blocks).size(), 3);
    QCOMPARE(parse(toMarkdown(blocks)), blocks);
    QVERIFY(toHtml(blocks).contains(u"$x_{1}*y*$"_s));
}

void tst_Formulas::marksInTheTextAreKept()
{
    const QString mark = QString(LiftedText::MarkBegin) + u"0"_s + LiftedText::MarkEnd;
    const QString text = mark + u" $x$ "_s + LiftedText::MarkBegin;
    QCOMPARE(parse(text).first().content.text, text);
    QCOMPARE(formulasIn(parse(text)), QStringList{u"x"_s});
    parse(u"`"_s + mark + u"` $x$"_s);
    parse(u"`"_s + LiftedText::MarkBegin + u"99999999999999999999"_s + LiftedText::MarkEnd
          + u"` $x$"_s);
}

void tst_Formulas::hostileTextIsQuick_data()
{
    QTest::addColumn<QString>("text");
    QTest::addRow("dollars apart") << u"$a "_s.repeated(50'000);
    QTest::addRow("dollars") << u"$"_s.repeated(150'000);
    QTest::addRow("pairs") << u"$$a\n"_s.repeated(30'001);
    QTest::addRow("formulas") << u"$a$ "_s.repeated(40'000);
    QTest::addRow("parentheses") << u"\\( "_s.repeated(50'000);
    QTest::addRow("brackets") << u"\\[ "_s.repeated(50'000);
    QTest::addRow("brackets in lines") << u"a \\[\n"_s.repeated(30'000);
    QTest::addRow("quotes") << u"> $$ a\n"_s.repeated(20'001);
    QTest::addRow("backticks") << [] {
        QString text;
        for (int length = 1; length < 500; ++length)
            text += QString(length, u'`') + u"$x$"_s;
        return text;
    }();
}

void tst_Formulas::hostileTextIsQuick()
{
    QFETCH(QString, text);
    QElapsedTimer timer;
    timer.start();
    parse(text);
    parse(text, Ending::Open);
    const qint64 elapsed = timer.elapsed();
    QVERIFY2(elapsed < 1'500, qPrintable(u"%1 ms"_s.arg(elapsed)));
}

QTEST_APPLESS_MAIN(tst_Formulas)
#include "tst_formulas.moc"
