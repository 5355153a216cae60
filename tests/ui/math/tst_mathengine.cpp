// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/math/mathengine.h"

#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::ui::math;

namespace {

const QStringList Formulas = {
    u"x"_s,
    u"x^2 + y_1^{n+1} = z'"_s,
    u"\\frac{a+b}{c}"_s,
    u"\\dfrac{1}{1+\\tfrac{1}{x}}"_s,
    u"\\sqrt{x^2+1}"_s,
    u"\\sqrt[3]{\\frac{a}{b}}"_s,
    u"\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}"_s,
    u"\\int_0^\\infty e^{-x^2}\\,dx = \\frac{\\sqrt{\\pi}}{2}"_s,
    u"\\oint \\prod \\bigcup \\lim_{x \\to 0} \\sup"_s,
    u"\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}"_s,
    u"\\begin{bmatrix} 1 & 0 & 0 \\\\ 0 & 1 & 0 \\\\ 0 & 0 & 1 \\end{bmatrix}"_s,
    u"f(x) = \\begin{cases} x & x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}"_s,
    u"\\begin{aligned} a &= b + c \\\\ &= d \\end{aligned}"_s,
    u"\\left( \\frac{\\frac{a}{b}}{\\frac{c}{d}} \\right)"_s,
    u"\\left\\{ \\begin{array}{l|r} a & b \\\\ \\hline c & d \\end{array} \\right."_s,
    u"\\vec{v} \\hat{x} \\bar{y} \\dot{z} \\ddot{a} \\tilde{n}"_s,
    u"\\widehat{abc} + \\widetilde{xyz} + \\overline{AB} + \\underline{c}"_s,
    u"\\overbrace{a+b+c}^{n} + \\underbrace{d+e}_{m}"_s,
    u"\\overrightarrow{AB} \\xrightarrow[below]{above} \\xleftrightarrow{abc}"_s,
    u"\\boxed{E = mc^2}"_s,
    u"\\cancel{x} + \\bcancel{yz} + \\xcancel{abc} + \\sout{d}"_s,
    u"\\mathbb{R} \\mathcal{L} \\mathfrak{g} \\mathscr{F} \\mathsf{s} \\mathtt{t} \\mathbf{b}"_s,
    u"\\boldsymbol{\\alpha} \\mathit{it} \\mathrm{rm} \\operatorname{argmax}_x"_s,
    u"\\alpha\\beta\\gamma\\delta\\epsilon\\zeta\\Gamma\\Delta\\Theta\\Omega"_s,
    u"\\forall x \\in A \\; \\exists y \\notin B : x \\neq y \\implies x \\leq y"_s,
    u"\\nabla \\times \\mathbf{E} = -\\frac{\\partial \\mathbf{B}}{\\partial t}"_s,
    u"\\binom{n}{k} = \\frac{n!}{k!(n-k)!}"_s,
    u"\\textcolor{red}{a} + \\colorbox{yellow}{b} + \\fcolorbox{red}{white}{c}"_s,
    u"{\\Large A} {\\small b} {\\tiny c}"_s,
    u"a \\quad b \\qquad c \\! d \\, e \\; f"_s,
    u"\\big( \\Big[ \\bigg\\{ \\Bigg| \\Bigg\\rangle"_s,
    u"\\rule{1em}{0.5em} \\phantom{x} \\smash{y} \\llap{z}"_s,
    u"\\lfloor x \\rfloor \\lceil y \\rceil \\langle z \\rangle \\|w\\|"_s,
    u"\\stackrel{!}{=} \\overset{a}{b} \\underset{c}{d}"_s,
    u"\\text{Straße 中文} = x"_s,
    u"\\def\\half{\\frac12} \\half + \\half"_s,
    u"\\left. \\frac{df}{dx} \\right|_{x=0}"_s,
    u"\\hbar \\ell \\Re \\Im \\aleph \\infty \\partial"_s,
    u"A \\xhookleftarrow{} B \\overgroup{AB} \\overlinesegment{CD}"_s,
    u"x = 1 \\tag{7}"_s,
    u"a = b \\\\ c = d"_s,
};

int inkOf(const QImage &image)
{
    int ink = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            ink += qGray(image.pixel(x, y)) < 160 ? 1 : 0;
    }
    return ink;
}

} // namespace

class tst_MathEngine final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingHappensBeforeTheFirstFormula();
    void formulasAreSet_data();
    void formulasAreSet();
    void resultsComeBySignalAndAreKept();
    void errorsAreTold_data();
    void errorsAreTold();
    void hostileFormulasEnd_data();
    void hostileFormulasEnd();
    void anEndlessFormulaIsInterrupted();
    void paintsWithThePen();
    void sizesAreThoseOfTex();
    void withoutKatexAllFailsAtOnce();

private:
    std::shared_ptr<MathEngine> m_engine;
};

void tst_MathEngine::initTestCase()
{
    QVERIFY2(findMathFiles().isComplete(), "KaTeX and its fonts are not installed");
    m_engine = MathEngine::shared();
    QCOMPARE(MathEngine::shared(), m_engine);
}

void tst_MathEngine::nothingHappensBeforeTheFirstFormula()
{
    QElapsedTimer timer;
    timer.start();
    const MathEngine engine({u"/nowhere/katex.min.js"_s, u"/nowhere"_s});
    QVERIFY(timer.elapsed() < 20);
    QCOMPARE(engine.pendingCount(), 0);
}

void tst_MathEngine::formulasAreSet_data()
{
    QTest::addColumn<QString>("tex");
    for (const QString &tex : Formulas)
        QTest::addRow("%s", qPrintable(tex.left(50))) << tex;
}

void tst_MathEngine::formulasAreSet()
{
    QFETCH(QString, tex);
    const auto result = m_engine->wait(tex, true);
    QVERIFY2(result->isDrawn(), qPrintable(result->error));
    const Drawing &drawing = result->drawing;
    QVERIFY(!drawing.isEmpty());
    QVERIFY2(drawing.width > 0.3 && drawing.width < 40, qPrintable(QString::number(drawing.width)));
    QVERIFY(drawing.ascent > 0 && drawing.ascent < 10);
    QVERIFY(drawing.descent >= 0 && drawing.descent < 10);
    for (const Drawing::Glyph &glyph : drawing.glyphs) {
        QVERIFY(glyph.index > 0);
        QVERIFY(m_engine->fonts().font(glyph.face, 16).isValid());
        QVERIFY(glyph.position.x() > -2 && glyph.position.x() < drawing.width + 1);
    }
}

void tst_MathEngine::resultsComeBySignalAndAreKept()
{
    QSignalSpy finished(m_engine.get(), &MathEngine::finished);
    QVERIFY(!m_engine->find(u"a+b+c+d"_s, false));
    QTRY_VERIFY(m_engine->find(u"a+b+c+d"_s, false));
    QTRY_VERIFY(!finished.isEmpty());
    const auto result = m_engine->find(u"a+b+c+d"_s, false);
    QVERIFY2(result->isDrawn(), qPrintable(result->error));
    QCOMPARE(m_engine->find(u"a+b+c+d"_s, false), result);
}

void tst_MathEngine::errorsAreTold_data()
{
    QTest::addColumn<QString>("tex");
    QTest::addRow("unknown command") << u"\\nonesuch"_s;
    QTest::addRow("brace") << u"\\frac{a}{b"_s;
    QTest::addRow("environment") << u"\\begin{pmatrix} a"_s;
    QTest::addRow("too long") << u"a"_s.repeated(5000);
}

void tst_MathEngine::errorsAreTold()
{
    QFETCH(QString, tex);
    const auto result = m_engine->wait(tex, false);
    QVERIFY(!result->isDrawn());
    QVERIFY(m_engine->wait(u"x"_s, false)->isDrawn());
}

void tst_MathEngine::hostileFormulasEnd_data()
{
    QTest::addColumn<QString>("tex");
    QTest::addRow("nested braces") << u"{"_s.repeated(400) + u"x"_s + u"}"_s.repeated(400);
    QTest::addRow("nested fractions")
        << u"\\frac{"_s.repeated(400) + u"x"_s + u"}{y}"_s.repeated(400);
    QTest::addRow("nested roots") << u"\\sqrt{"_s.repeated(300) + u"x"_s + u"}"_s.repeated(300);
    QTest::addRow("endless macro") << u"\\def\\a{\\a\\a}\\a"_s;
    QTest::addRow("growing macro")
        << u"\\def\\a{xxxxxxxxxx}\\def\\b{\\a\\a\\a\\a\\a}\\def\\c{\\b\\b\\b\\b\\b}\\c\\c\\c\\c\\c\\c"_s;
    QTest::addRow("many terms") << u"x_1+"_s.repeated(1000) + u"y"_s;
    QTest::addRow("many cells") << u"\\begin{matrix}"_s + u"a&b\\\\"_s.repeated(600)
            + u"\\end{matrix}"_s;
    QTest::addRow("large rule") << u"\\rule{1000000em}{1000000em}"_s;
}

void tst_MathEngine::hostileFormulasEnd()
{
    QFETCH(QString, tex);
    QElapsedTimer timer;
    timer.start();
    const auto result = m_engine->wait(tex, true);
    QVERIFY2(timer.elapsed() < 4000, qPrintable(QString::number(timer.elapsed())));
    if (result->isDrawn())
        QVERIFY(result->drawing.width < 3000);
    timer.start();
    QVERIFY(m_engine->wait(tex.left(3) + u"x"_s, false)); // drawn or not: the engine goes on
    QVERIFY(m_engine->wait(u"y + "_s + QString::number(tex.size()), false)->isDrawn());
}

//! With a script in KaTeX's place, as nothing is known that makes KaTeX itself go on for ever.
void tst_MathEngine::anEndlessFormulaIsInterrupted()
{
    QTemporaryFile script;
    QVERIFY(script.open());
    script.write("function Kind() { }\n"
                 "var katex = { __domTree: { SymbolNode: Kind, PathNode: Kind, LineNode: Kind,\n"
                 "    SvgNode: Kind }, __renderToHTMLTree: function(tex) {\n"
                 "    if (tex === 'endless') for (;;) { }\n"
                 "    throw new Error('read ' + tex); } };\n");
    script.close();
    MathEngine engine({.script = script.fileName(), .fonts = findMathFiles().fonts});
    QSignalSpy finished(&engine, &MathEngine::finished);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!engine.find(u"endless"_s, false));
    QVERIFY(!engine.find(u"next"_s, false));
    QVERIFY2(timer.elapsed() < 500, "asking does not wait");
    QTRY_COMPARE_WITH_TIMEOUT(engine.pendingCount(), 0, 10'000);
    QVERIFY(timer.elapsed() >= MathEngine::LongestTime.count());
    QTRY_VERIFY(!finished.isEmpty());
    QCOMPARE(engine.find(u"endless"_s, false)->error, u"The formula takes too long."_s);
    QCOMPARE(engine.find(u"next"_s, false)->error, u"read next"_s);
}

void tst_MathEngine::paintsWithThePen()
{
    const auto result = m_engine->wait(u"\\frac{a}{\\sqrt{b}} \\boxed{c} \\cancel{d}"_s, true);
    QVERIFY2(result->isDrawn(), qPrintable(result->error));
    for (const qreal ratio : {1.0, 2.0}) {
        QImage image(QSizeF(200 * ratio, 80 * ratio).toSize(), QImage::Format_RGB32);
        image.setDevicePixelRatio(ratio);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setPen(Qt::black);
        paint(painter, result->drawing, {10, 40}, 20, m_engine->fonts());
        painter.end();
        const int ink = inkOf(image);
        QVERIFY2(ink > 120 * ratio && ink < 3000 * ratio * ratio, qPrintable(QString::number(ink)));
    }
}

void tst_MathEngine::sizesAreThoseOfTex()
{
    // From the metrics of KaTeX's fonts.
    const auto letter = m_engine->wait(u"x"_s, false);
    QVERIFY(qAbs(letter->drawing.width - 0.57153) < 0.005);
    QVERIFY(qAbs(letter->drawing.ascent - 0.43056) < 0.005);
    const auto sum = m_engine->wait(u"x+x"_s, false); // with medium spaces around the sign
    QVERIFY(qAbs(sum->drawing.width - (2 * 0.57153 + 0.77778 + 2 * 0.22222)) < 0.01);
    const auto fraction =
        m_engine->wait(u"\\frac{x}{x}"_s, false); // at 0.7, between null delimiters
    QVERIFY(qAbs(fraction->drawing.width - (0.7 * 0.57153 + 0.24)) < 0.01);
    QCOMPARE(fraction->drawing.rules.size(), size_t(1));
    QVERIFY(qAbs(fraction->drawing.rules.front().area.width() - 0.7 * 0.57153) < 0.01);
}

void tst_MathEngine::withoutKatexAllFailsAtOnce()
{
    MathEngine engine({});
    const auto result = engine.find(u"x"_s, false);
    QVERIFY(result && !result->isDrawn());
}

QTEST_MAIN(tst_MathEngine)
#include "tst_mathengine.moc"
