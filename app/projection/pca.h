// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/matrix.h"

#include <array>
#include <vector>

namespace polylogue::app::projection {

//! \brief The rows seen from the side where they differ most: the quick map.
struct PrincipalComponents
{
    Positions positions = {}; //!< NaN for rows that are not finite
    std::array<double, 2> shares = {}; //!< of all variance, along either axis
    std::vector<double> mean = {}; //!< of the rows; empty where there are no axes
    std::vector<std::vector<double>> axes = {}; //!< of length 1; two, or fewer
};

//! \brief Turns and cuts, never bends: distances on the map are at most the true Euclidean ones.
//! The
//!        entry of each axis that is largest points to the positive side.
PrincipalComponents principalComponents(const Matrix &matrix);

//! \return where other rows lie on that map. \pre as many columns
Positions placedAlong(const PrincipalComponents &components, const Matrix &matrix);

} // namespace polylogue::app::projection
