// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace polylogue::app::projection {

//! \brief Closeness on the map by distance: 1 / (1 + a * distance^(2b)).
struct Curve
{
    double a = 1;
    double b = 1;
};

//! \brief The curve that comes nearest, by least squares, to closeness 1 up to \a minimumDistance
//! and
//!        exp(minimumDistance - distance) beyond (UMAP, arXiv 1802.03426, section 3.2), on 300
//!        distances from 0 to 3. \param minimumDistance 0 to less than 3
Curve curveFor(double minimumDistance);

} // namespace polylogue::app::projection
