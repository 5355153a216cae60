// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/plotwidget.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace polylogue;
using namespace polylogue::ui::map;
using namespace Qt::StringLiterals;

class tst_PlotWidget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void wholeMapIsSeenUntilTheUserMovesIt();
    void wheelZoomsWhereThePointerIs();
    void dragMoves();
    void movedPictureIsAsANewOne();
    void clickTellsThePointOrClears();
    void boxAndLassoTellWhatIsWithin_data();
    void boxAndLassoTellWhatIsWithin();
    void keysMoveAndZoom();
    void unlitPointsStandBack();

private:
    QPoint at(size_t point) const
    {
        return ui::plot::onScreen(m_widget->viewport(), m_widget->plot().positions[point])
            .toPoint();
    }

    ui::theme::Theme m_theme{app::settings::ThemeMode::Light};
    std::unique_ptr<PlotWidget> m_widget;
};

void tst_PlotWidget::init()
{
    m_widget = std::make_unique<PlotWidget>(m_theme);
    m_widget->resize(400, 300);
    ui::plot::Plot plot{.positions = {{.x = 0, .y = 0}, {.x = 10, .y = 0}, {.x = 0, .y = 10}}};
    ui::plot::setSeries(plot, {u"a"_s, u"a"_s, u"b"_s}, u"none"_s, u"others"_s);
    m_widget->setPlot(plot);
    m_widget->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_widget.get()));
}

void tst_PlotWidget::wholeMapIsSeenUntilTheUserMovesIt()
{
    m_widget->setPositions({{.x = 0, .y = 0}, {.x = 1000, .y = 0}, {.x = 0, .y = 1000}});
    QVERIFY(m_widget->rect().contains(at(1)));

    QTest::keyClick(m_widget.get(), Qt::Key_Left);
    const ui::plot::Viewport before = m_widget->viewport();
    m_widget->setPositions({{.x = 0, .y = 0}, {.x = 5000, .y = 0}, {.x = 0, .y = 10}});

    QCOMPARE(m_widget->viewport(), before);
    m_widget->showAll();
    QVERIFY(m_widget->rect().contains(at(1)));
}

void tst_PlotWidget::wheelZoomsWhereThePointerIs()
{
    const QPoint pointer = at(1);
    const double before = m_widget->viewport().scale;
    QWheelEvent wheel(pointer, m_widget->mapToGlobal(pointer), {}, {0, 120}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);

    QApplication::sendEvent(m_widget.get(), &wheel);

    QVERIFY(m_widget->viewport().scale > before * 1.1);
    QVERIFY((at(1) - pointer).manhattanLength() <= 2);
}

void tst_PlotWidget::dragMoves()
{
    const QPoint before = at(0);

    QTest::mousePress(m_widget.get(), Qt::LeftButton, {}, {200, 150});
    QTest::mouseMove(m_widget.get(), {230, 140});
    QTest::mouseRelease(m_widget.get(), Qt::LeftButton, {}, {230, 140});

    QCOMPARE(at(0) - before, QPoint(30, -10));
}

void tst_PlotWidget::movedPictureIsAsANewOne()
{
    m_widget->grab();
    QTest::mousePress(m_widget.get(), Qt::LeftButton, {}, {200, 150});
    for (const QPoint &step : {QPoint(190, 160), QPoint(140, 120), QPoint(260, 90)}) {
        QTest::mouseMove(m_widget.get(), step);
        m_widget->grab();
    }
    QTest::mouseRelease(m_widget.get(), Qt::LeftButton, {}, {260, 90});
    const QImage moved = m_widget->grab().toImage();

    m_widget->setLit({}); // paints all points anew

    QCOMPARE(m_widget->grab().toImage(), moved);
}

void tst_PlotWidget::clickTellsThePointOrClears()
{
    QSignalSpy clicked(m_widget.get(), &PlotWidget::pointClicked);
    QSignalSpy cleared(m_widget.get(), &PlotWidget::cleared);

    QTest::mouseClick(m_widget.get(), Qt::LeftButton, {}, at(2) + QPoint(2, -2));
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(clicked.at(0).at(0).value<qsizetype>(), 2);

    QTest::mouseClick(m_widget.get(), Qt::LeftButton, {}, {390, 290});
    QCOMPARE(cleared.size(), 1);
}

void tst_PlotWidget::boxAndLassoTellWhatIsWithin_data()
{
    QTest::addColumn<PlotWidget::Tool>("tool");

    QTest::newRow("box") << PlotWidget::Tool::Box;
    QTest::newRow("lasso") << PlotWidget::Tool::Lasso;
}

void tst_PlotWidget::boxAndLassoTellWhatIsWithin()
{
    QFETCH(const PlotWidget::Tool, tool);
    QSignalSpy chosen(m_widget.get(), &PlotWidget::areaChosen);
    m_widget->setTool(tool);
    const QPoint first = at(0) + QPoint(-9, -9);
    const QPoint last = at(2) + QPoint(9, 9);

    QTest::mousePress(m_widget.get(), Qt::LeftButton, {}, first);
    if (tool == PlotWidget::Tool::Lasso) {
        QTest::mouseMove(m_widget.get(), {last.x(), first.y()});
        QTest::mouseMove(m_widget.get(), last);
        QTest::mouseMove(m_widget.get(), {first.x(), last.y()});
    } else {
        QTest::mouseMove(m_widget.get(), last);
    }
    QTest::mouseRelease(m_widget.get(), Qt::LeftButton, {}, last + QPoint(0, 5));

    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).value<QList<qsizetype>>(), (QList<qsizetype>{0, 2}));
}

void tst_PlotWidget::keysMoveAndZoom()
{
    const ui::plot::Viewport before = m_widget->viewport();
    QTest::keyClick(m_widget.get(), Qt::Key_Plus);
    QVERIFY(m_widget->viewport().scale > before.scale);
    QTest::keyClick(m_widget.get(), Qt::Key_Right);
    QVERIFY(m_widget->viewport().centre.x() > before.centre.x());

    QTest::keyClick(m_widget.get(), Qt::Key_Home);

    QCOMPARE(m_widget->viewport(), before);
}

void tst_PlotWidget::unlitPointsStandBack()
{
    const auto colour = [this](size_t point) {
        return m_widget->grab().toImage().pixelColor(at(point));
    };
    const QColor full = colour(0);

    m_widget->setLit({0, 1, 1});

    QVERIFY(colour(0).lightness() > full.lightness() + 40);
    QCOMPARE(colour(1), full);
}

QTEST_MAIN(tst_PlotWidget)
#include "tst_plotwidget.moc"
