// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// 100,000 points in the plot of a map, 1,000 x 700: how long a frame takes while it is moved,
// zoomed, pointed at. Prints one JSON object; milliseconds of processor time of the thread that
// paints. Scale factors come from QT_SCALE_FACTOR.

#include "tests/bench/spread.h"
#include "ui/map/plotwidget.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QJsonDocument>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cstdio>
#include <random>

using namespace polylogue;
using namespace Qt::StringLiterals;

namespace {

constexpr int points = 100'000;
constexpr int frames = 200;

ui::plot::Plot hundredThousand()
{
    std::mt19937 random(42);
    std::normal_distribution<float> around(0, 1);
    ui::plot::Plot plot;
    QStringList labels;
    for (int i = 0; i < points; ++i) {
        const int group = i % 10;
        plot.positions.push_back({.x = float(group % 4) * 4 + around(random),
                                  .y = float(group / 4) * 4 + around(random)});
        labels.append(QString::number(group));
    }
    ui::plot::setSeries(plot, labels, u"none"_s, u"others"_s);
    for (int group = 0; group < 10; ++group)
        plot.labels.append({.text = u"group %1"_s.arg(group),
                            .at = {.x = float(group % 4) * 4, .y = float(group / 4) * 4}});
    return plot;
}

//! \return milliseconds of processor time of \a frames frames, each after \a act.
template <typename Act> std::vector<double> timed(QWidget &widget, const Act &act)
{
    std::vector<double> times;
    for (int frame = 0; frame < frames; ++frame) {
        const double begun = bench::threadCpu();
        act(frame);
        widget.repaint();
        times.push_back(bench::threadCpu() - begun);
    }
    return times;
}

void mouse(QWidget &widget, QEvent::Type type, const QPointF &at)
{
    const Qt::MouseButtons held =
        type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, at, widget.mapToGlobal(at), Qt::LeftButton, held, {});
    QApplication::sendEvent(&widget, &event);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    ui::theme::Theme theme(app::settings::ThemeMode::Light);
    ui::map::PlotWidget widget(theme);
    widget.resize(1000, 700);
    widget.setPlot(hundredThousand());
    widget.show();
    QApplication::processEvents();

    mouse(widget, QEvent::MouseButtonPress, {500, 350});
    const auto pan = timed(widget, [&](int frame) {
        mouse(widget, QEvent::MouseMove, {500.0 + frame % 60 * 3, 350.0 + frame % 40 * 2});
    });
    mouse(widget, QEvent::MouseButtonRelease, {510, 360});
    const auto zoom = timed(widget, [&](int frame) {
        const int delta = frame % 40 < 20 ? 60 : -60;
        QWheelEvent event({480, 330}, widget.mapToGlobal(QPointF(480, 330)), {}, {0, delta},
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&widget, &event);
    });
    widget.showAll();
    const auto hover = timed(widget, [&](int frame) {
        const QPointF at(200.0 + frame * 3, 300.0);
        QMouseEvent event(QEvent::MouseMove, at, widget.mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                          {});
        QApplication::sendEvent(&widget, &event);
    });
    const QJsonObject result{{u"points"_s, points},
                             {u"scale"_s, widget.devicePixelRatioF()},
                             {u"pan"_s, bench::spread(pan)},
                             {u"zoom"_s, bench::spread(zoom)},
                             {u"hover"_s, bench::spread(hover)}};
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Indented).constData());
    return 0;
}
