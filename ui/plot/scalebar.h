// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/plot/plot.h"

#include <QFont>
#include <QSizeF>

class QPainter;

namespace polylogue::ui::plot {

//! \return how much room drawScale() takes.
QSizeF sizeOfScale(const Scale &scale, const QFont &font);

//! \brief Paints what colours mean in a line from \a at: the title, the smallest number, all
//!        colours, the largest.
void drawScale(QPainter &painter, const QPointF &at, const Scale &scale, const QFont &font,
               const Colours &colours);

//! \return the same in words: "price: 2 – 1,400".
QString scaleText(const Scale &scale);

} // namespace polylogue::ui::plot
