// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/picturelayout.h"

#include "ui/theme/theme.h"
#include "ui/transcript/wording.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace polylogue::ui::transcript {

namespace {

constexpr qreal TallestPicture = 560; // at scale 1: the whole of it is seen at once

} // namespace

QSizeF PictureLayout::sizeOf(const PictureContent &content, const Style &style, qreal width)
{
    const QSizeF room(width, TallestPicture * std::max(1.0, style.scale));
    QSizeF size = content.pixelSize;
    if (size.width() > room.width() || size.height() > room.height())
        size.scale(room, Qt::KeepAspectRatio);
    return {std::max(1.0, std::round(size.width())), std::max(1.0, std::round(size.height()))};
}

PictureLayout::PictureLayout(const PictureContent &content, const Style &style, qreal width)
    : m_content(content)
    , m_area(QPointF(), sizeOf(content, style, width))
{ }

qreal PictureLayout::height() const
{
    // A picture of a few pixels can still be pointed at.
    return std::max<qreal>(m_area.height(), theme::Metrics::TargetMinimum);
}

void PictureLayout::paint(QPainter &painter, const PaintContext &context) const
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QSize pixels = (m_area.size() * ratio).toSize();
    const QImage picture = context.pictures && *context.pictures
        ? (*context.pictures)(m_content.blob, pixels)
        : QImage();
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath edge;
    edge.addRoundedRect(m_area, theme::Metrics::RadiusMark, theme::Metrics::RadiusMark);
    if (picture.isNull()) {
        painter.fillPath(edge, context.style.colours.surface2);
    } else {
        painter.setClipPath(edge, Qt::IntersectClip);
        painter.drawImage(m_area, picture);
    }
    painter.restore();
}

QList<Target> PictureLayout::targets() const
{
    const QRectF area(0, 0, std::max<qreal>(m_area.width(), theme::Metrics::TargetMinimum),
                      height());
    return {
        {Command::OpenPicture, {area}, wording::commandLabel(Command::OpenPicture), {}, {}, {}}};
}

} // namespace polylogue::ui::transcript
