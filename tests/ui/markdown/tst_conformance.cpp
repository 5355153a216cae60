// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "blockhtml.h"
#include "ui/markdown/incrementaldocument.h"
#include "ui/markdown/parser.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::test;
using namespace polylogue::ui::markdown;

namespace {

struct Specification
{
    const char *variable; // of the environment: names the specification's examples as JSON
    QMap<int, const char *> differences; // on purpose, by number of the example
};

constexpr auto BareAddress = "bare addresses are links, as GitHub has them";
constexpr auto Entities = "only the character names of HTML 4 are known";
constexpr auto TextOfHtml = "HTML is text, in which Markdown is formatted";
constexpr auto OtherSchemes = "md4c links a bare mail address without its scheme";

const Specification CommonMark = {"POLYLOGUE_COMMONMARK",
                                  {{25, Entities},
                                   {31, TextOfHtml},
                                   {156, TextOfHtml},
                                   {158, TextOfHtml},
                                   {161, TextOfHtml},
                                   {354, "md4c 0.4.8 is of CommonMark 0.30: currency is no sign"},
                                   {524, TextOfHtml},
                                   {536, TextOfHtml},
                                   {608, BareAddress},
                                   {611, BareAddress},
                                   {612, BareAddress},
                                   {630, TextOfHtml}}};
const Specification GitHub = {"POLYLOGUE_GFM",
                              {{126, TextOfHtml},
                               {128, TextOfHtml},
                               {131, TextOfHtml},
                               {203, "md4c lets a table's header be wider than its line"},
                               {321, Entities},
                               {327, TextOfHtml},
                               {533, TextOfHtml},
                               {545, TextOfHtml},
                               {617, BareAddress},
                               {620, BareAddress},
                               {621, BareAddress},
                               {633, OtherSchemes},
                               {634, OtherSchemes},
                               {635, OtherSchemes},
                               {654, TextOfHtml}}};

//! \return the words of \a text in order, with the brackets of HTML's tags.
QStringList wordsOf(const QString &text)
{
    static const QRegularExpression word(u"[^\\W_]+|[<>]"_s,
                                         QRegularExpression::UseUnicodePropertiesOption);
    QStringList words;
    for (auto match = word.globalMatch(text); match.hasNext();)
        words += match.next().captured();
    return words;
}

//! No specification has formulas: their backslashes and dollars are text there.
QList<Block> parseWithoutFormulas(const QString &markdown)
{
    return parse(markdown, Ending::Complete, Formulas::AsText);
}

//! \return whether \a html has a tag that was in \a markdown already.
bool hasTagOf(const QString &markdown, const QString &html)
{
    static const QRegularExpression tag(u"<[^<>]+>"_s);
    for (auto match = tag.globalMatch(html); match.hasNext();) {
        if (markdown.contains(match.next().captured()))
            return true;
    }
    return false;
}

QString plainText(const QList<Block> &blocks)
{
    QStringList texts;
    for (const Block &block : blocks)
        texts += polylogue::ui::markdown::plainText(block);
    return texts.join(u'\n');
}

} // namespace

//! \brief Compares with the examples of specifications, which are not part of this repository:
//! tests/data/markdown/README.md tells where they come from.
class tst_Conformance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsTheSpecification_data();
    void equalsTheSpecification();
    void theSpecificationMayBeCutAnywhere_data() { equalsTheSpecification_data(); }
    void theSpecificationMayBeCutAnywhere();
    void equalsOurExamples_data();
    void equalsOurExamples();
};

void tst_Conformance::equalsTheSpecification_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("difference");
    bool hasExamples = false;
    for (const Specification &specification : {CommonMark, GitHub}) {
        const QString path = qEnvironmentVariable(specification.variable);
        if (path.isEmpty())
            continue;
        QFile file(path);
        QVERIFY2(file.open(QFile::ReadOnly), qPrintable(path));
        const QJsonArray examples = QJsonDocument::fromJson(file.readAll()).array();
        QVERIFY2(!examples.isEmpty(), qPrintable(path + u" holds no examples"_s));
        hasExamples = true;
        for (const QJsonValue &each : examples) {
            const QJsonObject example = each.toObject();
            const int number = example.value(u"example"_s).toInt();
            const QString section = example.value(u"section"_s).toString();
            QTest::addRow("%s %d %s", specification.variable, number, qPrintable(section))
                << example.value(u"markdown"_s).toString() << example.value(u"html"_s).toString()
                << QString::fromUtf8(specification.differences.value(number, ""));
        }
    }
    if (!hasExamples)
        QSKIP("POLYLOGUE_COMMONMARK and POLYLOGUE_GFM name no examples to compare with");
}

void tst_Conformance::equalsTheSpecification()
{
    QFETCH(QString, markdown);
    QFETCH(QString, html);
    QFETCH(QString, difference);
    const QList<Block> blocks = parseWithoutFormulas(markdown);
    const QStringList leaves = leavesOfHtml(toHtml(blocks));
    const QStringList expected = leavesOfHtml(html, markdown);
    if (!difference.isEmpty())
        QEXPECT_FAIL("", qPrintable(difference), Abort);
    // HTML is text, in which Markdown is formatted: then no word and no bracket of it is lost.
    if (leaves != expected && hasTagOf(markdown, html))
        QCOMPARE(wordsOf(plainText(blocks)), wordsOf(markdown));
    else
        QCOMPARE(leaves.join(u'\n'), expected.join(u'\n'));
}

void tst_Conformance::theSpecificationMayBeCutAnywhere()
{
    QFETCH(QString, markdown);
    const QList<Block> whole = parseWithoutFormulas(markdown);
    for (qsizetype cut = 0; cut <= markdown.size(); ++cut) {
        IncrementalDocument document(Formulas::AsText);
        document.append(QStringView(markdown).first(cut));
        document.append(QStringView(markdown).sliced(cut));
        document.finish();
        QCOMPARE(document.blocks(), whole);
    }
}

void tst_Conformance::equalsOurExamples_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("html");
    const auto add = [](const char *name, const QString &markdown, const QString &html) {
        QTest::addRow("%s", name) << markdown << html;
    };
    add("heading", u"## a `b` ##"_s, u"<h2>a <code>b</code></h2>"_s);
    add("underlined", u"*a*\nb\n==="_s, u"<h1><em>a</em> b</h1>"_s);
    add("flanks", u"2 * 3 * 4 a_b_c *d*e"_s, u"<p>2 * 3 * 4 a_b_c <em>d</em>e</p>"_s);
    add("nested", u"***a* b** _c **d**_"_s,
        u"<p><strong><em>a</em> b</strong> <em>c <strong>d</strong></em></p>"_s);
    add("strike", u"~~a **b**~~ ~c~"_s, u"<p><del>a <strong>b</strong></del> <del>c</del></p>"_s);
    add("code span", u"`` a`b `` ` `"_s, u"<p><code>a`b</code> <code> </code></p>"_s);
    add("hard breaks", u"a  \nb\\\nc\nd"_s, u"<p>a<br />\nb<br />\nc\nd</p>"_s);
    add("link", u"[a *b*](<c d> \"t\")"_s,
        u"<p><a href=\"c%20d\" title=\"t\">a <em>b</em></a></p>"_s);
    add("link with escapes", u"[a](b_\\(c\\))"_s, u"<p><a href=\"b_(c)\">a</a></p>"_s);
    add("reference", u"[A][] [c]\n\n[a]: /b\n"_s, u"<p><a href=\"/b\">A</a> [c]</p>"_s);
    add("picture", u"![a *b*](c) ![](d)"_s,
        u"<p><img src=\"c\" alt=\"a b\" /> <img src=\"d\" alt=\"\" /></p>"_s);
    add("picture in link", u"[![a](b)](c)"_s,
        u"<p><a href=\"c\"><img src=\"b\" alt=\"a\" /></a></p>"_s);
    add("link in picture", u"![a [b](c)](d)"_s, u"<p><img src=\"d\" alt=\"a b\" /></p>"_s);
    add("bare address", u"(https://a.org/b_c_d?e=f&g=h)."_s,
        u"<p>(<a href=\"https://a.org/b_c_d?e=f&amp;g=h\">https://a.org/b_c_d?e=f&amp;g=h</a>).</p>"_s);
    add("address with stars", u"http://a.org/*b*c d"_s,
        u"<p><a href=\"http://a.org/*b*c\">http://a.org/*b*c</a> d</p>"_s);
    add("address in strong", u"**https://a.org/b** c"_s,
        u"<p><strong><a href=\"https://a.org/b\">https://a.org/b</a></strong> c</p>"_s);
    add("mail address", u"a.b@c.org"_s, u"<p><a href=\"mailto:a.b@c.org\">a.b@c.org</a></p>"_s);
    add("nested list", u"- a\n  1. b\n\n     c\n- d"_s,
        u"<ul><li>a<ol><li><p>b</p><p>c</p></li></ol></li><li>d</li></ul>"_s);
    add("item in item", u"- 3) a"_s, u"<ul><li><ol start=\"3\"><li>a</li></ol></li></ul>"_s);
    add("empty item", u"1.\n2. a"_s, u"<ol><li></li><li>a</li></ol>"_s);
    add("tasks", u"- [x] a\n- [ ] b\n- [y] c"_s,
        u"<ul><li><input checked=\"\" disabled=\"\" type=\"checkbox\"> a</li>"
        "<li><input disabled=\"\" type=\"checkbox\"> b</li><li>[y] c</li></ul>"_s);
    add("quote", u"> a\nb\n> > c"_s,
        u"<blockquote><p>a b</p><blockquote><p>c</p></blockquote></blockquote>"_s);
    add("quote in item", u"- > a\n\n  b"_s,
        u"<ul><li><blockquote><p>a</p></blockquote><p>b</p></li></ul>"_s);
    add("code", u"~~~c++ x\na\n\n b\n~~~\n"_s,
        u"<pre><code class=\"language-c++\">a\n\n b\n</code></pre>"_s);
    add("tabs of code", u"```\na:\n\tb\n\t\tc\n  \td\n```"_s,
        u"<pre><code>a:\n\tb\n\t\tc\n  \td\n</code></pre>"_s);
    add("tabs of code in an item", u"- ```\n  a:\n  \tb\n  ```"_s,
        u"<ul><li><pre><code>a:\n\tb\n</code></pre></li></ul>"_s);
    add("indented code", u"    a\n\tb\n\n\t\tc"_s, u"<pre><code>a\nb\n\n\tc\n</code></pre>"_s);
    add("table", u"a|b\n:--|--:\n*c*|`d\\|e`\nf\n"_s,
        u"<table><thead><tr><th align=\"left\">a</th><th align=\"right\">b</th></tr></thead><tbody>"
        "<tr><td align=\"left\"><em>c</em></td><td align=\"right\"><code>d|e</code></td></tr>"
        "<tr><td align=\"left\">f</td><td align=\"right\"></td></tr></tbody></table>"_s);
    add("html", u"<b>a</b> *<i>*"_s, u"<p>&lt;b&gt;a&lt;/b&gt; <em>&lt;i&gt;</em></p>"_s);
    add("entities", u"&auml;&#x42;&nope; `&amp;`"_s,
        u"<p>äB&amp;nope; <code>&amp;amp;</code></p>"_s);
    add("CJK", u"中**文**字~~符~~。"_s, u"<p>中<strong>文</strong>字<del>符</del>。</p>"_s);
}

void tst_Conformance::equalsOurExamples()
{
    QFETCH(QString, markdown);
    QFETCH(QString, html);
    QCOMPARE(leavesOfHtml(toHtml(parse(markdown))).join(u'\n'), leavesOfHtml(html).join(u'\n'));
}

QTEST_APPLESS_MAIN(tst_Conformance)
#include "tst_conformance.moc"
