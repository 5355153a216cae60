// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "ui/plot/plot.h"
#include "ui/plot/viewport.h"

#include <QSize>

#include <optional>

class QPainter;

namespace polylogue::ui::plot {

struct PictureOptions
{
    QSize size = {1200, 900}; //!< of the page, in points of 1/96 inch
    double density = 3; //!< pixels a point, of PNG: 3 is 288 a inch
    bool isDark = false;
    //! What is seen; not set: all of it.
    std::optional<Viewport> viewport = {};
};

//! \brief Paints \a plot with its title and legend. Needs a QGuiApplication, as all writing does.
void paintPicture(QPainter &painter, const Plot &plot, const PictureOptions &options);

//! \brief Saves it to \a path, whole or not at all: SVG where the name ends so, else PNG.
app::base::Status savePicture(const QString &path, const Plot &plot, const PictureOptions &options);

} // namespace polylogue::ui::plot
