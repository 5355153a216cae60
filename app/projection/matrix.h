// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <limits>
#include <vector>

namespace polylogue::app::projection {

//! \brief Vectors of one length, one row each, without gaps.
struct Matrix
{
    size_t rows = 0;
    size_t columns = 0;
    std::vector<float> values = {}; //!< rows * columns, row after row

    bool operator==(const Matrix &) const = default;
};

//! \brief How far apart two rows are.
//!
//! Cosine is 1 minus the cosine of the angle. Of rows that are all zero, which have no direction,
//! it is 0 to each other and 1 to any other row.
enum class Metric { Cosine, Euclidean };

//! \brief A place on the map.
struct Position
{
    float x = 0;
    float y = 0;

    bool operator==(const Position &) const = default;
};

using Positions = std::vector<Position>;

//! \brief Where a row is that has no place on the map.
constexpr Position nowhere{.x = std::numeric_limits<float>::quiet_NaN(),
                           .y = std::numeric_limits<float>::quiet_NaN()};

//! \return the row's first value; \pre row < matrix.rows
const float *rowOf(const Matrix &matrix, size_t row);

//! \return the rows whose values are all finite, in order. The others have no place in any result.
std::vector<size_t> finiteRows(const Matrix &matrix);

//! \return \a rows of \a matrix, copied.
Matrix rowsOf(const Matrix &matrix, const std::vector<size_t> &rows);

//! \brief The distance of two rows of \a columns values, in double precision. What rounding leaves
//! of
//!        rows that point the same way is 0.
double distance(const float *left, const float *right, size_t columns, Metric metric);

//! \return whether the row has no direction: all its values are zero.
bool isZero(const float *row, size_t columns);

} // namespace polylogue::app::projection
