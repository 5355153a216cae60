// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/plot/plot.h"
#include "ui/plot/viewport.h"

#include <QImage>

namespace polylogue::ui::plot {

//! \brief Paints all points that are shown onto \a image, quickly: each is a small picture put at a
//!        whole pixel. 100,000 of them take some milliseconds.
//! \param image QImage::Format_ARGB32_Premultiplied; its device pixel ratio counts, and its upper
//!        left is that of \a viewport's area
//! \param shift all of it, in pixels of the image \param clip what may be painted, in pixels of the
//!        image; empty: all of it
void drawPoints(QImage &image, const Plot &plot, const Viewport &viewport, double radius,
                const QPoint &shift = {}, const QRect &clip = {});

//! \brief Moves what is on \a image by \a shift, in its pixels. What is not covered any more stays.
void scroll(QImage &image, const QPoint &shift);

//! \return the point nearest to \a pixel, at most \a reach pixels away; -1: none.
qsizetype pointAt(const Plot &plot, const Viewport &viewport, const QPointF &pixel, double reach);

//! \return the points that are shown within \a outline, in pixels, in order.
QList<qsizetype> pointsWithin(const Plot &plot, const Viewport &viewport, const QPolygonF &outline);

} // namespace polylogue::ui::plot
