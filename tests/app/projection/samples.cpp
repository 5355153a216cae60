// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/projection/samples.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

namespace polylogue::tests {

using namespace app::projection;

Matrix clusteredRows(size_t rows, size_t columns, size_t clusters, quint32 seed)
{
    QRandomGenerator random(seed);
    const auto number = [&random] { return random.generateDouble() * 2 - 1; };
    std::vector<double> centres(clusters * columns);
    std::generate(centres.begin(), centres.end(), [&number] { return 5 * number(); });
    Matrix result{.rows = rows, .columns = columns};
    for (size_t row = 0; row < rows; ++row) {
        for (size_t at = 0; at < columns; ++at)
            result.values.push_back(float(centres[(row % clusters) * columns + at] + number()));
    }
    return result;
}

Matrix matrixOf(const std::vector<std::vector<float>> &rows)
{
    Matrix result{.rows = rows.size(), .columns = rows.empty() ? 0 : rows.front().size()};
    for (const std::vector<float> &row : rows)
        result.values.insert(result.values.end(), row.begin(), row.end());
    return result;
}

double gap(const Position &left, const Position &right)
{
    return std::hypot(double(left.x) - double(right.x), double(left.y) - double(right.y));
}

double shareBesideOwn(const Positions &positions, size_t clusters)
{
    size_t beside = 0;
    for (size_t point = 0; point < positions.size(); ++point) {
        size_t nearest = point == 0 ? 1U : 0U;
        for (size_t other = 0; other < positions.size(); ++other) {
            if (other != point
                && gap(positions[point], positions[other])
                    < gap(positions[point], positions[nearest]))
                nearest = other;
        }
        beside += nearest % clusters == point % clusters ? 1U : 0U;
    }
    return double(beside) / double(positions.size());
}

bool allFinite(const Positions &positions)
{
    return std::all_of(positions.begin(), positions.end(), [](const Position &position) {
        return std::isfinite(position.x) && std::isfinite(position.y);
    });
}

} // namespace polylogue::tests
