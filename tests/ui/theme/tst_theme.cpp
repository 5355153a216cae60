// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QFontInfo>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace polylogue::ui::theme;
using polylogue::app::settings::ThemeMode;

namespace {

// WCAG 2.2, "relative luminance" and "contrast ratio".
double luminance(const QColor &colour)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double lighter = std::max(luminance(a), luminance(b));
    const double darker = std::min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}

int inkIn(const QImage &image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += qAlpha(image.pixel(x, y)) > 128 ? 1 : 0;
    }
    return count;
}

} // namespace

class tst_Theme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsEnough_data();
    void contrastIsEnough();
    void modeSwitchesLive();
    void sameModeIsNoChange();
    void fontsHaveTheirSizes();
    void pixelSizesAreThoseOfTheLoadedFonts();
    void everyIconDraws_data();
    void everyIconDraws();
    void iconTakesTheColourOfItsMode();
    void iconIsSharpAtEveryScale_data();
    void iconIsSharpAtEveryScale();
    void buttonOfALookHasItsColour();
    void controlsAreLargeEnoughToHit();
};

void tst_Theme::contrastIsEnough_data()
{
    QTest::addColumn<QColor>("front");
    QTest::addColumn<QColor>("back");
    QTest::addColumn<double>("least");
    for (const bool dark : {false, true}) {
        const Tokens t = tokensFor(dark);
        const QByteArray name = dark ? "dark" : "light";
        const QList<std::pair<QByteArray, QColor>> surfaces = {
            {"window", t.window},       {"surface", t.surface}, {"surface2", t.surface2},
            {"accentBg", t.accentBg},   {"warnBg", t.warnBg},   {"badBg", t.badBg},
            {"selection", t.selection}, {"code", t.code}};
        const QList<std::pair<QByteArray, QColor>> texts = {{"text", t.text},
                                                            {"text2", t.text2},
                                                            {"accent", t.accent},
                                                            {"warn", t.warn},
                                                            {"bad", t.bad}};
        for (const auto &text : texts) {
            for (const auto &surface : surfaces)
                QTest::addRow("%s %s on %s", name.data(), text.first.data(), surface.first.data())
                    << text.second << surface.second << 4.5;
        }
        const SyntaxTokens &s = t.syntax;
        const QList<QColor> code = {s.keyword,  s.type, s.constant, s.string,
                                    s.function, s.name, s.meta,     s.inserted};
        for (qsizetype index = 0; index < code.size(); ++index) {
            QTest::addRow("%s syntax %d on code", name.data(), int(index))
                << code.at(index) << t.code << 4.5;
            QTest::addRow("%s syntax %d on selection", name.data(), int(index))
                << code.at(index) << t.selection << 4.5;
        }
        QTest::addRow("%s onAccent on accent", name.data()) << t.onAccent << t.accent << 4.5;
        for (const auto &surface : surfaces.first(3))
            QTest::addRow("%s border on %s", name.data(), surface.first.data())
                << t.border << surface.second << 3.0;
    }
}

void tst_Theme::contrastIsEnough()
{
    QFETCH(QColor, front);
    QFETCH(QColor, back);
    QFETCH(double, least);

    QCOMPARE_GE(contrast(front, back), least);
}

void tst_Theme::modeSwitchesLive()
{
    Theme theme(ThemeMode::Light);
    QSignalSpy changed(&theme, &Theme::changed);
    QVERIFY(!theme.isDark());
    QCOMPARE(QApplication::palette().color(QPalette::Window), tokensFor(false).window);

    theme.setMode(ThemeMode::Dark);

    QCOMPARE(changed.size(), 1);
    QVERIFY(theme.isDark());
    QCOMPARE(theme.tokens(), tokensFor(true));
    QCOMPARE(QApplication::palette().color(QPalette::Window), tokensFor(true).window);
}

void tst_Theme::sameModeIsNoChange()
{
    Theme theme(ThemeMode::Dark);
    QSignalSpy changed(&theme, &Theme::changed);

    theme.setMode(ThemeMode::Dark);

    QCOMPARE(changed.size(), 0);
}

void tst_Theme::fontsHaveTheirSizes()
{
    Theme theme(ThemeMode::Light);
    // The desktop's own text may be larger or smaller than usual: compare with the interface's.
    const double unit = theme.interfaceFont().pointSizeF() / 14;

    QCOMPARE(theme.metadataFont().pointSizeF(), 12.5 * unit);
    QCOMPARE(theme.readingFont().pointSizeF(), 15 * unit);
    QCOMPARE(theme.readingFont(2.0).pointSizeF(), 30 * unit);
    QCOMPARE(theme.headingFont(1).pointSizeF(), 20 * unit);
    QCOMPARE(theme.headingFont(2).pointSizeF(), 17 * unit);
    QCOMPARE(theme.headingFont(6).pointSizeF(), 15 * unit);
    QVERIFY(theme.headingFont(1).bold());
    QCOMPARE(theme.codeFont().pointSizeF(), 13 * unit);
    QVERIFY(QFontInfo(theme.codeFont()).fixedPitch());
    QCOMPARE(QApplication::font().pointSizeF(), theme.interfaceFont().pointSizeF());
}

void tst_Theme::pixelSizesAreThoseOfTheLoadedFonts()
{
    const Theme theme(ThemeMode::Light);
    QFont inPixels = theme.interfaceFont();
    inPixels.setPixelSize(23);
    QList<QFont> fonts{inPixels, theme.interfaceFont(), theme.metadataFont()};
    for (const double scale : {0.7, 0.85, 1.0, 1.1, 1.3, 3.0}) {
        fonts << theme.readingFont(scale) << theme.codeFont(scale);
        for (int level = 1; level <= 3; ++level)
            fonts << theme.headingFont(level, scale);
    }
    for (const QFont &font : std::as_const(fonts))
        QCOMPARE(pixelSizeOf(font), QFontInfo(font).pixelSize());
}

void tst_Theme::everyIconDraws_data()
{
    QTest::addColumn<QString>("name");
    const QStringList files = QDir(u":/icons"_s).entryList({u"*.svg"_s});
    QVERIFY(files.size() >= 27);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << file.chopped(4);
}

void tst_Theme::everyIconDraws()
{
    QFETCH(QString, name);
    Theme theme(ThemeMode::Light);

    const QImage image = theme.pixmap(name, 20, Qt::black, 1.0).toImage();

    // Lines, neither nothing nor a blot.
    QCOMPARE_GT(inkIn(image), 4);
    QCOMPARE_LT(inkIn(image), 200);
}

void tst_Theme::iconTakesTheColourOfItsMode()
{
    Theme theme(ThemeMode::Light);
    const QIcon icon = theme.icon(u"stop"_s);
    const auto colourAtTheEdge = [&icon](QIcon::Mode mode) {
        return icon.pixmap(QSize(20, 20), 4.0, mode).toImage().pixelColor(40, 20);
    };

    QCOMPARE(colourAtTheEdge(QIcon::Normal), theme.tokens().text2);
    QCOMPARE(colourAtTheEdge(QIcon::Active), theme.tokens().accent);
    QVERIFY(colourAtTheEdge(QIcon::Disabled) != theme.tokens().text2);
    QCOMPARE(
        theme.icon(u"stop"_s, Qt::white).pixmap(QSize(20, 20), 4.0).toImage().pixelColor(40, 20),
        QColor(Qt::white));
}

void tst_Theme::iconIsSharpAtEveryScale_data()
{
    QTest::addColumn<double>("scale");
    for (const double scale : {1.0, 1.25, 1.5, 2.0})
        QTest::addRow("%g", scale) << scale;
}

void tst_Theme::iconIsSharpAtEveryScale()
{
    QFETCH(double, scale);
    Theme theme(ThemeMode::Light);

    const QPixmap pixmap = theme.icon(u"send"_s).pixmap(QSize(20, 20), scale);

    QCOMPARE(pixmap.width(), qRound(20 * scale));
    QCOMPARE(theme.pixmap(u"send"_s, 20, Qt::black, scale).width(), qRound(20 * scale));
}

void tst_Theme::buttonOfALookHasItsColour()
{
    Theme theme(ThemeMode::Light);
    QPushButton button(u"Send"_s);
    button.resize(120, 32);
    setLook(&button, Look::Primary);

    QCOMPARE(button.grab().toImage().pixelColor(8, 16), theme.tokens().accent);

    theme.setMode(ThemeMode::Dark);
    QCOMPARE(button.grab().toImage().pixelColor(8, 16), theme.tokens().accent);
}

void tst_Theme::controlsAreLargeEnoughToHit()
{
    Theme theme(ThemeMode::Light);
    QPushButton button(u"x"_s);
    QPushButton quiet(u"x"_s);
    setLook(&quiet, Look::Quiet);

    QCOMPARE_GE(button.sizeHint().height(), Metrics::TargetComfortable);
    QCOMPARE_GE(quiet.sizeHint().height(), Metrics::TargetComfortable);
}

QTEST_MAIN(tst_Theme)
#include "tst_theme.moc"
