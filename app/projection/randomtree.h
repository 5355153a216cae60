// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/matrix.h"

#include <cstdint>

namespace polylogue::app::projection {

constexpr size_t leafRows = 64; //!< most rows of a leaf

//! \brief Rows in leaves: what is near each other is likely to be in the same.
struct RandomTree
{
    std::vector<uint32_t> rows = {}; //!< leaf after leaf
    std::vector<size_t> firstOfLeaf = {0}; //!< and the end of the last
};

//! \brief Halves the rows again and again by planes between two rows that are chosen at random.
RandomTree randomTree(const Matrix &matrix, uint32_t seed);

} // namespace polylogue::app::projection
