// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/umap.h"

#include "app/projection/layout.h"
#include "app/projection/nndescent.h"
#include "app/projection/start.h"

#include <algorithm>

namespace polylogue::app::projection {

namespace {

// Above this comparing all with all takes too long.
constexpr size_t mostCompared = 20'000;

constexpr size_t manyPoints = 10'000;
constexpr int epochsForFew = 500;
constexpr int epochsForMany = 200;

int epochsFor(const UmapOptions &options, size_t points)
{
    if (options.epochs > 0)
        return options.epochs;
    return points <= manyPoints ? epochsForFew : epochsForMany;
}

//! \pre all rows are finite
std::optional<Map> mapOfFinite(const Matrix &matrix, const UmapOptions &options, Workers &workers,
                               const Report &report)
{
    if (matrix.rows < 2)
        return Map{.positions = Positions(matrix.rows)};
    const size_t reach = std::min(size_t(options.neighbours), matrix.rows);
    const auto neighbours = matrix.rows <= mostCompared
        ? exactNeighbours(matrix, reach - 1, options.metric, workers, report)
        : approximateNeighbours(matrix, reach - 1, options.metric, options.seed, workers, report);
    if (!neighbours || !tell(report, {.stage = Stage::Graph}))
        return {};
    const LocalScales scales = localScales(*neighbours, matrix.rows, double(reach), workers);
    const Graph graph = fuzzyUnion(*neighbours, closenesses(*neighbours, scales), matrix.rows);
    if (!tell(report, {.stage = Stage::Start}))
        return {};
    Map map{.positions = startPositions(matrix, graph, options.seed), .recall = neighbours->recall};
    const LayoutOptions layout{.curve = curveFor(options.minimumDistance),
                               .epochs = epochsFor(options, matrix.rows),
                               .seed = options.seed};
    if (!optimizeLayout(graph, map.positions, layout, report))
        return {};
    return map;
}

} // namespace

std::optional<Map> umap(const Matrix &matrix, const UmapOptions &options, Workers &workers,
                        const Report &report)
{
    const std::vector<size_t> finite = finiteRows(matrix);
    if (finite.size() == matrix.rows)
        return mapOfFinite(matrix, options, workers, report);

    Map result{.positions = Positions(matrix.rows, nowhere)};
    const auto spread = [&](const Positions &positions) {
        for (size_t at = 0; at < finite.size(); ++at)
            result.positions[finite[at]] = positions[at];
    };
    const Report reportOfAll = [&](const Progress &progress) {
        if (!progress.positions)
            return tell(report, progress);
        spread(*progress.positions);
        return tell(
            report,
            {.stage = progress.stage, .share = progress.share, .positions = &result.positions});
    };
    const auto map = mapOfFinite(rowsOf(matrix, finite), options, workers, reportOfAll);
    if (!map)
        return {};
    spread(map->positions);
    result.recall = map->recall;
    return result;
}

} // namespace polylogue::app::projection
