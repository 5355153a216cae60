// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/matrix.h"
#include "app/projection/progress.h"
#include "app/projection/workers.h"

#include <cstdint>
#include <optional>

namespace polylogue::app::projection {

//! \brief The nearest rows of each row, itself not among them, nearest first; of equal distances
//! the
//!        lower row comes first.
struct Neighbours
{
    size_t count = 0; //!< of each row
    std::vector<uint32_t> rows = {}; //!< count for each row
    std::vector<float> distances = {}; //!< likewise
    double recall = 1; //!< the share of true neighbours among them; 1 where all were compared

    bool operator==(const Neighbours &) const = default;
};

//! \brief Compares every row with every other, by products of blocks; the distances that are told
//! are
//!        computed anew in double precision.
//! \param count at most matrix.rows - 1 are found
//! \return nothing where \a report stopped it. \pre all values are finite
std::optional<Neighbours> exactNeighbours(const Matrix &matrix, size_t count, Metric metric,
                                          Workers &workers, const Report &report = {});

//! \brief The same for rows of another matrix: the nearest rows of \a matrix to each of \a queries.
//! \param count at most matrix.rows are found
std::optional<Neighbours> neighboursOf(const Matrix &queries, const Matrix &matrix, size_t count,
                                       Metric metric, Workers &workers, const Report &report = {});

} // namespace polylogue::app::projection
