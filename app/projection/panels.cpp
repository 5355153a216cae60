// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/panels.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace polylogue::app::projection {

namespace {

std::vector<double> meanOf(const Matrix &matrix)
{
    std::vector<double> mean(matrix.columns);
    for (size_t row = 0; row < matrix.rows; ++row) {
        const float *values = rowOf(matrix, row);
        for (size_t at = 0; at < matrix.columns; ++at)
            mean[at] += double(values[at]) / double(matrix.rows);
    }
    return mean;
}

double lengthOf(const float *row, size_t columns)
{
    double squared = 0;
    for (size_t at = 0; at < columns; ++at)
        squared += double(row[at]) * double(row[at]);
    return std::sqrt(squared);
}

double largestOf(const Matrix &matrix)
{
    double largest = 0;
    for (const float value : matrix.values)
        largest = std::max(largest, std::abs(double(value)));
    return largest;
}

} // namespace

Panels panelsOf(const Matrix &matrix, const Matrix &origin, Metric metric)
{
    const bool isCosine = metric == Metric::Cosine;
    Panels result{.columns = matrix.columns, .count = (matrix.rows + panelRows - 1) / panelRows};
    result.values.resize(result.count * panelRows * matrix.columns);
    result.handicaps.assign(result.count * panelRows, std::numeric_limits<float>::infinity());

    const std::vector<double> mean =
        isCosine ? std::vector<double>(matrix.columns) : meanOf(origin);
    // Squares of the largest values must not overflow.
    const double largest = isCosine ? 0 : largestOf(origin);
    const double scale = largest > 0 ? 1 / largest : 1;
    for (size_t row = 0; row < matrix.rows; ++row) {
        const float *from = rowOf(matrix, row);
        const double length = isCosine ? lengthOf(from, matrix.columns) : 0;
        const double factor = !isCosine ? scale : length > 0 ? 1 / length : 0;
        float *to =
            result.values.data() + (row / panelRows) * panelRows * matrix.columns + row % panelRows;
        double squared = 0;
        for (size_t at = 0; at < matrix.columns; ++at) {
            const float value = float((double(from[at]) - mean[at]) * factor);
            to[at * panelRows] = value;
            squared += double(value) * double(value);
        }
        result.handicaps[row] = isCosine ? 0.0F : float(squared / 2);
    }
    return result;
}

const float *panelAt(const Panels &panels, size_t number)
{
    return panels.values.data() + number * panelRows * panels.columns;
}

} // namespace polylogue::app::projection
