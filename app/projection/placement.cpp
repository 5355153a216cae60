// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/placement.h"

#include "app/projection/layout.h"
#include "app/projection/neighbours.h"

#include <algorithm>
#include <cmath>

namespace polylogue::app::projection {

namespace {

// The map is finished: new points have only to find their place in it.
constexpr int epochs = 100;

//! Each new point's edges to its neighbours on the map.
Graph graphOfPlacement(const Neighbours &neighbours, const std::vector<float> &closeness,
                       size_t points)
{
    Graph graph{.target = neighbours.rows, .weight = closeness};
    for (size_t point = 0; point <= points; ++point)
        graph.firstEdge.push_back(point * neighbours.count);
    return graph;
}

//! New points begin at the mean of their neighbours, by their weights.
Positions meansOfNeighbours(const Graph &graph, const Positions &map)
{
    Positions result(pointCount(graph));
    for (size_t point = 0; point < result.size(); ++point) {
        double x = 0;
        double y = 0;
        double sum = 0;
        for (size_t edge = graph.firstEdge[point]; edge < graph.firstEdge[point + 1]; ++edge) {
            const double weight = double(graph.weight[edge]);
            x += weight * double(map[graph.target[edge]].x);
            y += weight * double(map[graph.target[edge]].y);
            sum += weight;
        }
        result[point] = {.x = float(x / sum), .y = float(y / sum)};
    }
    return result;
}

//! \return the rows that have a place on the map.
std::vector<size_t> placedRows(const Matrix &matrix, const Positions &map)
{
    std::vector<size_t> result = finiteRows(matrix);
    std::erase_if(result, [&map](size_t row) { return !std::isfinite(map[row].x); });
    return result;
}

} // namespace

Positions placedOnMap(const Matrix &rows, const Matrix &matrix, const Positions &map,
                      const UmapOptions &options, Workers &workers)
{
    Positions result(rows.rows, nowhere);
    const std::vector<size_t> placed = placedRows(matrix, map);
    const std::vector<size_t> wanted = finiteRows(rows);
    if (placed.empty() || wanted.empty())
        return result;
    Positions others;
    others.reserve(placed.size());
    for (const size_t row : placed)
        others.push_back(map[row]);

    const Matrix queries = rowsOf(rows, wanted);
    const size_t reach = std::min(size_t(options.neighbours), placed.size());
    const bool isWhole = placed.size() == matrix.rows;
    const auto neighbours = neighboursOf(queries, isWhole ? matrix : rowsOf(matrix, placed), reach,
                                         options.metric, workers);
    const LocalScales scales = localScales(*neighbours, queries.rows, double(reach), workers);
    const Graph graph =
        graphOfPlacement(*neighbours, closenesses(*neighbours, scales), queries.rows);
    Positions positions = meansOfNeighbours(graph, others);
    optimizePlacement(
        graph, positions, others,
        {.curve = curveFor(options.minimumDistance), .epochs = epochs, .seed = options.seed},
        workers);
    for (size_t at = 0; at < wanted.size(); ++at)
        result[wanted[at]] = positions[at];
    return result;
}

} // namespace polylogue::app::projection
