// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QColor>
#include <QImage>
#include <QSize>
#include <QString>

#include <vector>

namespace polylogue::app::practice {

struct ColorShare
{
    QString name = {}; //!< "dark red", "white", "transparent"
    int percent = 0;
};

//! \return the plain English name of a colour: "light blue", "black", "grey".
QString colorName(const QColor &color);

//! \return the colours that make up at least 5 % of \a image each, the largest first, at most five.
std::vector<ColorShare> colorsOf(const QImage &image);

//! \return the colours along the lower edge of \a image, from left to right, one for each band.
QStringList bandsOf(const QImage &image);

//! \return "64 x 48 pixels, mostly dark red (58 %) and white (21 %)".
QString imageInWords(const QSize &size, const std::vector<ColorShare> &colors);

} // namespace polylogue::app::practice
