// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/plot/pointimage.h"

#include <QPainter>

#include <cmath>

namespace polylogue::ui::plot {

using app::projection::Position;

namespace {

constexpr float lit = 0.85F; // so that what lies below is seen
constexpr float unlit = 0.15F;
constexpr size_t manyPoints = 15'000; // there is always something below, and no time for it

struct Canvas
{
    quint32 *pixels;
    qsizetype stride; // pixels
    int width;
    int height;
};

//! A point as it looks everywhere: the pixels that it has, premultiplied.
struct Mark
{
    struct Pixel
    {
        int x;
        int y;
        qsizetype offset; // from the middle's place in the canvas
        quint32 colour;
    };

    int half = 0;
    std::vector<Pixel> pixels = {};
};

Mark markOf(const Series &series, double radius, qreal ratio, float opacity, const Canvas &canvas)
{
    Mark mark{.half = int(std::ceil((radius * 1.25 + 0.5) * ratio))};
    const int size = 2 * mark.half + 1;
    QImage picture(size, size, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(mark.half + 0.5, mark.half + 0.5);
    painter.scale(radius * ratio, radius * ratio);
    painter.setPen(Qt::NoPen);
    QColor colour = series.colour;
    colour.setAlphaF(opacity);
    painter.setBrush(colour);
    painter.drawPath(outlineOf(series.shape));
    painter.end();
    for (int row = 0; row < size; ++row) {
        const auto *line = reinterpret_cast<const quint32 *>(picture.constScanLine(row));
        for (int column = 0; column < size; ++column) {
            const int x = column - mark.half;
            const int y = row - mark.half;
            if (line[column] != 0)
                mark.pixels.push_back(
                    {.x = x, .y = y, .offset = y * canvas.stride + x, .colour = line[column]});
        }
    }
    return mark;
}

//! Both premultiplied.
inline quint32 over(quint32 source, quint32 below)
{
    const quint32 rest = 255 - (source >> 24);
    if (rest == 0)
        return source;
    const quint32 even = ((below & 0x00ff00ff) * rest + 0x00800080) >> 8 & 0x00ff00ff;
    const quint32 odd = ((below >> 8 & 0x00ff00ff) * rest + 0x00800080) & 0xff00ff00;
    return source + even + odd;
}

void put(const Canvas &canvas, const Mark &mark, int x, int y)
{
    const bool isInside = x >= mark.half && y >= mark.half && x < canvas.width - mark.half
        && y < canvas.height - mark.half;
    const qsizetype middle = canvas.stride * y + x;
    for (const Mark::Pixel &pixel : mark.pixels) {
        const bool isVisible = isInside
            || (x + pixel.x >= 0 && y + pixel.y >= 0 && x + pixel.x < canvas.width
                && y + pixel.y < canvas.height);
        if (isVisible)
            canvas.pixels[middle + pixel.offset] =
                over(pixel.colour, canvas.pixels[middle + pixel.offset]);
    }
}

bool isShown(const Plot &plot, size_t point)
{
    const int series = plot.seriesOf.empty() ? 0 : plot.seriesOf[point];
    return series >= 0 && series < plot.series.size() && plot.series.at(series).isShown;
}

} // namespace

void drawPoints(QImage &image, const Plot &plot, const Viewport &viewport, double radius)
{
    const qreal ratio = image.devicePixelRatio();
    const Canvas canvas{.pixels = reinterpret_cast<quint32 *>(image.bits()),
                        .stride = image.bytesPerLine() / 4,
                        .width = image.width(),
                        .height = image.height()};
    const QPointF origin = onScreen(viewport, {}) - viewport.area.topLeft();
    const double left = origin.x() * ratio;
    const double top = origin.y() * ratio;
    const double scale = viewport.scale * ratio;
    // What stands back is painted first.
    for (const bool paintsLit : {false, true}) {
        if (!paintsLit && plot.isLit.empty())
            continue;
        const float full = plot.positions.size() > manyPoints ? 1 : lit;
        std::vector<Mark> marks;
        for (const Series &series : plot.series)
            marks.push_back(series.isShown
                                ? markOf(series, radius, ratio, paintsLit ? full : unlit, canvas)
                                : Mark());
        for (size_t point = 0; point < plot.positions.size(); ++point) {
            if (!plot.isLit.empty() && (plot.isLit[point] != 0) != paintsLit)
                continue;
            const Mark &mark = marks[size_t(plot.seriesOf[point])];
            const double x = left + double(plot.positions[point].x) * scale;
            const double y = top + double(plot.positions[point].y) * scale;
            // What is nowhere fails as well.
            if (x > -mark.half && y > -mark.half && x < canvas.width + mark.half
                && y < canvas.height + mark.half)
                put(canvas, mark, int(std::floor(x)), int(std::floor(y)));
        }
    }
}

qsizetype pointAt(const Plot &plot, const Viewport &viewport, const QPointF &pixel, double reach)
{
    const QPointF at = onMap(viewport, pixel);
    double nearest = reach / viewport.scale * (reach / viewport.scale);
    qsizetype found = -1;
    for (size_t point = 0; point < plot.positions.size(); ++point) {
        const double x = double(plot.positions[point].x) - at.x();
        const double y = double(plot.positions[point].y) - at.y();
        const double distance = x * x + y * y;
        if (distance <= nearest && isShown(plot, point)) {
            nearest = distance;
            found = qsizetype(point);
        }
    }
    return found;
}

QList<qsizetype> pointsWithin(const Plot &plot, const Viewport &viewport, const QPolygonF &outline)
{
    const QRectF around = outline.boundingRect();
    QList<qsizetype> points;
    for (size_t point = 0; point < plot.positions.size(); ++point) {
        const QPointF at = onScreen(viewport, plot.positions[point]);
        if (around.contains(at) && isShown(plot, point)
            && outline.containsPoint(at, Qt::OddEvenFill))
            points.append(qsizetype(point));
    }
    return points;
}

} // namespace polylogue::ui::plot
