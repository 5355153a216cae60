// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/kmeans.h"

#include "app/projection/kernels.h"

#include <QRandomGenerator>

#include <algorithm>
#include <numeric>

namespace polylogue::app::projection {

namespace {

constexpr int attempts = 5;
constexpr int mostRounds = 100;
constexpr size_t pieceRows = 256;

struct Assignment
{
    std::vector<int> ofRow = {};
    std::vector<float> squares = {}; //!< distance of each row to its mean, squared
};

double sumOf(const std::vector<float> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

//! \return a row, the likelier the farther it is from all that are chosen; none where none is
//! farther.
size_t drawnRow(const std::vector<float> &squares, QRandomGenerator &random)
{
    double wanted = random.generateDouble() * sumOf(squares);
    size_t last = squares.size();
    for (size_t row = 0; row < squares.size(); ++row) {
        if (squares[row] <= 0)
            continue;
        last = row;
        wanted -= double(squares[row]);
        if (wanted < 0)
            break;
    }
    return last;
}

//! The rows to begin with: k-means++ (Arthur and Vassilvitskii, 2007).
Matrix firstMeans(const Matrix &matrix, size_t clusters, QRandomGenerator &random)
{
    std::vector<size_t> rows{size_t(random.bounded(quint32(matrix.rows)))};
    std::vector<float> squares(matrix.rows, std::numeric_limits<float>::max());
    while (rows.size() < clusters) {
        for (size_t row = 0; row < matrix.rows; ++row)
            squares[row] =
                std::min(squares[row],
                         kernels().squaredDistance(rowOf(matrix, row), rowOf(matrix, rows.back()),
                                                   matrix.columns));
        const size_t next = drawnRow(squares, random);
        if (next == matrix.rows)
            break;
        rows.push_back(next);
    }
    return rowsOf(matrix, rows);
}

Assignment assigned(const Matrix &matrix, const Matrix &means, Workers &workers)
{
    Assignment result{.ofRow = std::vector<int>(matrix.rows),
                      .squares = std::vector<float>(matrix.rows)};
    workers.forPieces(matrix.rows, pieceRows, [&](size_t begin, size_t end) {
        for (size_t row = begin; row < end; ++row) {
            float least = std::numeric_limits<float>::max();
            for (size_t mean = 0; mean < means.rows; ++mean) {
                const float squared = kernels().squaredDistance(rowOf(matrix, row),
                                                                rowOf(means, mean), matrix.columns);
                if (squared < least) {
                    least = squared;
                    result.ofRow[row] = int(mean);
                }
            }
            result.squares[row] = least;
        }
    });
    return result;
}

//! A mean that has lost all its rows stays where it is.
void moveMeans(const Matrix &matrix, const Assignment &assignment, Matrix &means)
{
    std::vector<double> sums(means.values.size());
    std::vector<size_t> sizes(means.rows);
    for (size_t row = 0; row < matrix.rows; ++row) {
        const auto mean = size_t(assignment.ofRow[row]);
        ++sizes[mean];
        const float *values = rowOf(matrix, row);
        for (size_t at = 0; at < matrix.columns; ++at)
            sums[mean * matrix.columns + at] += double(values[at]);
    }
    for (size_t at = 0; at < sums.size(); ++at) {
        const size_t size = sizes[at / matrix.columns];
        if (size > 0)
            means.values[at] = float(sums[at] / double(size));
    }
}

Assignment attempt(const Matrix &matrix, size_t clusters, QRandomGenerator &random,
                   Workers &workers)
{
    Matrix means = firstMeans(matrix, clusters, random);
    Assignment result = assigned(matrix, means, workers);
    for (int round = 0; round < mostRounds; ++round) {
        moveMeans(matrix, result, means);
        Assignment next = assigned(matrix, means, workers);
        const bool isSettled = next.ofRow == result.ofRow;
        result = std::move(next);
        if (isSettled)
            break;
    }
    return result;
}

} // namespace

Clustering kMeans(const Matrix &matrix, int clusters, quint32 seed, Workers &workers)
{
    const std::vector<size_t> finite = finiteRows(matrix);
    std::vector<int> ofRow(matrix.rows, Clustering::none);
    if (finite.empty() || clusters < 1)
        return numberedBySize(ofRow);
    const bool isWhole = finite.size() == matrix.rows;
    const Matrix part = isWhole ? Matrix{} : rowsOf(matrix, finite);
    const Matrix &rows = isWhole ? matrix : part;

    QRandomGenerator random(seed);
    Assignment best;
    for (int i = 0; i < attempts; ++i) {
        Assignment next = attempt(rows, std::min(size_t(clusters), rows.rows), random, workers);
        if (i == 0 || sumOf(next.squares) < sumOf(best.squares))
            best = std::move(next);
    }
    for (size_t at = 0; at < finite.size(); ++at)
        ofRow[finite[at]] = best.ofRow[at];
    return numberedBySize(ofRow);
}

} // namespace polylogue::app::projection
