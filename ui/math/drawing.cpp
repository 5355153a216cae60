// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/math/drawing.h"

#include <QGlyphRun>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace polylogue::ui::math {

namespace {

template <typename Part>
void append(std::vector<Part> &parts, const std::vector<Part> &more, const QPointF &position)
{
    for (Part part : more) {
        if constexpr (requires { part.area; })
            part.area.translate(position);
        else if constexpr (requires { part.path; })
            part.path.translate(position);
        else
            part.position += position;
        parts.push_back(std::move(part));
    }
}

//! \return \a area at least a pixel high and wide, its edges on pixels, so that rules are sharp.
QRectF onPixels(const QPainter &painter, const QRectF &area)
{
    const QTransform transform = painter.deviceTransform();
    if (transform.type() > QTransform::TxScale)
        return area;
    const QRectF device = transform.mapRect(area);
    const qreal left = std::round(device.left());
    const qreal top = std::round(device.top());
    const QRectF snapped(left, top, std::max(1.0, std::round(device.width())),
                         std::max(1.0, std::round(device.height())));
    return transform.inverted().mapRect(snapped);
}

void fill(QPainter &painter, const std::vector<Drawing::Rule> &rules, const QPointF &origin,
          qreal scale, const QColor &colour)
{
    for (const Drawing::Rule &rule : rules) {
        const QRectF area(origin + rule.area.topLeft() * scale, rule.area.size() * scale);
        painter.fillRect(onPixels(painter, area), rule.colour.isValid() ? rule.colour : colour);
    }
}

void paintGlyphs(QPainter &painter, const Drawing &drawing, const QPointF &origin, qreal scale,
                 MathFonts &fonts, const QColor &colour)
{
    const std::vector<Drawing::Glyph> &glyphs = drawing.glyphs;
    for (size_t first = 0; first < glyphs.size();) {
        const Drawing::Glyph &glyph = glyphs.at(first);
        QList<quint32> indexes;
        QList<QPointF> positions;
        size_t last = first;
        for (; last < glyphs.size(); ++last) {
            const Drawing::Glyph &next = glyphs.at(last);
            if (next.face != glyph.face || next.size != glyph.size || next.colour != glyph.colour)
                break;
            indexes.append(next.index);
            positions.append(next.position * scale);
        }
        QGlyphRun run;
        run.setRawFont(fonts.font(glyph.face, glyph.size * scale));
        run.setGlyphIndexes(indexes);
        run.setPositions(positions);
        painter.setPen(glyph.colour.isValid() ? glyph.colour : colour);
        painter.drawGlyphRun(origin, run);
        first = last;
    }
}

} // namespace

void Drawing::add(const Drawing &other, const QPointF &position)
{
    append(backgrounds, other.backgrounds, position);
    append(glyphs, other.glyphs, position);
    append(texts, other.texts, position);
    append(rules, other.rules, position);
    append(outlines, other.outlines, position);
}

void paint(QPainter &painter, const Drawing &drawing, const QPointF &origin, qreal pixelSize,
           MathFonts &fonts)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = painter.pen().color();
    fill(painter, drawing.backgrounds, origin, pixelSize, colour);
    paintGlyphs(painter, drawing, origin, pixelSize, fonts, colour);
    for (const Drawing::Text &text : drawing.texts) {
        QFont font = painter.font();
        font.setPixelSize(std::max(1, static_cast<int>(std::lround(text.size * pixelSize))));
        painter.setFont(font);
        painter.setPen(text.colour.isValid() ? text.colour : colour);
        painter.drawText(origin + text.position * pixelSize, text.text);
    }
    fill(painter, drawing.rules, origin, pixelSize, colour);
    painter.setPen(Qt::NoPen);
    painter.translate(origin);
    painter.scale(pixelSize, pixelSize);
    for (const Drawing::Outline &outline : drawing.outlines) {
        painter.setBrush(outline.colour.isValid() ? outline.colour : colour);
        painter.drawPath(outline.path);
    }
    painter.restore();
}

} // namespace polylogue::ui::math
