// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "sampledocument.h"
#include "tests/security/hostilemarkdown.h"
#include "ui/markdown/blockwriter.h"
#include "ui/markdown/parser.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::ui::markdown;

class tst_BlockWriter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void markdownComesBackTheSame_data();
    void markdownComesBackTheSame();
    void aWholeAnswerComesBackTheSame();
    void htmlIsNested_data();
    void htmlIsNested();
    void hostileTextIsNoMarkup();
    void partsOfBlocksAreCutOut();
    void partsOfTablesAreRows();
};

void tst_BlockWriter::markdownComesBackTheSame_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::newRow("formats")
        << u"One *two* **three** ***four*** ~~five~~ `six` [seven](http://a.b/c)"_s;
    QTest::newRow("signs") << u"1 \\* 2 \\_ 3 \\` \\[4\\] \\<b\\> \\& \\\\ 5 ~ 6"_s;
    QTest::newRow("starts of lines") << u"\\# no\n\n\\- no\n\n1\\. no\n\n\\+ no\n\n\\> no"_s;
    QTest::newRow("headings") << u"# One\n\n### Three *x*\n\ntext"_s;
    QTest::newRow("lists") << u"- a\n- b\n  - c\n\n    more c\n  - d\n- e"_s;
    QTest::newRow("ordered") << u"3. a\n4. b\n   1) c\n   2) d"_s;
    QTest::newRow("loose") << u"- a\n\n- b\n\n- c"_s;
    QTest::newRow("tasks") << u"- [x] done\n- [ ] open\n  - [ ] deeper"_s;
    QTest::newRow("quotes") << u"> a\n>\n> b\n>> c\n\nd"_s;
    QTest::newRow("code") << u"```cpp\nint a;\n\n  `x`\n```\n\ntext"_s;
    QTest::newRow("code with fences") << u"````\n```\nx\n```\n````"_s;
    QTest::newRow("code spans") << u"`` a`b `` and ` ` and `|`"_s;
    QTest::newRow("table")
        << u"| a | b | c |\n|---|:-:|--:|\n| 1 | *2* | `x\\|y` |\n| | p\\|q | |"_s;
    QTest::newRow("rule") << u"a\n\n***\n\nb"_s;
    QTest::newRow("hard break") << u"one\\\ntwo"_s;
    QTest::newRow("picture") << u"![seal](http://a.b/x.png)"_s;
    QTest::newRow("list in a quote") << u"> - a\n> - b\n>\n> c"_s;
    QTest::newRow("code in a list") << u"- a\n\n  ```\n  x\n  ```\n\n- b"_s;
}

void tst_BlockWriter::markdownComesBackTheSame()
{
    QFETCH(QString, markdown);
    const QList<Block> blocks = parse(markdown);

    const QString written = toMarkdown(blocks);

    const QList<Block> again = parse(written);
    QVERIFY2(again == blocks, qPrintable(written));
}

void tst_BlockWriter::aWholeAnswerComesBackTheSame()
{
    const QList<Block> blocks = parse(polylogue::test::sampleDocument(30'000));
    const QList<Block> again = parse(toMarkdown(blocks));
    QCOMPARE(again.size(), blocks.size());
    for (qsizetype index = 0; index < blocks.size(); ++index)
        QCOMPARE(again.at(index), blocks.at(index));
}

void tst_BlockWriter::htmlIsNested_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("html"); // without styles
    QTest::newRow("formats") << u"a *b* **c** `d<` [e](https://f.g/?a&b)"_s
                             << u"<p>a <em>b</em> <strong>c</strong> <code>d&lt;</code> "
                                "<a href=\"https://f.g/?a&amp;b\">e</a></p>"_s;
    QTest::newRow("nested lists")
        << u"- a\n  1. b\n  2. c\n- d"_s
        << u"<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>"_s;
    QTest::newRow("a list after another") << u"- a\n\n3. b"_s
                                          << u"<ul><li><p>a</p></li></ul>"
                                             "<ol start=\"3\"><li><p>b</p></li></ol>"_s;
    QTest::newRow("quote") << u"> a\n>> b\n\nc"_s
                           << u"<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>"
                              "<p>c</p>"_s;
    QTest::newRow("table") << u"| a |\n|---|\n| 1 |"_s
                           << u"<table><tr><th>a</th></tr><tr><td>1</td></tr></table>"_s;
    QTest::newRow("code") << u"```\na<b\n```"_s << u"<pre><code>a&lt;b</code></pre>"_s;
    QTest::newRow("scripts are no links") << u"[a](javascript:x)"_s << u"<p>a</p>"_s;
}

void tst_BlockWriter::htmlIsNested()
{
    QFETCH(QString, markdown);
    static const QRegularExpression styles(u" style=\"[^\"]*\""_s);
    QTEST(toHtml(parse(markdown)).remove(styles), "html");
}

void tst_BlockWriter::hostileTextIsNoMarkup()
{
    static const QRegularExpression elements(u"<(/?)([a-z0-9]+)"_s);
    static const QStringList known =
        u"p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong s a "
        "table tr th td hr br"_s.split(u' ');
    const QStringList messages =
        polylogue::tests::hostileMessages({.folder = u"/canary"_s, .port = 1});
    for (const QString &message : messages) {
        const QString html = toHtml(parse(message));
        for (auto match = elements.globalMatch(html); match.hasNext();)
            QVERIFY2(known.contains(match.next().captured(2)), qPrintable(message));
        QVERIFY2(!html.contains(u"href=\"javascript"_s, Qt::CaseInsensitive), qPrintable(message));
        QVERIFY2(!html.contains(u"href=\"file"_s, Qt::CaseInsensitive), qPrintable(message));
    }
}

void tst_BlockWriter::partsOfBlocksAreCutOut()
{
    const Block block = parse(u"- one **two** three"_s).first();

    const Block part = clipped(block, 2, 6);
    QCOMPARE(part.content.text, u"e tw"_s);
    QCOMPARE(part.content.runs, (QList<InlineRun>{{2, 2, InlineFormat::Strong, {}}}));
    QVERIFY(!part.mark);
    QVERIFY(clipped(block, 0, 3).mark);
    QCOMPARE(clipped(block, 0, 13), block);
}

void tst_BlockWriter::partsOfTablesAreRows()
{
    const Block block = parse(u"|aa|bb|\n|---|---|\n|cc|dd|\n|ee|ff|"_s).first();
    const QString plain = plainText(block);

    const auto from = static_cast<int>(plain.indexOf(u'd'));
    const Block part = clipped(block, from, static_cast<int>(plain.indexOf(u'e')) + 1);
    QCOMPARE(plainText(part), u"\tdd\ne\t"_s);
    QCOMPARE(clipped(block, 0, static_cast<int>(plain.size())), block);
}

QTEST_APPLESS_MAIN(tst_BlockWriter)
#include "tst_blockwriter.moc"
