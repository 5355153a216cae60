// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/plot/plot.h"

#include "ui/theme/lanecolours.h"
#include "ui/theme/theme.h"

#include <QHash>

#include <algorithm>

namespace polylogue::ui::plot {

namespace {

constexpr qsizetype mostSeries = 12;
constexpr int shapes = 6;

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
    const bool hasOthers = names.size() > mostSeries;
    QHash<QString, int> places;
    plot.series.clear();
    qsizetype rest = 0;
    for (const QString &name : std::as_const(names)) {
        if (hasOthers && plot.series.size() >= mostSeries - 1) {
            places.insert(name, int(mostSeries - 1));
            rest += counts.value(name);
            continue;
        }
        places.insert(name, int(plot.series.size()));
        plot.series.append(
            seriesAt(plot.series.size(), name.isEmpty() ? unnamed : name, counts.value(name)));
    }
    if (hasOthers)
        plot.series.append(seriesAt(mostSeries - 1, others, rest));
    plot.seriesOf.clear();
    plot.seriesOf.reserve(size_t(of.size()));
    for (const QString &name : of)
        plot.seriesOf.push_back(places.value(name));
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
