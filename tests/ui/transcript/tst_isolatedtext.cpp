// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/markdown/parser.h"
#include "ui/theme/theme.h"
#include "ui/transcript/isolatedtext.h"
#include "ui/transcript/leaflayout.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::ui;
using namespace polylogue::ui::transcript;

namespace {

const QString arabic = u"\u0646\u0635"_s;
const QString hebrew = u"\u05e9\u05dc\u05d5\u05dd"_s;

markdown::InlineText inlineText(const QString &markdown)
{
    return markdown::parse(markdown).first().content;
}

QString visibleMarks(QString text)
{
    return text.replace(u'\u2066', u'<').replace(u'\u2068', u'[').replace(u'\u2069', u'>');
}

} // namespace

class tst_IsolatedText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksStandAroundCodeAndLinks_data();
    void marksStandAroundCodeAndLinks();
    void offsetsGoInAndOut_data();
    void offsetsGoInAndOut();
    void codeReadsFromLeftToRight_data();
    void codeReadsFromLeftToRight();
    void everyCharacterIsFoundWhereItIsDrawn_data();
    void everyCharacterIsFoundWhereItIsDrawn();
    void aLinkWithCodeIsOneTarget();
};

void tst_IsolatedText::marksStandAroundCodeAndLinks_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("marked");
    QTest::newRow("left to right") << u"a `b` [c](d) \U0001f600"_s << u"a b c \U0001f600"_s;
    QTest::newRow("nothing to mark") << hebrew + u" *a*"_s << hebrew + u" a"_s;
    QTest::newRow("code") << hebrew + u" `f(x)`."_s << hebrew + u" <f(x)>."_s;
    QTest::newRow("code first") << u"`f(x)` "_s + arabic << u"<f(x)> "_s + arabic;
    QTest::newRow("neighbours") << hebrew + u"`a``b`**c**`d`"_s << hebrew + u"<a``b>c<d>"_s;
    QTest::newRow("link") << arabic + u" [C++](x)!"_s << arabic + u" [C++>!"_s;
    QTest::newRow("code in a link")
        << arabic + u" [see `f()` *x*](y)"_s << arabic + u" [see f() x>"_s;
    QTest::newRow("old script") << u"\U00010900 `a`"_s << u"\U00010900 <a>"_s;
}

void tst_IsolatedText::marksStandAroundCodeAndLinks()
{
    QFETCH(const QString, markdown);
    QFETCH(const QString, marked);
    const markdown::InlineText text = inlineText(markdown);
    const IsolatedText isolated(text);
    QCOMPARE(visibleMarks(isolated.text().text), marked);
    QCOMPARE(isolated.text().runs.size(), text.runs.size());
    for (qsizetype at = 0; at < text.runs.size(); ++at) {
        const markdown::InlineRun &run = text.runs.at(at);
        const markdown::InlineRun &laid = isolated.text().runs.at(at);
        QCOMPARE(isolated.text().text.sliced(laid.start, laid.length),
                 text.text.sliced(run.start, run.length));
    }
}

void tst_IsolatedText::offsetsGoInAndOut_data()
{
    marksStandAroundCodeAndLinks_data();
}

void tst_IsolatedText::offsetsGoInAndOut()
{
    QFETCH(const QString, markdown);
    const markdown::InlineText text = inlineText(markdown);
    const IsolatedText isolated(text);
    for (int offset = 0; offset < text.text.size(); ++offset) {
        const int position = isolated.toLayout(offset);
        QCOMPARE(isolated.text().text.at(position), text.text.at(offset));
        QCOMPARE(isolated.fromLayout(position), offset);
    }
    const auto end = static_cast<int>(text.text.size());
    QCOMPARE(isolated.toLayout(end), isolated.text().text.size());
    int before = 0;
    for (int position = 0; position <= isolated.text().text.size(); ++position) {
        const int offset = isolated.fromLayout(position);
        QVERIFY(offset >= before && offset <= end);
        before = offset;
    }
}

void tst_IsolatedText::codeReadsFromLeftToRight_data()
{
    QTest::addColumn<QString>("markdown");
    const QString table = u"| a | b |\n|---|---|\n| %1 `(a) b(1)` %1 | c |"_s;
    QTest::newRow("code") << hebrew + u" `(a) b(1)` "_s + hebrew;
    QTest::newRow("code with another script") << hebrew + u" `(a) \u05d0 b(1)` "_s + hebrew;
    QTest::newRow("link") << arabic + u" [(a) b(1)](x) "_s + arabic;
    QTest::newRow("in a cell") << table.arg(hebrew);
}

//! Without the marks the brackets would stand on the wrong side, and words in the wrong order.
void tst_IsolatedText::codeReadsFromLeftToRight()
{
    QFETCH(const QString, markdown);
    theme::Theme theme(polylogue::app::settings::ThemeMode::Light);
    const Style style = styleFor(theme, {});
    const TextContent content{markdown::parse(markdown).first(), Tone::Reading};
    const auto layout = makeLayout(content, style, 700);
    const QString text = selectableText(content);
    const qsizetype start = text.indexOf(u"(a)"_s);
    const qsizetype end = text.indexOf(u"(1)"_s) + 3;
    QVERIFY(start >= 0);
    qreal x = -1;
    for (qsizetype offset = start; offset < end; ++offset) {
        const QRectF area = layout->characterRect(static_cast<int>(offset));
        QVERIFY2(area.left() > x, qPrintable(QString::number(offset)));
        x = area.left();
    }
}

void tst_IsolatedText::everyCharacterIsFoundWhereItIsDrawn_data()
{
    codeReadsFromLeftToRight_data();
}

void tst_IsolatedText::everyCharacterIsFoundWhereItIsDrawn()
{
    QFETCH(const QString, markdown);
    theme::Theme theme(polylogue::app::settings::ThemeMode::Light);
    const Style style = styleFor(theme, {});
    const TextContent content{markdown::parse(markdown).first(), Tone::Reading};
    const auto layout = makeLayout(content, style, 700);
    const QString text = selectableText(content);
    const qsizetype start = text.indexOf(u"(a)"_s);
    for (qsizetype offset = start; offset < start + 4; ++offset) {
        const QRectF area = layout->characterRect(static_cast<int>(offset));
        // The left quarter of a character that runs from left to right is its beginning.
        const QPointF point(area.left() + area.width() / 4, area.center().y());
        QCOMPARE(layout->offsetAt(point), static_cast<int>(offset));
    }
}

void tst_IsolatedText::aLinkWithCodeIsOneTarget()
{
    theme::Theme theme(polylogue::app::settings::ThemeMode::Light);
    const Style style = styleFor(theme, {});
    const TextContent content{markdown::parse(arabic + u" [see `f()` now](https://a.b)"_s).first(),
                              Tone::Reading};
    const QList<Target> targets = makeLayout(content, style, 700)->targets();
    QCOMPARE(targets.size(), 1);
    QCOMPARE(targets.first().label, u"see f() now"_s);
}

QTEST_MAIN(tst_IsolatedText)
#include "tst_isolatedtext.moc"
