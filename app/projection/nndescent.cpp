// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/nndescent.h"

#include "app/projection/kernels.h"
#include "app/projection/randomtree.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace polylogue::app::projection {

namespace {

constexpr size_t trees = 8;
constexpr int mostRounds = 10;
// A round that changes less than this share of all neighbours is the last.
constexpr double settled = 0.001;
// More are kept than wanted: they lead further, and are compared once more in double precision.
constexpr size_t spareNeighbours = 6;
// Of longer lists only the first are followed further.
constexpr size_t followed = 20;
constexpr size_t pieceRows = 256;
// Rows whose true neighbours are looked up to tell the recall.
constexpr size_t sampledRows = 200;

struct Near
{
    float distance = std::numeric_limits<float>::infinity();
    uint32_t row = std::numeric_limits<uint32_t>::max(); //!< the largest: a place that is free
    bool isNew = true; //!< its own neighbours were not looked at yet
};

bool isNearer(const Near &left, const Near &right)
{
    return left.distance != right.distance ? left.distance < right.distance : left.row < right.row;
}

//! The neighbours of all rows, each row's by rising distance.
class Lists final
{
public:
    Lists(size_t rows, size_t size)
        : m_size(size)
        , m_near(rows * size)
    { }

    size_t size() const { return m_size; }
    Near *of(size_t row) { return m_near.data() + row * m_size; }
    const Near *of(size_t row) const { return m_near.data() + row * m_size; }

    //! \return whether it was among the nearest, and is in the list now.
    bool add(size_t row, const Near &near)
    {
        Near *list = of(row);
        if (!isNearer(near, list[m_size - 1]))
            return false;
        Near *place = std::lower_bound(list, list + m_size, near, isNearer);
        if (place->row == near.row)
            return false;
        std::move_backward(place, list + m_size - 1, list + m_size);
        *place = near;
        return true;
    }

private:
    size_t m_size;
    std::vector<Near> m_near;
};

//! Rows of length 1 for the cosine: their squared distances are in the order of their cosines.
Matrix preparedRows(const Matrix &matrix, Metric metric)
{
    Matrix result = matrix;
    if (metric == Metric::Euclidean)
        return result;
    for (size_t row = 0; row < matrix.rows; ++row) {
        float *values = result.values.data() + row * matrix.columns;
        double squared = 0;
        for (size_t at = 0; at < matrix.columns; ++at)
            squared += double(values[at]) * double(values[at]);
        const double factor = squared > 0 ? 1 / std::sqrt(squared) : 0;
        for (size_t at = 0; at < matrix.columns; ++at)
            values[at] = float(double(values[at]) * factor);
    }
    return result;
}

class Descent final
{
public:
    Descent(const Matrix &matrix, size_t count, Metric metric, quint32 seed, Workers &workers)
        : m_rows(preparedRows(matrix, metric))
        , m_lists(matrix.rows, std::min(count + spareNeighbours, matrix.rows - 1))
        , m_followed(std::min(followed, m_lists.size()))
        , m_seed(seed)
        , m_workers(workers)
    { }

    //! \return false where \a report stopped it.
    bool run(const Report &report)
    {
        constexpr double steps = double(trees) + mostRounds;
        for (size_t tree = 0; tree < trees; ++tree) {
            joinLeaves(randomTree(m_rows, m_seed + uint32_t(tree)));
            if (!tell(report, {.stage = Stage::Neighbours, .share = double(tree + 1) / steps}))
                return false;
        }
        for (int round = 0; round < mostRounds; ++round) {
            const size_t changes = lookAround();
            if (!tell(report,
                      {.stage = Stage::Neighbours,
                       .share = double(trees + size_t(round) + 1) / steps}))
                return false;
            if (double(changes) < settled * double(m_rows.rows * m_lists.size()))
                break;
        }
        fillUp();
        return true;
    }

    const Lists &lists() const { return m_lists; }

private:
    float squaredDistance(size_t left, size_t right) const
    {
        return kernels().squaredDistance(rowOf(m_rows, left), rowOf(m_rows, right), m_rows.columns);
    }

    //! Compares the rows of each leaf with each other; no row is in two leaves.
    void joinLeaves(const RandomTree &tree)
    {
        m_workers.forPieces(tree.firstOfLeaf.size() - 1, 16, [&](size_t begin, size_t end) {
            for (size_t leaf = begin; leaf < end; ++leaf) {
                for (size_t at = tree.firstOfLeaf[leaf]; at < tree.firstOfLeaf[leaf + 1]; ++at) {
                    for (size_t other = at + 1; other < tree.firstOfLeaf[leaf + 1]; ++other) {
                        const uint32_t left = tree.rows[at];
                        const uint32_t right = tree.rows[other];
                        const float distance = squaredDistance(left, right);
                        m_lists.add(left, {.distance = distance, .row = right});
                        m_lists.add(right, {.distance = distance, .row = left});
                    }
                }
            }
        });
    }

    //! For each row, who has it as a neighbour: as many as it has itself, the first ones.
    Lists reversed() const
    {
        Lists result(m_rows.rows, m_followed);
        for (size_t row = 0; row < m_rows.rows; ++row) {
            const Near *list = m_lists.of(row);
            for (size_t at = 0; at < m_followed && list[at].row < m_rows.rows; ++at)
                result.add(
                    list[at].row,
                    {.distance = list[at].distance, .row = uint32_t(row), .isNew = list[at].isNew});
        }
        return result;
    }

    //! Every row looks at the neighbours of its neighbours, as they were before the round.
    //! \return how many neighbours have changed.
    size_t lookAround()
    {
        const Lists before = m_lists;
        const Lists back = reversed();
        for (size_t row = 0; row < m_rows.rows; ++row) {
            for (size_t at = 0; at < m_lists.size(); ++at)
                m_lists.of(row)[at].isNew = false;
        }
        std::vector<size_t> changes(m_rows.rows / pieceRows + 1);
        m_workers.forPieces(m_rows.rows, pieceRows, [&](size_t begin, size_t end) {
            std::vector<uint32_t> candidates;
            for (size_t row = begin; row < end; ++row) {
                candidates.clear();
                for (const Lists *near : {&before, &back}) {
                    for (size_t at = 0; at < m_followed; ++at)
                        collect(near->of(row)[at], before, back, candidates);
                }
                std::sort(candidates.begin(), candidates.end());
                candidates.erase(std::unique(candidates.begin(), candidates.end()),
                                 candidates.end());
                for (const uint32_t candidate : candidates) {
                    if (candidate != row
                        && m_lists.add(
                            row, {.distance = squaredDistance(row, candidate), .row = candidate}))
                        ++changes[begin / pieceRows];
                }
            }
        });
        size_t sum = 0;
        for (const size_t change : changes)
            sum += change;
        return sum;
    }

    //! Adds the neighbours of \a via, of which either step was not taken before.
    void collect(const Near &via, const Lists &before, const Lists &back,
                 std::vector<uint32_t> &candidates) const
    {
        if (via.row >= m_rows.rows)
            return;
        if (via.isNew)
            candidates.push_back(via.row);
        for (const Lists *near : {&before, &back}) {
            const Near *list = near->of(via.row);
            for (size_t at = 0; at < m_followed && list[at].row < m_rows.rows; ++at) {
                if (via.isNew || list[at].isNew)
                    candidates.push_back(list[at].row);
            }
        }
    }

    //! Long lists may have found too little: they get the next rows.
    void fillUp()
    {
        m_workers.forPieces(m_rows.rows, pieceRows, [this](size_t begin, size_t end) {
            for (size_t row = begin; row < end; ++row) {
                const Near *last = m_lists.of(row) + m_lists.size() - 1;
                for (size_t step = 1; last->row >= m_rows.rows; ++step) {
                    const size_t other = (row + step) % m_rows.rows;
                    m_lists.add(row,
                                {.distance = squaredDistance(row, other), .row = uint32_t(other)});
                }
            }
        });
    }

    Matrix m_rows;
    Lists m_lists;
    size_t m_followed;
    uint32_t m_seed;
    Workers &m_workers;
};

//! The best of each list, by distances in double precision.
Neighbours refined(const Matrix &matrix, const Lists &lists, size_t count, Metric metric,
                   Workers &workers)
{
    Neighbours result{.count = count,
                      .rows = std::vector<uint32_t>(matrix.rows * count),
                      .distances = std::vector<float>(matrix.rows * count)};
    workers.forPieces(matrix.rows, pieceRows, [&](size_t begin, size_t end) {
        std::vector<std::pair<double, uint32_t>> found;
        for (size_t row = begin; row < end; ++row) {
            found.clear();
            for (size_t at = 0; at < lists.size(); ++at) {
                const uint32_t other = lists.of(row)[at].row;
                if (other < matrix.rows)
                    found.emplace_back(
                        distance(rowOf(matrix, row), rowOf(matrix, other), matrix.columns, metric),
                        other);
            }
            std::sort(found.begin(), found.end());
            for (size_t at = 0; at < count; ++at) {
                result.rows[row * count + at] = found[at].second;
                result.distances[row * count + at] = float(found[at].first);
            }
        }
    });
    return result;
}

//! \return the share of found neighbours that are as near as the true ones, of rows spread evenly.
double measuredRecall(const Matrix &matrix, const Neighbours &found, Metric metric,
                      Workers &workers)
{
    std::vector<size_t> rows;
    const size_t samples = std::min(sampledRows, matrix.rows);
    for (size_t sample = 0; sample < samples; ++sample)
        rows.push_back(sample * matrix.rows / samples);
    // One more: the row itself is among them.
    const auto exact = neighboursOf(rowsOf(matrix, rows), matrix, found.count + 1, metric, workers);
    size_t right = 0;
    for (size_t sample = 0; sample < samples; ++sample) {
        const float farthest = exact->distances[(sample + 1) * exact->count - 1];
        for (size_t at = 0; at < found.count; ++at)
            right += found.distances[rows[sample] * found.count + at] <= farthest ? 1U : 0U;
    }
    return double(right) / double(samples * found.count);
}

} // namespace

std::optional<Neighbours> approximateNeighbours(const Matrix &matrix, size_t count, Metric metric,
                                                quint32 seed, Workers &workers,
                                                const Report &report)
{
    // Where a leaf could hold them all there is nothing to approximate.
    if (matrix.rows <= leafRows)
        return exactNeighbours(matrix, count, metric, workers, report);
    const size_t wanted = std::min(count, matrix.rows - 1);
    std::optional<Neighbours> result;
    { // its copy of the rows goes before the next one is made
        Descent descent(matrix, wanted, metric, seed, workers);
        if (!descent.run(report))
            return {};
        result = refined(matrix, descent.lists(), wanted, metric, workers);
    }
    result->recall = measuredRecall(matrix, *result, metric, workers);
    return result;
}

} // namespace polylogue::app::projection
