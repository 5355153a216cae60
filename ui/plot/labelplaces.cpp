// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/plot/labelplaces.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace polylogue::ui::plot {

namespace {

constexpr double apart = 3; // pixels between labels
constexpr double haloWidth = 4;

} // namespace

QList<PlacedLabel> placedLabels(const QList<Label> &labels, const Viewport &viewport,
                                const QFont &font)
{
    const QFontMetricsF metrics(font);
    QList<PlacedLabel> placed;
    for (const Label &label : labels) {
        if (label.text.isEmpty() || !std::isfinite(label.at.x))
            continue;
        const QPointF at = onScreen(viewport, label.at);
        if (!viewport.area.contains(at))
            continue;
        const QSizeF size(metrics.horizontalAdvance(label.text), metrics.height());
        const QPointF middle = at - QPointF(size.width() / 2, size.height() / 2);
        const QPointF shifts[] = {{0, 0},
                                  {0, -size.height() - apart},
                                  {0, size.height() + apart},
                                  {size.width() / 2 + apart, 0},
                                  {-size.width() / 2 - apart, 0}};
        for (const QPointF &shift : shifts) {
            const QRectF box(middle + shift, size);
            const bool isFree = std::ranges::none_of(placed, [&box](const PlacedLabel &other) {
                return other.box.adjusted(-apart, -apart, apart, apart).intersects(box);
            });
            if (isFree && viewport.area.contains(box)) {
                placed.append(PlacedLabel{.text = label.text, .box = box});
                break;
            }
        }
    }
    return placed;
}

QImage labelPicture(const QString &text, const QFont &font, const Colours &colours, double ratio)
{
    const QFontMetricsF metrics(font);
    const QSizeF size(metrics.horizontalAdvance(text) + 2 * haloWidth,
                      metrics.height() + 2 * haloWidth);
    QImage picture((size * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box(QPointF(haloWidth, haloWidth), QSizeF(size.width(), metrics.height()));
    drawLabels(painter, {PlacedLabel{.text = text, .box = box}}, font, colours);
    return picture;
}

void drawLabel(QPainter &painter, const PlacedLabel &label, const QImage &picture)
{
    painter.drawImage((label.box.topLeft() - QPointF(haloWidth, haloWidth)).toPoint(), picture);
}

void drawLabels(QPainter &painter, const QList<PlacedLabel> &labels, const QFont &font,
                const Colours &colours)
{
    const QFontMetricsF metrics(font);
    QColor halo = colours.background;
    halo.setAlphaF(0.85F);
    for (const PlacedLabel &label : labels) {
        const QPointF base = label.box.topLeft() + QPointF(0, metrics.ascent());
        QPainterPath outline;
        outline.addText(base, font, label.text);
        painter.strokePath(outline,
                           QPen(halo, haloWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setFont(font);
        painter.setPen(colours.text);
        painter.drawText(base, label.text);
    }
}

} // namespace polylogue::ui::plot
