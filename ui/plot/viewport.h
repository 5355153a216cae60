// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/matrix.h"

#include <QPointF>
#include <QRectF>

namespace polylogue::ui::plot {

//! \brief Which part of a map is seen in an area of the screen; y grows downwards in both.
struct Viewport
{
    QRectF area = {}; //!< in pixels
    QPointF centre = {}; //!< of the map, in the middle of the area
    double scale = 1; //!< pixels a unit of the map

    bool operator==(const Viewport &) const = default;
};

//! \brief All of \a positions in \a area, with \a margin pixels around.
Viewport fitted(const app::projection::Positions &positions, const QRectF &area, double margin);

QPointF onScreen(const Viewport &viewport, const app::projection::Position &position);
QPointF onMap(const Viewport &viewport, const QPointF &pixel);

//! \return \a viewport with \a factor times the scale, what lies under \a pixel staying there.
Viewport zoomed(const Viewport &viewport, const QPointF &pixel, double factor);
//! \return the map moved by \a pixels.
Viewport moved(const Viewport &viewport, const QPointF &pixels);

} // namespace polylogue::ui::plot
