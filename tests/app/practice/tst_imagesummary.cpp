// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/imagesummary.h"

#include <QPainter>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::practice;

class tst_ImageSummary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coloursHaveNames_data();
    void coloursHaveNames();
    void sharesAddUp();
    void transparencyIsSeen();
};

void tst_ImageSummary::coloursHaveNames_data()
{
    QTest::addColumn<QColor>("color");
    QTest::addColumn<QString>("name");

    QTest::newRow("red") << QColor(220, 20, 20) << u"red"_s;
    QTest::newRow("dark red") << QColor(110, 0, 0) << u"dark red"_s;
    QTest::newRow("pink") << QColor(255, 190, 200) << u"pink"_s;
    QTest::newRow("brown") << QColor(120, 70, 20) << u"brown"_s;
    QTest::newRow("orange") << QColor(250, 140, 20) << u"orange"_s;
    QTest::newRow("yellow") << QColor(250, 230, 40) << u"yellow"_s;
    QTest::newRow("green") << QColor(40, 170, 60) << u"green"_s;
    QTest::newRow("light blue") << QColor(170, 200, 250) << u"light blue"_s;
    QTest::newRow("purple") << QColor(130, 60, 200) << u"purple"_s;
    QTest::newRow("black with a hue") << QColor(10, 0, 12) << u"black"_s;
    QTest::newRow("white with a hue") << QColor(250, 255, 250) << u"white"_s;
    QTest::newRow("grey") << QColor(128, 130, 128) << u"grey"_s;
}

void tst_ImageSummary::coloursHaveNames()
{
    QFETCH(const QColor, color);
    QFETCH(const QString, name);
    QCOMPARE(colorName(color), name);
}

void tst_ImageSummary::sharesAddUp()
{
    QImage image(64, 48, QImage::Format_RGB32);
    image.fill(QColor(110, 0, 0));
    QPainter(&image).fillRect(0, 0, 64, 12, Qt::white);

    QCOMPARE(imageInWords(image.size(), colorsOf(image)),
             u"64 x 48 pixels, mostly dark red (75 %) and white (25 %)"_s);
    QVERIFY(colorsOf(QImage()).empty());
}

void tst_ImageSummary::transparencyIsSeen()
{
    QImage image(10, 10, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    const auto colors = colorsOf(image);
    QCOMPARE(colors.size(), size_t(1));
    QCOMPARE(colors[0].name, u"transparent"_s);
    QCOMPARE(colors[0].percent, 100);
}

QTEST_APPLESS_MAIN(tst_ImageSummary)
#include "tst_imagesummary.moc"
