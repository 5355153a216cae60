// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/matrix.h"

#include <array>

namespace polylogue::app::projection {

//! \brief The rows seen from the side where they differ most: the quick map.
struct PrincipalComponents
{
    Positions positions = {}; //!< NaN for rows that are not finite
    std::array<double, 2> shares = {}; //!< of all variance, along either axis
};

//! \brief Turns and cuts, never bends: distances on the map are at most the true Euclidean ones.
//! The
//!        entry of each axis that is largest points to the positive side.
PrincipalComponents principalComponents(const Matrix &matrix);

} // namespace polylogue::app::projection
