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

//! A point as it looks everywhere, with a hairline of background around so that neighbours stay
//! apart.
QImage pictureOf(const Series &series, double radius, qreal ratio, float opacity)
{
    const int half = int(std::ceil((radius * 1.25 + 1) * ratio));
    QImage picture(2 * half + 1, 2 * half + 1, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(half + 0.5, half + 0.5);
    painter.scale(radius * ratio, radius * ratio);
    painter.setPen(Qt::NoPen);
    QColor colour = series.colour;
    colour.setAlphaF(opacity);
    painter.setBrush(colour);
    painter.drawPath(outlineOf(series.shape));
    return picture;
}

//! Both premultiplied.
inline quint32 over(quint32 source, quint32 below)
{
    const quint32 rest = 255 - (source >> 24);
    const quint32 even = ((below & 0x00ff00ff) * rest + 0x00800080) >> 8 & 0x00ff00ff;
    const quint32 odd = ((below >> 8 & 0x00ff00ff) * rest + 0x00800080) & 0xff00ff00;
    return source + even + odd;
}

struct Canvas
{
    quint32 *pixels;
    qsizetype stride; // pixels
    int width;
    int height;
};

void put(const Canvas &canvas, const QImage &picture, int left, int top)
{
    const int first = std::max(0, -left);
    const int last = std::min(picture.width(), canvas.width - left);
    const int begin = std::max(0, -top);
    const int end = std::min(picture.height(), canvas.height - top);
    for (int y = begin; y < end; ++y) {
        const auto *from = reinterpret_cast<const quint32 *>(picture.constScanLine(y));
        quint32 *to = canvas.pixels + canvas.stride * (top + y) + left;
        for (int x = first; x < last; ++x) {
            if (from[x] != 0)
                to[x] = over(from[x], to[x]);
        }
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
    std::vector<QImage> pictures; // of each series: lit, standing back
    std::vector<char> shown;
    for (const Series &series : plot.series) {
        pictures.push_back(pictureOf(series, radius, ratio, lit));
        pictures.push_back(pictureOf(series, radius, ratio, unlit));
        shown.push_back(series.isShown ? 1 : 0);
    }
    const Canvas canvas{.pixels = reinterpret_cast<quint32 *>(image.bits()),
                        .stride = image.bytesPerLine() / 4,
                        .width = image.width(),
                        .height = image.height()};
    const QPointF origin = onScreen(viewport, {}) - viewport.area.topLeft();
    const double left = origin.x() * ratio;
    const double top = origin.y() * ratio;
    const double scale = viewport.scale * ratio;
    for (size_t point = 0; point < plot.positions.size(); ++point) {
        const auto series = size_t(plot.seriesOf[point]);
        const size_t picture = 2 * series + (plot.isLit.empty() || plot.isLit[point] != 0 ? 0 : 1);
        const double x = left + double(plot.positions[point].x) * scale;
        const double y = top + double(plot.positions[point].y) * scale;
        const double reach = pictures[picture].width();
        // What is nowhere fails as well.
        if (!(x > -reach && y > -reach && x < canvas.width + reach && y < canvas.height + reach)
            || shown[series] == 0)
            continue;
        const int half = pictures[picture].width() / 2;
        put(canvas, pictures[picture], int(std::floor(x)) - half, int(std::floor(y)) - half);
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
