// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/tintedicon.h"

#include <QImage>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace polylogue::ui::theme {

QImage tinted(const QByteArray &svg, const QSize &size, const QColor &colour)
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QSvgRenderer renderer(svg);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    QPainter painter(&image);
    renderer.render(&painter);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), colour);
    return image;
}

TintedIcon::TintedIcon(const QByteArray &svg, const Tints &tints)
    : m_svg(svg)
    , m_tints(tints)
{ }

void TintedIcon::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    const QSize size = rect.size() * painter->device()->devicePixelRatio();
    painter->drawPixmap(rect, pixmap(size, mode, state));
}

QPixmap TintedIcon::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    QColor colour = m_tints.normal;
    if (mode == QIcon::Disabled)
        colour = m_tints.disabled;
    else if (mode == QIcon::Active || mode == QIcon::Selected || state == QIcon::On)
        colour = m_tints.active;
    return QPixmap::fromImage(tinted(m_svg, size, colour));
}

QIconEngine *TintedIcon::clone() const
{
    return new TintedIcon(*this);
}

} // namespace polylogue::ui::theme
