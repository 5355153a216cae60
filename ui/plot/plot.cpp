// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/plot/plot.h"

#include "ui/theme/blend.h"
#include "ui/theme/lanecolours.h"
#include "ui/theme/theme.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace polylogue::ui::plot {

namespace {

constexpr qsizetype mostSeries = 12;
constexpr int shapes = 6; // and colours: only both together make a dozen
constexpr int stepsOfScale = 48;
const QColor withoutNumber(0x8A8A8A);

QPainterPath polygon(std::initializer_list<QPointF> points)
{
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(points)));
    path.closeSubpath();
    return path;
}

Series seriesAt(qsizetype place, const QString &name, qsizetype count)
{
    return {.name = name,
            .count = count,
            .colour = theme::laneColour(place).colour,
            .shape = Shape(place % shapes)};
}

struct Groups
{
    QList<Series> series = {};
    std::vector<int> of = {};
};

//! One of each different text, \a most of them, the last of which has the rest.
Groups grouped(const QStringList &of, qsizetype most, const QString &unnamed, const QString &others)
{
    QHash<QString, qsizetype> counts;
    QStringList names;
    for (const QString &name : of) {
        if (++counts[name] == 1)
            names.append(name);
    }
    // What has no name comes last, whatever its number.
    std::stable_sort(names.begin(), names.end(), [&](const QString &left, const QString &right) {
        if (left.isEmpty() != right.isEmpty())
            return right.isEmpty();
        return counts.value(left) > counts.value(right);
    });
    const bool hasOthers = names.size() > most;
    Groups groups;
    QHash<QString, int> places;
    qsizetype rest = 0;
    for (const QString &name : std::as_const(names)) {
        if (hasOthers && groups.series.size() >= most - 1) {
            places.insert(name, int(most - 1));
            rest += counts.value(name);
            continue;
        }
        places.insert(name, int(groups.series.size()));
        groups.series.append(
            seriesAt(groups.series.size(), name.isEmpty() ? unnamed : name, counts.value(name)));
    }
    if (hasOthers)
        groups.series.append(seriesAt(most - 1, others, rest));
    groups.of.reserve(size_t(of.size()));
    for (const QString &name : of)
        groups.of.push_back(places.value(name));
    return groups;
}

} // namespace

Colours coloursFor(bool dark)
{
    const theme::Tokens tokens = theme::tokensFor(dark);
    return {.background = tokens.surface, .text = tokens.text, .text2 = tokens.text2};
}

QPainterPath outlineOf(Shape shape)
{
    QPainterPath path;
    switch (shape) {
    case Shape::Circle:
        path.addEllipse(QPointF(0, 0), 1, 1);
        break;
    case Shape::Square:
        path.addRect(QRectF(-0.9, -0.9, 1.8, 1.8));
        break;
    case Shape::Triangle:
        return polygon({{0, -1.15}, {1.1, 0.85}, {-1.1, 0.85}});
    case Shape::Diamond:
        return polygon({{0, -1.25}, {1.25, 0}, {0, 1.25}, {-1.25, 0}});
    case Shape::Cross:
        path.addRect(QRectF(-1.1, -0.4, 2.2, 0.8));
        path.addRect(QRectF(-0.4, -1.1, 0.8, 2.2));
        path.setFillRule(Qt::WindingFill);
        break;
    case Shape::TriangleDown:
        return polygon({{0, 1.15}, {1.1, -0.85}, {-1.1, -0.85}});
    }
    return path;
}

void setSeries(Plot &plot, const QStringList &of, const QString &unnamed, const QString &others)
{
    const Groups groups = grouped(of, plot.shapes.isEmpty() ? mostSeries : shapes, unnamed, others);
    plot.series = groups.series;
    plot.seriesOf = groups.of;
    plot.scale.reset();
}

void setShapes(Plot &plot, const QStringList &of, const QString &unnamed, const QString &others)
{
    const Groups groups = grouped(of, shapes, unnamed, others);
    plot.shapes = groups.series;
    plot.shapeOf = groups.of;
    for (Series &shape : plot.shapes)
        shape.colour = {};
}

void setNumbers(Plot &plot, const std::vector<double> &numbers, const QString &title,
                const QString &unnamed)
{
    Scale scale{.title = title,
                .low = std::numeric_limits<double>::infinity(),
                .high = -std::numeric_limits<double>::infinity()};
    for (const double number : numbers) {
        if (std::isfinite(number)) {
            scale.low = std::min(scale.low, number);
            scale.high = std::max(scale.high, number);
        }
    }
    plot.series.clear();
    for (int step = 0; step < stepsOfScale; ++step)
        plot.series.append(Series{.colour = scaleColour(double(step) / (stepsOfScale - 1))});
    plot.series.append(Series{.name = unnamed, .colour = withoutNumber});
    plot.seriesOf.clear();
    for (const double number : numbers) {
        int step = stepsOfScale; // none
        if (std::isfinite(number)) {
            const double share =
                scale.high > scale.low ? (number - scale.low) / (scale.high - scale.low) : 0.5;
            step = std::min(int(share * stepsOfScale), stepsOfScale - 1);
        }
        plot.seriesOf.push_back(step);
        ++plot.series[step].count;
    }
    if (plot.series.constLast().count == qsizetype(numbers.size()))
        scale.low = scale.high = 0;
    plot.scale = scale;
}

QColor scaleColour(double share)
{
    // Lightness grows evenly from one to the next.
    static const std::array<QColor, 5> colours{QColor(0x2A4F9E), QColor(0x5A7192), QColor(0x878D80),
                                               QColor(0xB5A85C), QColor(0xE3C51F)};
    const double place = std::clamp(share, 0.0, 1.0) * double(colours.size() - 1);
    const auto below = std::min(size_t(place), colours.size() - 2);
    return theme::blended(colours.at(below), colours.at(below + 1), float(place - double(below)));
}

QList<Label> labelsAtMiddles(const app::projection::Positions &positions,
                             const std::vector<int> &of, const QStringList &names)
{
    std::vector<std::vector<float>> x(static_cast<size_t>(names.size()));
    std::vector<std::vector<float>> y(x.size());
    for (size_t row = 0; row < positions.size() && row < of.size(); ++row) {
        if (of[row] >= 0 && std::isfinite(positions[row].x)) {
            x.at(size_t(of[row])).push_back(positions[row].x);
            y.at(size_t(of[row])).push_back(positions[row].y);
        }
    }
    QList<Label> labels;
    for (size_t name = 0; name < x.size(); ++name) {
        if (x[name].empty())
            continue;
        const auto middle = std::ptrdiff_t(x[name].size() / 2);
        std::nth_element(x[name].begin(), x[name].begin() + middle, x[name].end());
        std::nth_element(y[name].begin(), y[name].begin() + middle, y[name].end());
        labels.append(Label{.text = names.at(qsizetype(name)),
                            .at = {.x = x[name][size_t(middle)], .y = y[name][size_t(middle)]}});
    }
    return labels;
}

bool isShown(const Plot &plot, size_t point)
{
    const int series = plot.seriesOf.empty() ? 0 : plot.seriesOf[point];
    return series >= 0 && series < plot.series.size() && plot.series.at(series).isShown
        && (plot.shapeOf.empty() || plot.shapes.at(plot.shapeOf[point]).isShown);
}

Series lookOf(const Plot &plot, size_t point)
{
    Series look = plot.series.value(plot.seriesOf[point]);
    if (!plot.shapeOf.empty())
        look.shape = plot.shapes.at(plot.shapeOf[point]).shape;
    return look;
}

double radiusFor(size_t count)
{
    if (count <= 300)
        return 5;
    if (count <= 3'000)
        return 4;
    if (count <= 15'000)
        return 3;
    return count <= 50'000 ? 2.2 : 1.6;
}

} // namespace polylogue::ui::plot
