// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/markdown/parser.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::ui::markdown;

namespace {

//! \return a block list as one line of text a reader can check.
QString outline(const QList<Block> &blocks)
{
    QStringList lines;
    for (const Block &block : blocks) {
        QString line = QString(block.quoteDepth, u'>') + QString(block.listDepth * 2, u' ');
        if (block.mark)
            line += markText(*block.mark) + u' ';
        switch (block.kind) {
        case BlockKind::Heading:
            line += u"h%1 "_s.arg(block.headingLevel);
            break;
        case BlockKind::Code:
            line += u"code(%1) "_s.arg(block.language);
            break;
        case BlockKind::Table:
            line += u"table "_s;
            break;
        case BlockKind::Math:
            line += u"math "_s;
            break;
        case BlockKind::Rule:
            line += u"rule"_s;
            break;
        case BlockKind::Paragraph:
            break;
        }
        lines += line + plainText(block).replace(u'\n', u'/').replace(u'\t', u'|');
    }
    return lines.join(u'\n');
}

} // namespace

class tst_Parser final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesComeFlat_data();
    void leavesComeFlat();
    void formatsAreRunsOfText();
    void htmlIsText();
    void imagesAreLinksToTheirRealTarget();
    void tablesKnowTheirAlignment();
    void charactersAreDecoded_data();
    void charactersAreDecoded();
};

void tst_Parser::leavesComeFlat_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::addRow("nothing") << u""_s << u""_s;
    QTest::addRow("paragraphs") << u"one\ntwo\n\nthree"_s << u"one two\nthree"_s;
    QTest::addRow("hard break") << u"one  \ntwo"_s << u"one/two"_s;
    QTest::addRow("headings") << u"# A\n\nB\n---\n"_s << u"h1 A\nh2 B"_s;
    QTest::addRow("tag is no heading") << u"#tag"_s << u"#tag"_s;
    QTest::addRow("tight list") << u"- a\n- b\n  - c\n"_s << u"  • a\n  • b\n    • c"_s;
    QTest::addRow("loose list") << u"- a\n\n  more\n- b\n"_s << u"  • a\n  more\n  • b"_s;
    QTest::addRow("numbers") << u"3. a\n1. b\n"_s << u"  3. a\n  4. b"_s;
    QTest::addRow("tasks") << u"- [ ] a\n- [x] b\n"_s << u"  ☐ a\n  ☑ b"_s;
    QTest::addRow("item of code") << u"- ```sh\n  ls\n  ```\n"_s << u"  • code(sh) ls"_s;
    QTest::addRow("empty item") << u"- a\n-\n- b\n"_s << u"  • a\n  • \n  • b"_s;
    QTest::addRow("item in item") << u"- - a\n"_s << u"  • \n    • a"_s;
    QTest::addRow("quotes") << u"> a\n> > b\n\nc"_s << u">a\n>>b\nc"_s;
    QTest::addRow("list in quote") << u"> - a\n"_s << u">  • a"_s;
    QTest::addRow("code") << u"```c++\na\n\n  b\n```\n"_s << u"code(c++) a//  b"_s;
    QTest::addRow("indented code") << u"    a\n"_s << u"code() a"_s;
    QTest::addRow("rule") << u"a\n\n***\n"_s << u"a\nrule"_s;
    QTest::addRow("table") << u"| a | b |\n|---|---|\n| 1 | **2** |\n"_s << u"table a|b/1|2"_s;
}

void tst_Parser::leavesComeFlat()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(outline(parse(text)), expected);
}

void tst_Parser::formatsAreRunsOfText()
{
    const QList<Block> blocks = parse(u"a **b *c*** `d` ~~e~~ [f **g**](https://x.org)");
    const InlineText content = blocks.first().content;
    QCOMPARE(content.text, u"a b c d e f g"_s);
    const QList<InlineRun> expected = {
        {2, 2, InlineFormat::Strong, {}},
        {4, 1, InlineFormat::Strong | InlineFormat::Emphasis, {}},
        {6, 1, InlineFormat::Code, {}},
        {8, 1, InlineFormat::Strike, {}},
        {10, 2, InlineFormat::Link, u"https://x.org"_s},
        {12, 1, InlineFormat::Link | InlineFormat::Strong, u"https://x.org"_s}};
    QCOMPARE(content.runs, expected);
}

void tst_Parser::htmlIsText()
{
    const QString html = u"<img src=x onerror=alert(1)> and <b>bold</b>"_s;
    QCOMPARE(parse(html).first().content.text, html);
    QCOMPARE(parse(u"<script>\nalert(1)\n</script>").first().content.text,
             u"<script> alert(1) </script>"_s);
}

void tst_Parser::imagesAreLinksToTheirRealTarget()
{
    const InlineText picture = parse(u"![a seal](file:///etc/passwd)").first().content;
    QCOMPARE(picture.text, u"a seal"_s);
    QCOMPARE(picture.runs.first().target, u"file:///etc/passwd"_s);
    QVERIFY(picture.runs.first().formats.testFlag(InlineFormat::Image));

    const InlineText nameless = parse(u"![](http://x.org/a.png)").first().content;
    QCOMPARE(nameless.text, u"http://x.org/a.png"_s);

    const InlineText linked = parse(u"[![seal](http://x.org/a.png)](http://y.org)").first().content;
    QCOMPARE(linked.runs.first().target, u"http://y.org"_s);
}

void tst_Parser::tablesKnowTheirAlignment()
{
    const Table table = parse(u"| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 |\n").first().table;
    const QList<CellAlignment> expected = {CellAlignment::Default, CellAlignment::Left,
                                           CellAlignment::Center, CellAlignment::Right};
    QCOMPARE(table.alignments, expected);
    QCOMPARE(table.rows(), 2);
    QCOMPARE(table.cells.size(), 8);
}

void tst_Parser::charactersAreDecoded_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::addRow("names") << u"&amp;&lt;&copy;&hellip;"_s << u"&<©…"_s;
    QTest::addRow("numbers") << u"&#65;&#x1F600;"_s << u"A😀"_s;
    QTest::addRow("unknown name") << u"&nonesuch;"_s << u"&nonesuch;"_s;
    QTest::addRow("no character") << u"&#0;&#xD800;&#x7FFFFFF;"_s << u"\uFFFD\uFFFD&#x7FFFFFF;"_s;
    QTest::addRow("escapes") << u"\\*a\\*"_s << u"*a*"_s;
}

void tst_Parser::charactersAreDecoded()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(parse(text).first().content.text, expected);
}

QTEST_APPLESS_MAIN(tst_Parser)
#include "tst_parser.moc"
