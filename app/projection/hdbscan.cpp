// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/hdbscan.h"

#include "app/projection/neighbours.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace polylogue::app::projection {

namespace {

//! Two trees that grow together, and how far apart they are.
struct Join
{
    size_t left = 0;
    size_t right = 0;
    double distance = 0;
};

double gapBetween(const Position &left, const Position &right)
{
    return std::hypot(double(left.x) - double(right.x), double(left.y) - double(right.y));
}

//! \return how far each point's \a samples nearest neighbours reach.
std::vector<double> coreDistances(const Positions &positions, size_t samples, Workers &workers)
{
    Matrix matrix{.rows = positions.size(), .columns = 2};
    for (const Position &position : positions)
        matrix.values.insert(matrix.values.end(), {position.x, position.y});
    const auto found = exactNeighbours(matrix, samples, Metric::Euclidean, workers);
    std::vector<double> result(positions.size());
    for (size_t point = 0; point < result.size() && found->count > 0; ++point)
        result[point] = double(found->distances[(point + 1) * found->count - 1]);
    return result;
}

//! \return the smallest spanning tree by mutual reachability, by rising distance: Prim's algorithm.
std::vector<Join> spanningTree(const Positions &positions, const std::vector<double> &cores)
{
    const size_t points = positions.size();
    std::vector<double> nearest(points, std::numeric_limits<double>::infinity());
    std::vector<size_t> from(points);
    std::vector<size_t> outside(points - 1);
    std::iota(outside.begin(), outside.end(), size_t(1));
    std::vector<Join> tree;
    tree.reserve(points - 1);
    for (size_t added = 0; !outside.empty();) {
        size_t next = 0;
        for (size_t at = 0; at < outside.size(); ++at) {
            const size_t point = outside[at];
            const double reach = std::max(
                {gapBetween(positions[added], positions[point]), cores[added], cores[point]});
            if (reach < nearest[point]) {
                nearest[point] = reach;
                from[point] = added;
            }
            if (nearest[point] < nearest[outside[next]])
                next = at;
        }
        added = outside[next];
        tree.push_back({.left = from[added], .right = added, .distance = nearest[added]});
        outside[next] = outside.back();
        outside.pop_back();
    }
    std::stable_sort(tree.begin(), tree.end(), [](const Join &left, const Join &right) {
        return left.distance < right.distance;
    });
    return tree;
}

//! The joins as a tree: the points first, then one node for each join, the last the root.
struct Dendrogram
{
    std::vector<Join> joins = {}; //!< of nodes
    std::vector<size_t> sizes = {}; //!< of nodes, in points
};

Dendrogram dendrogramOf(const std::vector<Join> &tree)
{
    const size_t points = tree.size() + 1;
    Dendrogram result{.sizes = std::vector<size_t>(points, 1)};
    std::vector<size_t> parents(points + tree.size());
    std::iota(parents.begin(), parents.end(), size_t(0));
    const auto rootOf = [&parents](size_t node) {
        while (parents[node] != node) {
            parents[node] = parents[parents[node]];
            node = parents[node];
        }
        return node;
    };
    for (const Join &edge : tree) {
        const Join join{
            .left = rootOf(edge.left), .right = rootOf(edge.right), .distance = edge.distance};
        const size_t node = points + result.joins.size();
        parents[join.left] = node;
        parents[join.right] = node;
        result.sizes.push_back(result.sizes[join.left] + result.sizes[join.right]);
        result.joins.push_back(join);
    }
    return result;
}

//! A cluster as long as it holds together, while the distance that joins shrinks.
struct Condensed
{
    size_t parent = 0;
    double birth = 0; //!< 1 / distance
    double stability = 0;
    bool hasChildren = false;
};

//! The tree without what is too small to be a cluster (section 4 of the paper).
class CondensedTree final
{
public:
    CondensedTree(const Dendrogram &dendrogram, size_t minimumSize)
        : m_dendrogram(dendrogram)
        , m_minimumSize(minimumSize)
        , m_points(dendrogram.joins.size() + 1)
        , m_owner(m_points)
        // Points on each other would be infinitely dense.
        , m_leastDistance(std::max(dendrogram.joins.back().distance * 1e-6, 1e-30))
    {
        m_clusters.push_back({});
        std::vector<std::pair<size_t, size_t>> open{{m_dendrogram.sizes.size() - 1, 0}};
        while (!open.empty()) {
            const auto [node, cluster] = open.back();
            open.pop_back();
            split(node, cluster, open);
        }
    }

    //! \return the cluster of each point, of those that hold together best; less than 0: none.
    std::vector<int> bestClusters() const
    {
        // Children come after their parents.
        std::vector<double> below(m_clusters.size());
        std::vector<bool> isChosen(m_clusters.size());
        for (size_t cluster = m_clusters.size() - 1; cluster > 0; --cluster) {
            const double own = m_clusters[cluster].stability;
            isChosen[cluster] = !m_clusters[cluster].hasChildren || own >= below[cluster];
            below[m_clusters[cluster].parent] += std::max(own, below[cluster]);
        }
        std::vector<int> chosen(m_clusters.size(), Clustering::none);
        for (size_t cluster = 1; cluster < m_clusters.size(); ++cluster) {
            const int above = chosen[m_clusters[cluster].parent];
            chosen[cluster] = above != Clustering::none ? above
                : isChosen[cluster]                     ? int(cluster)
                                                        : Clustering::none;
        }
        std::vector<int> result(m_points);
        for (size_t point = 0; point < m_points; ++point)
            result[point] = chosen[m_owner[point]];
        return result;
    }

private:
    void split(size_t node, size_t cluster, std::vector<std::pair<size_t, size_t>> &open)
    {
        if (node < m_points) {
            m_owner[node] = cluster;
            return;
        }
        const Join &join = m_dendrogram.joins[node - m_points];
        const double density = 1 / std::max(join.distance, m_leastDistance);
        const size_t left = m_dendrogram.sizes[join.left];
        const size_t right = m_dendrogram.sizes[join.right];
        const bool isSplit = left >= m_minimumSize && right >= m_minimumSize;
        const double lasted = density - m_clusters[cluster].birth;
        for (const auto &[child, size] :
             {std::pair(join.left, left), std::pair(join.right, right)}) {
            if (isSplit) {
                m_clusters[cluster].hasChildren = true;
                m_clusters[cluster].stability += double(size) * lasted;
                m_clusters.push_back({.parent = cluster, .birth = density});
                open.emplace_back(child, m_clusters.size() - 1);
            } else if (size >= m_minimumSize) {
                open.emplace_back(child, cluster);
            } else {
                m_clusters[cluster].stability += double(size) * lasted;
                fallOut(child, cluster);
            }
        }
    }

    void fallOut(size_t node, size_t cluster)
    {
        std::vector<size_t> open{node};
        while (!open.empty()) {
            const size_t next = open.back();
            open.pop_back();
            if (next < m_points) {
                m_owner[next] = cluster;
            } else {
                open.push_back(m_dendrogram.joins[next - m_points].left);
                open.push_back(m_dendrogram.joins[next - m_points].right);
            }
        }
    }

    const Dendrogram &m_dendrogram;
    size_t m_minimumSize;
    size_t m_points;
    std::vector<size_t> m_owner; // the last cluster that each point belonged to
    double m_leastDistance;
    std::vector<Condensed> m_clusters; // the first is the whole
};

} // namespace

Clustering hdbscan(const Positions &positions, int minimumSize, int samples, Workers &workers)
{
    std::vector<int> ofRow(positions.size(), Clustering::none);
    Positions placed;
    std::vector<size_t> rows;
    for (size_t row = 0; row < positions.size(); ++row) {
        if (std::isfinite(positions[row].x) && std::isfinite(positions[row].y)) {
            placed.push_back(positions[row]);
            rows.push_back(row);
        }
    }
    if (placed.size() < 2)
        return numberedBySize(ofRow);
    const std::vector<double> cores = coreDistances(placed, size_t(std::max(samples, 1)), workers);
    const Dendrogram dendrogram = dendrogramOf(spanningTree(placed, cores));
    const std::vector<int> clusters =
        CondensedTree(dendrogram, size_t(std::max(minimumSize, 2))).bestClusters();
    for (size_t at = 0; at < rows.size(); ++at)
        ofRow[rows[at]] = clusters[at];
    return numberedBySize(ofRow);
}

} // namespace polylogue::app::projection
