// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/plot/plot.h"
#include "ui/plot/viewport.h"

#include <QFont>
#include <QImage>

class QPainter;

namespace polylogue::ui::plot {

struct PlacedLabel
{
    QString text = {};
    QRectF box = {}; //!< in pixels

    bool operator==(const PlacedLabel &) const = default;
};

//! \brief Finds room for labels near where they belong, so that none covers another or leaves the
//!        area; for which there is none are left out, the less important ones first.
QList<PlacedLabel> placedLabels(const QList<Label> &labels, const Viewport &viewport,
                                const QFont &font);

//! \return \a text with an edge of background, so that it can be read over points; a little larger
//!         than its box. \param ratio device pixels a pixel
QImage labelPicture(const QString &text, const QFont &font, const Colours &colours, double ratio);
//! \brief Paints such a picture where the label belongs.
void drawLabel(QPainter &painter, const PlacedLabel &label, const QImage &picture);

//! \brief Paints them with an edge of background, so that they can be read over points.
void drawLabels(QPainter &painter, const QList<PlacedLabel> &labels, const QFont &font,
                const Colours &colours);

} // namespace polylogue::ui::plot
