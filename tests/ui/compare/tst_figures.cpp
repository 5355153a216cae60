// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/figuresmodel.h"
#include "ui/compare/lanewords.h"
#include "ui/compare/speedplot.h"
#include "ui/theme/lanecolours.h"
#include "ui/theme/theme.h"

#include <QImage>
#include <QSortFilterProxyModel>
#include <QTest>

using namespace polylogue::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using compare::FiguresModel;
using polylogue::app::conversation::Message;
using polylogue::app::conversation::MessageState;
using polylogue::app::session::LaneMetrics;

namespace {

QList<FiguresModel::Figures> someFigures()
{
    return {{.turn = 0,
             .lane = 0,
             .model = u"first"_s,
             .metrics = {.firstToken = 900ms, .total = 2s, .tokens = 203, .tokensPerSecond = 181}},
            {.turn = 0,
             .lane = 1,
             .model = u"second"_s,
             .metrics = {.firstToken = 1600ms, .total = 4s, .tokens = 31, .tokensPerSecond = 74},
             .ending = u"stopped"_s},
            {.turn = 1, .lane = 0, .model = u"first"_s}};
}

int pixelsOf(const QImage &image, const QColor &colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == colour ? 1 : 0;
    }
    return count;
}

} // namespace

class tst_Figures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachAnswerIsARow();
    void figuresSortAsNumbers_data();
    void figuresSortAsNumbers();
    void whatIsNotKnownStaysEmpty();
    void thePlotHasALineForEachLane();
    void lettersOfLinesThatEndTogetherStayInThePlot();
    void lanesOfAnyColourAreLegible();
    void endingsAreNamedWhereTheyAreUnusual();
};

void tst_Figures::eachAnswerIsARow()
{
    FiguresModel model;
    model.setFigures(someFigures());
    QCOMPARE(model.rowCount(), 3);
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells.append(model.index(1, column).data().toString());
    QCOMPARE(cells,
             (QStringList{u"1"_s, u"B"_s, u"second"_s, u"stopped"_s, u"1.6 s"_s, u"4.0 s"_s,
                          u"74 tok/s"_s, u"31"_s, QString()}));
    QCOMPARE(model.headerData(FiguresModel::Speed, Qt::Horizontal, Qt::DisplayRole), u"Speed"_s);
}

void tst_Figures::figuresSortAsNumbers_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QStringList>("lanes"); // turn and lane, ascending

    QTest::newRow("tokens") << int(FiguresModel::Tokens) << QStringList{u"2A"_s, u"1B"_s, u"1A"_s};
    QTest::newRow("first token") << int(FiguresModel::FirstToken)
                                 << QStringList{u"2A"_s, u"1A"_s, u"1B"_s};
    QTest::newRow("speed") << int(FiguresModel::Speed) << QStringList{u"2A"_s, u"1B"_s, u"1A"_s};
}

void tst_Figures::figuresSortAsNumbers()
{
    QFETCH(const int, column);
    QFETCH(const QStringList, lanes);
    FiguresModel model;
    model.setFigures(someFigures());
    QSortFilterProxyModel sorted;
    sorted.setSourceModel(&model);
    sorted.setSortRole(FiguresModel::SortRole);
    sorted.sort(column);
    QStringList order;
    for (int row = 0; row < sorted.rowCount(); ++row)
        order.append(sorted.index(row, FiguresModel::Turn).data().toString()
                     + sorted.index(row, FiguresModel::Lane).data().toString());
    QCOMPARE(order, lanes);
}

void tst_Figures::whatIsNotKnownStaysEmpty()
{
    FiguresModel model;
    model.setFigures(someFigures());
    for (const int column : {FiguresModel::FirstToken, FiguresModel::Total, FiguresModel::Speed,
                             FiguresModel::Tokens, FiguresModel::Cost})
        QCOMPARE(model.index(2, column).data().toString(), QString());
}

void tst_Figures::thePlotHasALineForEachLane()
{
    theme::Theme theme(polylogue::app::settings::ThemeMode::Light);
    compare::SpeedPlot plot(theme);
    plot.resize(640, 168);
    QImage empty(plot.size(), QImage::Format_RGB32);
    plot.render(&empty);
    QCOMPARE(pixelsOf(empty, theme::laneColour(0).colour), 0);

    plot.setFigures(someFigures());
    QImage image(plot.size(), QImage::Format_RGB32);
    plot.render(&image);
    QVERIFY(pixelsOf(image, theme::laneColour(0).colour) > 20);
    QVERIFY(pixelsOf(image, theme::laneColour(1).colour) > 20);
    QCOMPARE(pixelsOf(image, theme::laneColour(2).colour), 0);
}

void tst_Figures::lettersOfLinesThatEndTogetherStayInThePlot()
{
    theme::Theme theme(polylogue::app::settings::ThemeMode::Light);
    QList<FiguresModel::Figures> figures;
    for (int turn = 0; turn < 2; ++turn) {
        for (int lane = 0; lane < 6; ++lane)
            figures.append(
                {.turn = turn, .lane = lane, .metrics = {.firstToken = lane == 0 ? 3200ms : 30ms}});
    }
    compare::SpeedPlot plot(theme);
    plot.resize(640, 168);
    QImage empty(plot.size(), QImage::Format_RGB32);
    plot.render(&empty);
    plot.setFigures(figures);
    QImage image(plot.size(), QImage::Format_RGB32);
    plot.render(&image);

    const QRect letters(297, 0, 16, 168 - 10); // at the end of the first panel, above its foot
    const QRect below(297, letters.bottom() + 1, 16, 10);
    QVERIFY(image.copy(letters) != empty.copy(letters));
    QCOMPARE(image.copy(below), empty.copy(below));
}

void tst_Figures::lanesOfAnyColourAreLegible()
{
    const auto luminance = [](const QColor &colour) {
        const auto part = [](double value) {
            return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF())
            + 0.0722 * part(colour.blueF());
    };
    for (int lane = 0; lane < 6; ++lane) {
        const theme::LaneColour colour = theme::laneColour(lane);
        const double a = luminance(colour.colour) + 0.05;
        const double b = luminance(colour.onColour) + 0.05;
        QVERIFY2(qMax(a, b) / qMin(a, b) >= 4.5, qPrintable(compare::words::laneName(lane)));
    }
}

void tst_Figures::endingsAreNamedWhereTheyAreUnusual()
{
    using polylogue::app::conversation::FinishReason;
    Message answer{.state = MessageState::Complete};
    QCOMPARE(compare::words::ending(answer), QString());
    answer.finishReason = FinishReason::Length;
    QCOMPARE(compare::words::ending(answer), u"cut by length"_s);
    answer.state = MessageState::Stopped;
    QCOMPARE(compare::words::ending(answer), u"stopped"_s);
}

QTEST_MAIN(tst_Figures)
#include "tst_figures.moc"
