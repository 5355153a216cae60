// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/layout.h"

#include "app/projection/kernels.h"

#include <algorithm>

namespace polylogue::app::projection {

namespace {

// New points that one thread places at a time.
constexpr size_t pieceSize = 64;

// How often progress is told.
constexpr int reports = 100;

//! When each edge is used: the heaviest in every epoch, others as much less often as they weigh
//! less.
struct Schedule
{
    std::vector<size_t> firstEdge = {0};
    std::vector<uint32_t> target = {};
    std::vector<float> interval = {};
    std::vector<float> nextUse = {};
};

//! \return the schedule without the edges that are too light to be used at all.
Schedule scheduleOf(const Graph &graph, int epochs)
{
    Schedule result;
    const auto heaviest = std::max_element(graph.weight.begin(), graph.weight.end());
    const float largest = heaviest == graph.weight.end() ? 1 : *heaviest;
    for (size_t point = 0; point < pointCount(graph); ++point) {
        for (size_t edge = graph.firstEdge[point]; edge < graph.firstEdge[point + 1]; ++edge) {
            if (graph.weight[edge] < largest / float(epochs))
                continue;
            result.target.push_back(graph.target[edge]);
            result.interval.push_back(largest / graph.weight[edge]);
        }
        result.firstEdge.push_back(result.target.size());
    }
    result.nextUse = result.interval;
    return result;
}

LayoutStep stepOf(Schedule &schedule, const LayoutOptions &options)
{
    return {.firstEdge = schedule.firstEdge.data(),
            .target = schedule.target.data(),
            .interval = schedule.interval.data(),
            .nextUse = schedule.nextUse.data(),
            .a = float(options.curve.a),
            .b = float(options.curve.b)};
}

void movePoints(LayoutStep &step, const LayoutOptions &options, int epoch, size_t count)
{
    step.epoch = float(epoch);
    step.pace = 1 - step.epoch / float(options.epochs);
    step.seed = options.seed * 0x9e3779b9U + uint32_t(epoch);
    kernels().movePoints(step, count);
}

//! \return the edges of \a point alone, which is number 0 there.
Graph partOf(const Graph &graph, size_t point)
{
    const auto begin = std::ptrdiff_t(graph.firstEdge[point]);
    const auto end = std::ptrdiff_t(graph.firstEdge[point + 1]);
    return {.firstEdge = {0, size_t(end - begin)},
            .target = {graph.target.begin() + begin, graph.target.begin() + end},
            .weight = {graph.weight.begin() + begin, graph.weight.begin() + end}};
}

} // namespace

bool optimizeLayout(const Graph &graph, Positions &positions, const LayoutOptions &options,
                    const Report &report)
{
    if (positions.size() < 2)
        return true;
    Schedule schedule = scheduleOf(graph, options.epochs);
    LayoutStep step = stepOf(schedule, options);
    step.points = positions.data();
    step.others = positions.data();
    step.otherCount = positions.size();
    const int reportEvery = std::max(options.epochs / reports, 1);
    for (int epoch = 0; epoch < options.epochs; ++epoch) {
        movePoints(step, options, epoch, positions.size());
        const Progress progress{.stage = Stage::Layout,
                                .share = double(epoch + 1) / options.epochs,
                                .positions = &positions};
        if ((epoch + 1) % reportEvery == 0 && !tell(report, progress))
            return false;
    }
    return true;
}

void optimizePlacement(const Graph &graph, Positions &positions, const Positions &map,
                       const LayoutOptions &options, Workers &workers)
{
    workers.forPieces(positions.size(), pieceSize, [&](size_t begin, size_t end) {
        Positions others = map;
        for (size_t point = begin; point < end; ++point) {
            // Alone: its place must not depend on which others are placed with it.
            Schedule schedule = scheduleOf(partOf(graph, point), options.epochs);
            LayoutStep step = stepOf(schedule, options);
            step.points = &positions[point];
            step.others = others.data();
            step.otherCount = others.size();
            step.isMutual = false;
            for (int epoch = 0; epoch < options.epochs; ++epoch)
                movePoints(step, options, epoch, 1);
        }
    });
}

} // namespace polylogue::app::projection
