// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/matrix.h"

#include <cstdint>

namespace polylogue::app::projection {

//! \brief Which cluster each row belongs to. Clusters are numbered from the largest to the
//! smallest.
struct Clustering
{
    static constexpr int none = -1; //!< belongs to no cluster

    std::vector<int> ofRow = {};
    int count = 0;

    bool operator==(const Clustering &) const = default;
};

//! \return \a ofRow with its clusters numbered by size, of equal ones the one whose first row comes
//!         first; empty ones left out. \param ofRow less than 0: none
Clustering numberedBySize(const std::vector<int> &ofRow);

} // namespace polylogue::app::projection
