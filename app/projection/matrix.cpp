// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/matrix.h"

#include <algorithm>
#include <cmath>

namespace polylogue::app::projection {

namespace {

// Cosines of two rows that were rounded to floats differ from 1 by less than this where they point
// the same way.
constexpr double smallestCosineDistance = 1e-12;

double squaredEuclidean(const float *left, const float *right, size_t columns)
{
    double sum = 0;
    for (size_t at = 0; at < columns; ++at) {
        const double difference = double(left[at]) - double(right[at]);
        sum += difference * difference;
    }
    return sum;
}

double cosineDistance(const float *left, const float *right, size_t columns)
{
    double product = 0;
    double leftSquared = 0;
    double rightSquared = 0;
    for (size_t at = 0; at < columns; ++at) {
        product += double(left[at]) * double(right[at]);
        leftSquared += double(left[at]) * double(left[at]);
        rightSquared += double(right[at]) * double(right[at]);
    }
    if (leftSquared == 0 || rightSquared == 0)
        return leftSquared == rightSquared ? 0 : 1;
    const double result = 1 - product / (std::sqrt(leftSquared) * std::sqrt(rightSquared));
    return result < smallestCosineDistance ? 0 : result;
}

} // namespace

const float *rowOf(const Matrix &matrix, size_t row)
{
    return matrix.values.data() + row * matrix.columns;
}

std::vector<size_t> finiteRows(const Matrix &matrix)
{
    std::vector<size_t> result;
    result.reserve(matrix.rows);
    for (size_t row = 0; row < matrix.rows; ++row) {
        const float *values = rowOf(matrix, row);
        if (std::all_of(values, values + matrix.columns, [](float v) { return std::isfinite(v); }))
            result.push_back(row);
    }
    return result;
}

Matrix rowsOf(const Matrix &matrix, const std::vector<size_t> &rows)
{
    Matrix result{.rows = rows.size(), .columns = matrix.columns};
    result.values.reserve(rows.size() * matrix.columns);
    for (const size_t row : rows) {
        const float *values = rowOf(matrix, row);
        result.values.insert(result.values.end(), values, values + matrix.columns);
    }
    return result;
}

double distance(const float *left, const float *right, size_t columns, Metric metric)
{
    return metric == Metric::Cosine ? cosineDistance(left, right, columns)
                                    : std::sqrt(squaredEuclidean(left, right, columns));
}

bool isZero(const float *row, size_t columns)
{
    return std::all_of(row, row + columns, [](float value) { return value == 0; });
}

} // namespace polylogue::app::projection
