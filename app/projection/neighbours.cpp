// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/neighbours.h"

#include "app/projection/panels.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <limits>
#include <numeric>

namespace polylogue::app::projection {

namespace {

// Rows that are looked at together: their panels stay in the processor's cache.
constexpr size_t pieceRows = 8 * panelRows;

// Products are rounded: this many more than wanted are compared once more in double precision.
constexpr size_t spareCandidates = 8;

struct Candidate
{
    float nearness = 0;
    uint32_t row = 0;
};

//! The best candidates of one row, the worst of them on top.
class Best final
{
public:
    explicit Best(size_t most)
        : m_most(most)
    {
        m_heap.reserve(most);
    }

    float threshold() const { return m_threshold; }
    const std::vector<Candidate> &candidates() const { return m_heap; }

    //! \pre nearness > threshold()
    void add(float nearness, uint32_t row)
    {
        if (m_heap.size() == m_most) {
            std::pop_heap(m_heap.begin(), m_heap.end(), isBetter);
            m_heap.pop_back();
        }
        m_heap.push_back({.nearness = nearness, .row = row});
        std::push_heap(m_heap.begin(), m_heap.end(), isBetter);
        if (m_heap.size() == m_most)
            m_threshold = m_heap.front().nearness;
    }

private:
    static bool isBetter(const Candidate &left, const Candidate &right)
    {
        return left.nearness != right.nearness ? left.nearness > right.nearness
                                               : left.row < right.row;
    }

    size_t m_most;
    std::vector<Candidate> m_heap;
    float m_threshold = -std::numeric_limits<float>::infinity();
};

struct Found
{
    double distance = 0;
    uint32_t row = 0;

    bool operator<(const Found &other) const
    {
        return distance != other.distance ? distance < other.distance : row < other.row;
    }
};

class Search final
{
public:
    //! \param isSame whether queries and matrix are one: no row is then its own neighbour
    Search(const Matrix &queries, const Matrix &matrix, bool isSame, size_t count, Metric metric)
        : m_queries(queries)
        , m_matrix(matrix)
        , m_isSame(isSame)
        , m_metric(metric)
        , m_panels(panelsOf(matrix, matrix, metric))
        , m_ownPanels(isSame ? Panels{} : panelsOf(queries, matrix, metric))
    {
        m_result.count = std::min(count, isSame && matrix.rows > 0 ? matrix.rows - 1 : matrix.rows);
        m_result.rows.resize(queries.rows * m_result.count);
        m_result.distances.resize(queries.rows * m_result.count);
    }

    std::optional<Neighbours> run(Workers &workers, const Report &report)
    {
        std::atomic<size_t> done = 0;
        std::atomic<bool> isStopped = false;
        const auto caller = QThread::currentThreadId();
        workers.forPieces(m_queries.rows, pieceRows, [&](size_t begin, size_t end) {
            if (isStopped)
                return;
            searchPiece(begin, end);
            done += end - begin;
            const Progress progress{.stage = Stage::Neighbours,
                                    .share = double(done) / double(m_queries.rows)};
            if (QThread::currentThreadId() == caller && !tell(report, progress))
                isStopped = true;
        });
        if (isStopped)
            return {};
        return std::move(m_result);
    }

private:
    void searchPiece(size_t begin, size_t end)
    {
        const Panels &own = m_isSame ? m_panels : m_ownPanels;
        std::vector<Best> best(end - begin, Best(m_result.count + spareCandidates));
        alignas(64) std::array<float, panelRows * panelRows> products;
        for (size_t other = 0; other < m_panels.count; ++other) {
            for (size_t first = begin; first < end; first += panelRows) {
                kernels().panelProducts(panelAt(own, first / panelRows), panelAt(m_panels, other),
                                        m_panels.columns, products.data());
                const size_t rows = std::min(panelRows, end - first);
                for (size_t row = 0; row < rows; ++row)
                    takeBest(products.data() + row * panelRows, other * panelRows, first + row,
                             best[first - begin + row]);
            }
        }
        for (size_t query = begin; query < end; ++query)
            keep(query, best[query - begin]);
    }

    void takeBest(const float *products, size_t firstRow, size_t query, Best &best) const
    {
        const float *handicaps = m_panels.handicaps.data() + firstRow;
        std::array<float, panelRows> nearness;
        float nearest = -std::numeric_limits<float>::infinity();
        for (size_t at = 0; at < panelRows; ++at) {
            nearness[at] = products[at] - handicaps[at];
            nearest = std::max(nearest, nearness[at]);
        }
        if (nearest <= best.threshold())
            return;
        for (size_t at = 0; at < panelRows; ++at) {
            if (nearness[at] > best.threshold() && !(m_isSame && firstRow + at == query))
                best.add(nearness[at], uint32_t(firstRow + at));
        }
    }

    void keep(size_t query, const Best &best)
    {
        const float *own = rowOf(m_queries, query);
        std::vector<Found> found;
        const auto add = [&](size_t row) {
            found.push_back(
                {.distance = distance(own, rowOf(m_matrix, row), m_matrix.columns, m_metric),
                 .row = uint32_t(row)});
        };
        if (m_metric == Metric::Cosine && isZero(own, m_matrix.columns)) {
            // It has no direction, so that products say nothing of it.
            for (size_t row = 0; row < m_matrix.rows; ++row) {
                if (!m_isSame || row != query)
                    add(row);
            }
        } else {
            for (const Candidate &candidate : best.candidates())
                add(candidate.row);
        }
        const size_t count = m_result.count;
        std::partial_sort(found.begin(), found.begin() + std::ptrdiff_t(count), found.end());
        for (size_t at = 0; at < count; ++at) {
            m_result.rows[query * count + at] = found[at].row;
            m_result.distances[query * count + at] = float(found[at].distance);
        }
    }

    const Matrix &m_queries;
    const Matrix &m_matrix;
    bool m_isSame;
    Metric m_metric;
    Panels m_panels;
    Panels m_ownPanels;
    Neighbours m_result;
};

} // namespace

std::optional<Neighbours> exactNeighbours(const Matrix &matrix, size_t count, Metric metric,
                                          Workers &workers, const Report &report)
{
    return Search(matrix, matrix, true, count, metric).run(workers, report);
}

std::optional<Neighbours> neighboursOf(const Matrix &queries, const Matrix &matrix, size_t count,
                                       Metric metric, Workers &workers, const Report &report)
{
    return Search(queries, matrix, false, count, metric).run(workers, report);
}

} // namespace polylogue::app::projection
