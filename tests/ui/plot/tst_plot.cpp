// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/plot/labelplaces.h"
#include "ui/plot/picture.h"
#include "ui/plot/pointimage.h"
#include "ui/plot/scalebar.h"

#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace polylogue::app::projection;
using namespace polylogue::ui::plot;
using namespace Qt::StringLiterals;

class tst_Plot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seriesAreTheMostFrequentFirst();
    void manyLabelsEndInOthers();
    void allOfTheMapFits_data();
    void allOfTheMapFits();
    void zoomKeepsWhatIsUnderThePointer();
    void pointsArePaintedWhereTheyAre();
    void movedPictureIsCompletedAtItsEdges_data();
    void movedPictureIsCompletedAtItsEdges();
    void hiddenSeriesAreNotPaintedNorFound();
    void shapesMeanSomethingElseThanColours();
    void numbersAreColouredFromBlueToYellow();
    void lassoFindsWhatIsWithin();
    void labelsDoNotCoverEachOther();
    void picturesAreSaved_data();
    void picturesAreSaved();
};

namespace {

Plot square()
{
    Plot plot{.title = u"Four"_s,
              .positions = {{.x = 0, .y = 0}, {.x = 10, .y = 0}, {.x = 0, .y = 10}, nowhere}};
    setSeries(plot, {u"a"_s, u"b"_s, u"a"_s, u"b"_s}, u"none"_s, u"others"_s);
    return plot;
}

QColor colourAt(const QImage &image, const QPointF &at)
{
    return image.pixelColor(int(at.x()), int(at.y()));
}

} // namespace

void tst_Plot::seriesAreTheMostFrequentFirst()
{
    Plot plot;
    setSeries(plot, {u""_s, u"b"_s, u"a"_s, u"a"_s, u""_s, u""_s}, u"none"_s, u"others"_s);

    QCOMPARE(plot.series.size(), 3);
    QCOMPARE(plot.series.at(0).name, u"a"_s);
    QCOMPARE(plot.series.at(2).name, u"none"_s);
    QCOMPARE(plot.series.at(2).count, 3);
    QCOMPARE(plot.seriesOf, (std::vector<int>{2, 1, 0, 0, 2, 2}));
    QVERIFY(plot.series.at(0).colour != plot.series.at(1).colour);
    QVERIFY(plot.series.at(0).shape != plot.series.at(1).shape);
}

void tst_Plot::manyLabelsEndInOthers()
{
    QStringList labels;
    for (int i = 0; i < 30; ++i)
        labels.append(QString::number(i));
    Plot plot;
    setSeries(plot, labels, u"none"_s, u"others"_s);

    QCOMPARE(plot.series.size(), 12);
    QCOMPARE(plot.series.last().name, u"others"_s);
    QCOMPARE(plot.series.last().count, 19);
    QCOMPARE(plot.seriesOf.at(29), 11);
}

void tst_Plot::allOfTheMapFits_data()
{
    QTest::addColumn<Positions>("positions");

    QTest::newRow("some") << square().positions;
    QTest::newRow("one") << Positions{{.x = 5, .y = -3}};
    QTest::newRow("in a row") << Positions{{.x = 5, .y = -3}, {.x = 9, .y = -3}};
    QTest::newRow("none") << Positions();
    QTest::newRow("nowhere") << Positions{nowhere};
}

void tst_Plot::allOfTheMapFits()
{
    QFETCH(const Positions, positions);
    const QRectF area(10, 20, 400, 300);

    const Viewport viewport = fitted(positions, area, 15);

    QVERIFY(viewport.scale > 0);
    for (const Position &position : positions) {
        if (std::isfinite(position.x))
            QVERIFY(area.adjusted(14, 14, -14, -14).contains(onScreen(viewport, position)));
    }
}

void tst_Plot::zoomKeepsWhatIsUnderThePointer()
{
    const Viewport viewport = fitted(square().positions, {0, 0, 400, 300}, 15);
    const QPointF pixel(77, 33);

    const Viewport nearer = zoomed(viewport, pixel, 2.5);

    QCOMPARE(nearer.scale, viewport.scale * 2.5);
    const QPointF difference = onMap(nearer, pixel) - onMap(viewport, pixel);
    QVERIFY(difference.manhattanLength() < 1e-9);
    const QPointF shifted = onScreen(moved(viewport, {3, 4}), {.x = 10, .y = 0})
        - onScreen(viewport, {.x = 10, .y = 0});
    QVERIFY((shifted - QPointF(3, 4)).manhattanLength() < 1e-9);
}

void tst_Plot::pointsArePaintedWhereTheyAre()
{
    const Plot plot = square();
    for (const qreal ratio : {1.0, 2.0}) {
        QImage image(QSize(400, 300) * ratio, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(ratio);
        image.fill(Qt::white);
        const Viewport viewport = fitted(plot.positions, {50, 60, 400, 300}, 30);

        drawPoints(image, plot, viewport, 6);

        for (size_t point = 0; point < 3; ++point) {
            const QPointF at =
                (onScreen(viewport, plot.positions[point]) - QPointF(50, 60)) * ratio;
            const QColor seen = colourAt(image, at);
            const QColor wanted = plot.series.at(plot.seriesOf[point]).colour;
            QVERIFY(qAbs(seen.red() - wanted.red()) < 45 && qAbs(seen.green() - wanted.green()) < 45
                    && qAbs(seen.blue() - wanted.blue()) < 45);
        }
        QCOMPARE(colourAt(image, QPointF(399, 299)), QColor(Qt::white));
    }
}

void tst_Plot::movedPictureIsCompletedAtItsEdges_data()
{
    QTest::addColumn<QPoint>("move");

    QTest::newRow("right") << QPoint(17, 0);
    QTest::newRow("left and up") << QPoint(-9, -31);
    QTest::newRow("right and down") << QPoint(40, 23);
    QTest::newRow("all") << QPoint(300, 0);
}

void tst_Plot::movedPictureIsCompletedAtItsEdges()
{
    QFETCH(const QPoint, move);
    Plot plot;
    QStringList names;
    for (int i = 0; i < 900; ++i) {
        plot.positions.push_back({.x = float(i * 37 % 101), .y = float(i * 53 % 89)});
        names.append(QString::number(i % 7));
    }
    setSeries(plot, names, u"none"_s, u"others"_s);
    const Viewport viewport{.area = {0, 0, 200, 100}, .centre = {50, 45}, .scale = 1.5};
    const auto filled = [] {
        QImage image(200, 100, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        return image;
    };
    QImage wanted = filled();
    drawPoints(wanted, plot, moved(viewport, move), 4);
    QImage image = filled();
    drawPoints(image, plot, viewport, 4);

    scroll(image, move);
    for (const QRect &part : QRegion(image.rect()) - image.rect().translated(move)) {
        QPainter(&image).fillRect(part, Qt::white);
        drawPoints(image, plot, viewport, 4, move, part);
    }

    QCOMPARE(image, wanted);
}

void tst_Plot::hiddenSeriesAreNotPaintedNorFound()
{
    Plot plot = square();
    const Viewport viewport = fitted(plot.positions, {0, 0, 400, 300}, 30);
    const QPointF at = onScreen(viewport, plot.positions[1]);
    QCOMPARE(pointAt(plot, viewport, at + QPointF(3, 3), 8), 1);
    QCOMPARE(pointAt(plot, viewport, at + QPointF(30, 3), 8), -1);

    plot.series[1].isShown = false;

    QCOMPARE(pointAt(plot, viewport, at, 8), -1);
    QImage image(400, 300, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    drawPoints(image, plot, viewport, 6);
    QCOMPARE(colourAt(image, at), QColor(Qt::white));
}

void tst_Plot::shapesMeanSomethingElseThanColours()
{
    Plot plot{.positions = Positions(20)};
    QStringList shapes;
    QStringList colours;
    for (int i = 0; i < 20; ++i) {
        shapes.append(i < 12 ? u"often"_s : u"seldom"_s);
        colours.append(QString::number(i % 9));
    }

    setShapes(plot, shapes, u"none"_s, u"others"_s);
    setSeries(plot, colours, u"none"_s, u"others"_s);

    QCOMPARE(plot.shapes.size(), 2);
    QCOMPARE(plot.shapes.at(0).name, u"often"_s);
    QCOMPARE(plot.series.size(), 6); // no two of one colour
    QCOMPARE(lookOf(plot, 0).shape, plot.shapes.at(0).shape);
    QCOMPARE(lookOf(plot, 19).shape, plot.shapes.at(1).shape);
    QCOMPARE(lookOf(plot, 1).colour, plot.series.at(1).colour);
    QVERIFY(isShown(plot, 19));
    plot.shapes[1].isShown = false;
    QVERIFY(isShown(plot, 0));
    QVERIFY(!isShown(plot, 19));
}

void tst_Plot::numbersAreColouredFromBlueToYellow()
{
    Plot plot{.title = u"Numbers"_s,
              .positions = {{.x = 0, .y = 0}, {.x = 10, .y = 0}, {.x = 0, .y = 10}, {}}};

    setNumbers(plot, {-5, 15, 5, std::nan("")}, u"price"_s, u"no price"_s);

    QVERIFY(plot.scale);
    QCOMPARE(plot.scale->low, -5.0);
    QCOMPARE(plot.scale->high, 15.0);
    QCOMPARE(scaleText(*plot.scale), u"price: -5 – 15"_s);
    QCOMPARE(lookOf(plot, 0).colour, scaleColour(0));
    QCOMPARE(lookOf(plot, 1).colour, scaleColour(1));
    QCOMPARE(lookOf(plot, 3).name, u"no price"_s);
    double before = 0;
    for (int step = 0; step <= 20; ++step) { // told apart by lightness alone
        const double light = qGray(scaleColour(step / 20.0).rgb());
        QVERIFY(light > before);
        before = light;
    }
    const QTemporaryDir folder;
    QVERIFY(savePicture(folder.filePath(u"p.svg"_s), plot, {}));
    QFile file(folder.filePath(u"p.svg"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray svg = file.readAll();
    QVERIFY(svg.contains("price"));
    QVERIFY(svg.contains("Gradient"));
}

void tst_Plot::lassoFindsWhatIsWithin()
{
    const Plot plot = square();
    const Viewport viewport = fitted(plot.positions, {0, 0, 400, 300}, 30);
    const QPointF first = onScreen(viewport, plot.positions[0]);
    const QPointF third = onScreen(viewport, plot.positions[2]);
    const QPolygonF around({first - QPointF(9, 9), first + QPointF(9, -9), third + QPointF(9, 9),
                            third + QPointF(-9, 9)});

    QCOMPARE(pointsWithin(plot, viewport, around), (QList<qsizetype>{0, 2}));
}

void tst_Plot::labelsDoNotCoverEachOther()
{
    QList<Label> labels;
    for (int i = 0; i < 40; ++i)
        labels.append({.text = u"label %1"_s.arg(i), .at = {.x = float(i % 5), .y = float(i % 3)}});
    Positions positions;
    for (const Label &label : labels)
        positions.push_back(label.at);
    const Viewport viewport = fitted(positions, {0, 0, 500, 300}, 60);

    const QList<PlacedLabel> placed = placedLabels(labels, viewport, QFont());

    QVERIFY(placed.size() >= 5);
    QCOMPARE(placed.first().text, u"label 0"_s);
    for (qsizetype i = 0; i < placed.size(); ++i) {
        QVERIFY(viewport.area.contains(placed.at(i).box));
        for (qsizetype j = 0; j < i; ++j)
            QVERIFY(!placed.at(i).box.intersects(placed.at(j).box));
    }
}

void tst_Plot::picturesAreSaved_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("format");

    QTest::newRow("PNG") << u"p.png"_s << QByteArray("png");
    QTest::newRow("SVG") << u"p.SVG"_s << QByteArray("svg");
}

void tst_Plot::picturesAreSaved()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, format);
    const QTemporaryDir folder;
    const QString path = folder.filePath(name);

    QVERIFY(savePicture(path, square(), {.size = {400, 300}, .density = 2}));

    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    if (format == "png") {
        const QImage image(path);
        QCOMPARE(image.size(), QSize(800, 600));
        QCOMPARE(image.text(u"Title"_s), u"Four"_s);
    } else {
        const QByteArray svg = file.readAll();
        QVERIFY(svg.contains("viewBox=\"0 0 400 300\""));
        QVERIFY(svg.contains("Four"));
    }
    QVERIFY(!savePicture(folder.filePath(u"none/p.png"_s), square(), {}));
}

QTEST_MAIN(tst_Plot)
#include "tst_plot.moc"
