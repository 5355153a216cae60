// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/fuzzygraph.h"

#include <array>
#include <optional>

namespace polylogue::app::projection {

//! \brief The eigenvectors of the normalised Laplacian I - D^(-1/2) W D^(-1/2) that belong to its
//! second
//!        and third smallest eigenvalues: where a connected graph lies when nothing pushes.
struct SpectralVectors
{
    std::array<double, 2> eigenvalues = {};
    std::array<std::vector<double>, 2> vectors =
        {}; //!< of length 1; their largest value is positive
};

//! \return nothing for less than four points, or where the solver gives up.
std::optional<SpectralVectors> spectralVectors(const Graph &graph);

} // namespace polylogue::app::projection
