// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/markdown/parser.h"
#include "ui/math/mathengine.h"
#include "ui/transcript/leaflayout.h"

#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::ui;
using namespace polylogue::ui::transcript;

namespace {

TextContent textOf(const QString &markdown)
{
    return TextContent{markdown::parse(markdown).first(), Tone::Reading};
}

QImage painted(const LeafLayout &layout, const Style &style, qreal width)
{
    QImage image(static_cast<int>(width), static_cast<int>(layout.height()), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    layout.paint(painter, {.style = style, .clip = QRectF(image.rect())});
    return image;
}

bool hasInk(const QImage &image, const QRectF &area)
{
    for (int y = static_cast<int>(area.top()); y < static_cast<int>(area.bottom()); ++y) {
        for (int x = static_cast<int>(area.left()); x < static_cast<int>(area.right()); ++x) {
            if (image.rect().contains(x, y) && qGray(image.pixel(x, y)) < 128)
                return true;
        }
    }
    return false;
}

} // namespace

class tst_FormulaLayout final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sourceIsShownUntilTheFormulaIsThere();
    void offsetsAreThoseOfTheSource();
    void linesMakeRoomForTallOnes();
    void wideOnesGetSmaller();
    void standInTheMiddleAndScroll();
    void cellsHaveThemToo();
    void errorsAreShownAsSourceWithTheReason();
    void rightToLeftTextHasThem();
    void withoutEngineAllIsSource();

private:
    std::unique_ptr<LeafLayout> layOut(const QString &markdown, qreal width = 600);

    theme::Theme m_theme{polylogue::app::settings::ThemeMode::Light};
    Style m_style;
};

void tst_FormulaLayout::init()
{
    m_style = styleFor(m_theme, {});
    m_style.waitsForFormulas = true;
}

std::unique_ptr<LeafLayout> tst_FormulaLayout::layOut(const QString &markdown, qreal width)
{
    return makeLayout(textOf(markdown), m_style, width);
}

void tst_FormulaLayout::sourceIsShownUntilTheFormulaIsThere()
{
    m_style.waitsForFormulas = false;
    const QString inlineText = u"Let $\\frac{a}{b} + %1$ be"_s.arg(1);
    const QString display = u"$$\\frac{a}{b} + %1$$"_s.arg(2);
    QSignalSpy finished(m_style.math.get(), &math::MathEngine::finished);
    for (const QString &text : {inlineText, display}) {
        const auto before = layOut(text);
        QTRY_VERIFY_WITH_TIMEOUT(before->isOutdated(), 30'000);
        const auto after = layOut(text);
        QVERIFY(!after->isOutdated());
        QVERIFY(painted(*before, m_style, 600) != painted(*after, m_style, 600));
    }
    QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty(), 30'000);
}

void tst_FormulaLayout::offsetsAreThoseOfTheSource()
{
    const QString text = u"Let $x_{1}+y$ be"_s;
    const auto layout = layOut(text);
    const int start = static_cast<int>(text.indexOf(u'$'));
    const int end = static_cast<int>(text.lastIndexOf(u'$')) + 1;
    const QRectF formula = layout->characterRect(start);
    QVERIFY(formula.width() > 30 && formula.width() < 100);
    for (int offset = start; offset < end; ++offset)
        QCOMPARE(layout->characterRect(offset), formula);
    QVERIFY(qAbs(layout->characterRect(end).left() - formula.right()) < 1.5);
    QVERIFY(qAbs(layout->characterRect(start - 1).right() - formula.left()) < 1.5);
    QCOMPARE(layout->offsetAt(formula.center() - QPointF(formula.width() / 4, 0)), start);
    QCOMPARE(layout->offsetAt(formula.center() + QPointF(formula.width() / 4, 0)), end);
    QCOMPARE(layout->offsetAt(layout->characterRect(end + 2).center()), end + 2);
    QVERIFY(hasInk(painted(*layout, m_style, 600), formula));
}

void tst_FormulaLayout::linesMakeRoomForTallOnes()
{
    const auto plain = layOut(u"a b c"_s);
    const auto low = layOut(u"a $x$ c"_s);
    const auto tall = layOut(u"a $\\displaystyle\\frac{\\frac{a}{b}}{\\frac{c}{d}}$ c"_s);
    QCOMPARE(low->height(), plain->height());
    QVERIFY(tall->height() > plain->height() + 10);
    const QRectF formula = tall->characterRect(2);
    QVERIFY(formula.top() >= 0 && formula.bottom() <= tall->height());
}

void tst_FormulaLayout::wideOnesGetSmaller()
{
    const QString text = u"$a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q+r+s+t$"_s;
    QVERIFY(layOut(text)->characterRect(0).width() > 300);
    const auto narrow = layOut(text, 200);
    QVERIFY(narrow->characterRect(0).width() <= 201);
}

void tst_FormulaLayout::standInTheMiddleAndScroll()
{
    const auto layout = layOut(u"$$x+y$$"_s);
    const QRectF formula = layout->characterRect(0);
    QVERIFY(qAbs(formula.center().x() - 300) < 3);
    QCOMPARE(layout->offsetAt({0, formula.center().y()}), 0);
    QCOMPARE(layout->offsetAt({590, formula.center().y()}), 7);
    QCOMPARE(layout->maximumScroll(), 0.0);
    QVERIFY(hasInk(painted(*layout, m_style, 600), formula));

    const auto item = layOut(u"- $$x+y$$"_s);
    QVERIFY(item->characterRect(0).center().x() > 310);

    const auto wide = layOut(u"$$"_s + u"a+"_s.repeated(60) + u"b$$"_s);
    QVERIFY(wide->maximumScroll() > 100);
    wide->setScroll(50);
    QCOMPARE(wide->characterRect(0).left(), -50.0);
}

void tst_FormulaLayout::cellsHaveThemToo()
{
    const auto layout =
        layOut(u"| a | $\\displaystyle\\sum_{i}^{n} i$ |\n|---|---|\n| $|x|$ | b |"_s);
    const QRectF sum = layout->characterRect(2);
    QVERIFY(sum.height() > 40);
    QVERIFY(layout->characterRect(0).top() < sum.bottom());
    QVERIFY(layout->height() > sum.height() + 20);
    QVERIFY(hasInk(painted(*layout, m_style, 600), sum));
}

void tst_FormulaLayout::errorsAreShownAsSourceWithTheReason()
{
    const QString text = u"a $\\nonesuch$ b $x$"_s;
    const auto layout = layOut(text);
    const QRectF source = layout->characterRect(4);
    QVERIFY(source.width() < 15);
    QVERIFY(layout->hintAt(source.center()).contains(u"nonesuch"_s));
    QVERIFY(layout->hintAt(layout->characterRect(0).center()).isEmpty());
    const auto display = layOut(u"$$\\nonesuch$$"_s);
    QVERIFY(display->hintAt({5, 5}).contains(u"nonesuch"_s));
    QVERIFY(!display->isOutdated());
}

void tst_FormulaLayout::rightToLeftTextHasThem()
{
    const QString text = u"\u05d0\u05d1 $x+y+z+a+b$ \u05d2\u05d3"_s;
    const auto layout = layOut(text);
    const QRectF formula = layout->characterRect(3);
    QVERIFY(formula.width() > 60);
    QVERIFY(layout->characterRect(0).left() > formula.right() - 1);
    QVERIFY(layout->characterRect(static_cast<int>(text.size()) - 1).right() < formula.left() + 1);
}

void tst_FormulaLayout::withoutEngineAllIsSource()
{
    m_style.math.reset();
    const auto layout = layOut(u"a $x^{2}$ b"_s);
    QVERIFY(layout->characterRect(3).width() < 15);
    QVERIFY(!layout->isOutdated());
    QVERIFY(layOut(u"$$x$$"_s)->characterRect(0).left() < 5);
}

QTEST_MAIN(tst_FormulaLayout)
#include "tst_formulalayout.moc"
