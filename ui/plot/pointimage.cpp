// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/plot/pointimage.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstring>

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
    QRect clip;
};

//! Four pixels at once, whose colours are calculated in halves.
using Lanes [[gnu::vector_size(16)]] = quint16;
constexpr int pixelsAtOnce = 4;

//! A point as it looks everywhere: rows of premultiplied pixels, and what each leaves of those
//! below it, of 256, in both halves. Rows end in pixels that leave all.
struct Mark
{
    QRect box = {}; // around the point's own pixel
    int length = 0; // of a row
    std::vector<quint32> colours = {};
    std::vector<quint32> rests = {};
};

QImage pictureOf(const Series &look, double radius, qreal ratio, float opacity)
{
    const int half = int(std::ceil((radius * 1.25 + 0.5) * ratio));
    const int size = 2 * half + 1;
    QImage picture(size, size, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(half + 0.5, half + 0.5);
    painter.scale(radius * ratio, radius * ratio);
    painter.setPen(Qt::NoPen);
    QColor colour = look.colour;
    colour.setAlphaF(opacity);
    painter.setBrush(colour);
    painter.drawPath(outlineOf(look.shape));
    return picture;
}

//! \return the smallest rectangle that has all that is not transparent.
QRect contentOf(const QImage &picture)
{
    QRect content;
    for (int y = 0; y < picture.height(); ++y) {
        const auto *line = reinterpret_cast<const quint32 *>(picture.constScanLine(y));
        for (int x = 0; x < picture.width(); ++x) {
            if (line[x] != 0)
                content |= QRect(x, y, 1, 1);
        }
    }
    return content;
}

Mark markOf(const Series &look, double radius, qreal ratio, float opacity)
{
    const QImage picture = pictureOf(look, radius, ratio, opacity);
    const QRect content = contentOf(picture);
    Mark mark{.box = content.translated(-(picture.width() / 2), -(picture.height() / 2)),
              .length = (content.width() + pixelsAtOnce - 1) / pixelsAtOnce * pixelsAtOnce};
    for (int y = content.top(); y <= content.bottom(); ++y) {
        const auto *line = reinterpret_cast<const quint32 *>(picture.constScanLine(y));
        for (int column = 0; column < mark.length; ++column) {
            const quint32 colour = column < content.width() ? line[content.left() + column] : 0;
            const quint32 left = 255 - (colour >> 24);
            const quint32 rest = left + (left >> 7);
            mark.colours.push_back(colour);
            mark.rests.push_back(rest | rest << 16);
        }
    }
    return mark;
}

//! The same of one pixel and of four.
inline quint32 over(quint32 colour, quint32 rest, quint32 below)
{
    rest &= 0xffff;
    const quint32 even = ((below & 0x00ff00ff) * rest + 0x00800080) >> 8 & 0x00ff00ff;
    const quint32 odd = ((below >> 8 & 0x00ff00ff) * rest + 0x00800080) & 0xff00ff00;
    return colour + even + odd;
}

inline void putFour(quint32 *pixels, const quint32 *colours, const quint32 *rests)
{
    Lanes below;
    Lanes colour;
    Lanes rest;
    std::memcpy(&below, pixels, sizeof below);
    std::memcpy(&colour, colours, sizeof colour);
    std::memcpy(&rest, rests, sizeof rest);
    const Lanes even = ((below & 0x00ff) * rest + 0x0080) >> 8;
    const Lanes odd = ((below >> 8) * rest + 0x0080) & 0xff00;
    const Lanes sum = colour + even + odd; // no half of it goes beyond its own bits
    std::memcpy(pixels, &sum, sizeof sum);
}

void put(const Canvas &canvas, const Mark &mark, int x, int y)
{
    const QRect box = mark.box.translated(x, y);
    const bool isInside = box.left() >= canvas.clip.left()
        && box.left() + mark.length - 1 <= canvas.clip.right() && box.top() >= canvas.clip.top()
        && box.bottom() <= canvas.clip.bottom();
    const quint32 *colours = mark.colours.data();
    const quint32 *rests = mark.rests.data();
    if (isInside) {
        quint32 *row = canvas.pixels + canvas.stride * box.top() + box.left();
        for (int line = 0; line < box.height(); ++line, row += canvas.stride) {
            for (int column = 0; column < mark.length; column += pixelsAtOnce)
                putFour(row + column, colours + column, rests + column);
            colours += mark.length;
            rests += mark.length;
        }
        return;
    }
    const QRect seen = box & canvas.clip;
    for (int row = seen.top(); row <= seen.bottom(); ++row) {
        for (int column = seen.left(); column <= seen.right(); ++column) {
            const int at = (row - box.top()) * mark.length + column - box.left();
            quint32 &pixel = canvas.pixels[canvas.stride * row + column];
            pixel = over(colours[at], rests[at], pixel);
        }
    }
}

//! All looks that points can have: those of a series beside each other.
std::vector<Mark> marksOf(const Plot &plot, double radius, qreal ratio, float opacity)
{
    std::vector<Mark> marks;
    for (const Series &series : plot.series) {
        Series look = series;
        if (plot.shapes.isEmpty())
            marks.push_back(markOf(look, radius, ratio, opacity));
        for (const Series &shape : plot.shapes) {
            look.shape = shape.shape;
            marks.push_back(markOf(look, radius, ratio, opacity));
        }
    }
    return marks;
}

} // namespace

void drawPoints(QImage &image, const Plot &plot, const Viewport &viewport, double radius,
                const QPoint &shift, const QRect &clip)
{
    const qreal ratio = image.devicePixelRatio();
    const Canvas canvas{.pixels = reinterpret_cast<quint32 *>(image.bits()),
                        .stride = image.bytesPerLine() / 4,
                        .clip = clip.isEmpty() ? image.rect() : clip & image.rect()};
    const QPointF origin = onScreen(viewport, {}) - viewport.area.topLeft();
    const double left = origin.x() * ratio;
    const double top = origin.y() * ratio;
    const double scale = viewport.scale * ratio;
    const double most = (radius * 1.25 + 1.5) * ratio;
    const QRectF reached =
        QRectF(canvas.clip.translated(-shift)).adjusted(-most, -most, most, most);
    const auto shapeCount = std::max<size_t>(size_t(plot.shapes.size()), 1);
    const bool areAllShown =
        std::ranges::all_of(plot.series, [](const Series &series) { return series.isShown; })
        && std::ranges::all_of(plot.shapes, [](const Series &shape) { return shape.isShown; });
    // What stands back is painted first.
    for (const bool paintsLit : {false, true}) {
        if (!paintsLit && plot.isLit.empty())
            continue;
        const float full = plot.positions.size() > manyPoints ? 1 : lit;
        const std::vector<Mark> marks = marksOf(plot, radius, ratio, paintsLit ? full : unlit);
        for (size_t point = 0; point < plot.positions.size(); ++point) {
            const double x = left + double(plot.positions[point].x) * scale;
            const double y = top + double(plot.positions[point].y) * scale;
            // What is nowhere fails as well.
            if (!(x > reached.left() && y > reached.top() && x < reached.right()
                  && y < reached.bottom()))
                continue;
            if (!plot.isLit.empty() && (plot.isLit[point] != 0) != paintsLit)
                continue;
            if (!areAllShown && !isShown(plot, point))
                continue;
            size_t look = size_t(plot.seriesOf[point]) * shapeCount;
            if (!plot.shapeOf.empty())
                look += size_t(plot.shapeOf[point]);
            put(canvas, marks[look], int(std::floor(x)) + shift.x(),
                int(std::floor(y)) + shift.y());
        }
    }
}

void scroll(QImage &image, const QPoint &shift)
{
    const int width = image.width() - std::abs(shift.x());
    const int height = image.height() - std::abs(shift.y());
    if (width <= 0 || height <= 0)
        return;
    uchar *bits = image.bits();
    const auto at = [&](int x, int y) {
        return bits + image.bytesPerLine() * y + qsizetype(x) * 4;
    };
    const int from = std::max(-shift.x(), 0);
    const int to = std::max(shift.x(), 0);
    for (int i = 0; i < height; ++i) {
        // Never over a row that is still to be moved.
        const int row = shift.y() > 0 ? image.height() - 1 - i : i;
        std::memmove(at(to, row), at(from, row - shift.y()), size_t(width) * 4);
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
