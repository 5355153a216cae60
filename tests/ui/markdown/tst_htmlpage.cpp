// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/security/hostilemarkdown.h"
#include "ui/markdown/blockwriter.h"
#include "ui/markdown/parser.h"

#include <QRegularExpression>
#include <QTest>

using namespace polylogue;
using namespace polylogue::ui;
using namespace Qt::StringLiterals;

namespace {

QString pageOf(const QString &markdown)
{
    return markdown::toHtml(markdown::parse(markdown), {.isPage = true});
}

} // namespace

class tst_HtmlPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void markdownBecomesElements_data();
    void markdownBecomesElements();
    void nothingOfTheTextIsMarkup_data();
    void nothingOfTheTextIsMarkup();
    void hostileMessagesBecomeKnownElementsOnly();
};

void tst_HtmlPage::markdownBecomesElements_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("html");

    QTest::newRow("paragraph") << u"One *two* **three** ~~four~~ `five`"_s
                               << u"<p dir=\"auto\">One <em>two</em> <strong>three</strong> "
                                  "<s>four</s> <code>five</code></p>\n"_s;
    QTest::newRow("heading") << u"# One"_s << u"<h2 dir=\"auto\">One</h2>\n"_s;
    QTest::newRow("deep heading") << u"###### One"_s << u"<h6 dir=\"auto\">One</h6>\n"_s;
    QTest::newRow("code") << u"```c\na < b && %1\n```"_s
                          << u"<pre><code>a &lt; b &amp;&amp; %1</code></pre>\n"_s;
    QTest::newRow("line break") << u"one  \ntwo"_s << u"<p dir=\"auto\">one<br>two</p>\n"_s;
    QTest::newRow("rule") << u"---"_s << u"<hr>\n"_s;
    QTest::newRow("item") << u"3. one"_s << u"<ol start=\"3\"><li>one\n</li></ol>"_s;
    QTest::newRow("quote") << u"> one"_s << u"<blockquote><p dir=\"auto\">one</p>\n</blockquote>"_s;
    QTest::newRow("link") << u"[a](https://x.example/?a=1&b=2)"_s
                          << u"<p dir=\"auto\"><a rel=\"noreferrer noopener\" "
                             "href=\"https://x.example/?a=1&amp;b=2\">a</a></p>\n"_s;
    QTest::newRow("table") << u"|a|b|\n|---|--:|\n|1|*2*|"_s
                           << u"<table><tr><th>a</th><th style=\"text-align: end\">b</th></tr>"
                              "<tr><td>1</td><td style=\"text-align: end\"><em>2</em></td></tr>"
                              "</table>\n"_s;
}

void tst_HtmlPage::markdownBecomesElements()
{
    QFETCH(const QString, markdown);
    QFETCH(const QString, html);

    QCOMPARE(pageOf(markdown), html);
}

void tst_HtmlPage::nothingOfTheTextIsMarkup_data()
{
    QTest::addColumn<QString>("markdown");

    QTest::newRow("script") << u"<script>alert(1)</script>"_s;
    QTest::newRow("block of HTML") << u"<div onclick=\"x\">\n<img src=x>\n</div>"_s;
    QTest::newRow("picture") << u"![a](https://x.example/a.png \"t\")"_s;
    QTest::newRow("script as a link") << u"[a](javascript:alert(1))"_s;
    QTest::newRow("data as a link") << u"[a](data:text/html,<script>)"_s;
    QTest::newRow("file as a link") << u"[a](file:///etc/passwd)"_s;
    QTest::newRow("quotes in a link") << u"[a](<https://x.example/\"onclick=\"alert(1)>)"_s;
    QTest::newRow("language") << u"```\"><script>\nx\n```"_s;
    QTest::newRow("cell") << u"|<script>|\n|---|\n|<img src=x>|"_s;
}

void tst_HtmlPage::nothingOfTheTextIsMarkup()
{
    QFETCH(const QString, markdown);

    const QString html = pageOf(markdown);

    QVERIFY(!html.contains(u"<script"_s));
    QVERIFY(!html.contains(u"<img"_s));
    QVERIFY(!html.contains(u"<div onclick"_s));
    QVERIFY(!html.contains(u"\"onclick"_s));
    QVERIFY(!html.contains(u"href=\"javascript"_s));
    QVERIFY(!html.contains(u"href=\"data"_s));
    QVERIFY(!html.contains(u"href=\"file"_s));
}

void tst_HtmlPage::hostileMessagesBecomeKnownElementsOnly()
{
    // Every tag that may stand there, with all that may stand in it.
    static const QRegularExpression known(
        u"</?(p|h[2-6]|pre|code|em|strong|s|table|tr|th|td|ul|ol|li|blockquote|hr|br|a)"
        "( (dir=\"auto\"|start=\"\\d+\"|style=\"text-align: [a-z]+\"|"
        "rel=\"noreferrer noopener\"|href=\"(https?://|mailto:)[^\"<>]*\"))*>"_s);
    const QStringList messages = tests::hostileMessages({.folder = u"/canary"_s, .port = 1});
    QVERIFY(messages.size() > 100);
    for (const QString &message : messages) {
        QString rest = pageOf(message);
        rest.remove(known);
        QVERIFY2(!rest.contains(u'<') && !rest.contains(u'>'), qPrintable(message));
    }
}

QTEST_APPLESS_MAIN(tst_HtmlPage)
#include "tst_htmlpage.moc"
