// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/fuzzygraph.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace polylogue::app::projection {

namespace {

constexpr int mostSteps = 64;
constexpr double tolerance = 1e-5;
// A width is at least this share of the mean distance.
constexpr double leastShare = 1e-3;

// Rows of a piece; their work is small.
constexpr size_t pieceRows = 512;

double closenessSum(const float *distances, size_t count, double nearest, double width)
{
    double sum = 0;
    for (size_t at = 0; at < count; ++at) {
        const double beyond = double(distances[at]) - nearest;
        sum += beyond > 0 ? std::exp(-beyond / width) : 1;
    }
    return sum;
}

//! \return the width at which the closenesses sum up to \a target, by bisection.
double fittingWidth(const float *distances, size_t count, double nearest, double target)
{
    double low = 0;
    double high = std::numeric_limits<double>::infinity();
    double width = 1;
    for (int step = 0; step < mostSteps; ++step) {
        const double sum = closenessSum(distances, count, nearest, width);
        if (std::abs(sum - target) < tolerance)
            break;
        if (sum > target) {
            high = width;
            width = (low + high) / 2;
        } else {
            low = width;
            width = std::isinf(high) ? width * 2 : (low + high) / 2;
        }
    }
    return width;
}

//! The point itself, at distance 0, is one of those whose mean is taken.
double meanOf(const float *distances, size_t count)
{
    return std::accumulate(distances, distances + count, 0.0) / double(count + 1);
}

} // namespace

LocalScales localScales(const Neighbours &neighbours, size_t points, double reach, Workers &workers)
{
    const size_t count = neighbours.count;
    LocalScales result{.nearest = std::vector<float>(points), .widths = std::vector<float>(points)};
    if (count == 0)
        return result;
    const double target = std::log2(reach);
    const double overallMean =
        std::accumulate(neighbours.distances.begin(), neighbours.distances.end(), 0.0)
        / double(points * (count + 1));
    workers.forPieces(points, pieceRows, [&](size_t begin, size_t end) {
        for (size_t point = begin; point < end; ++point) {
            const float *distances = neighbours.distances.data() + point * count;
            const float *nearest =
                std::find_if(distances, distances + count, [](float d) { return d > 0; });
            const double rho = nearest == distances + count ? 0 : double(*nearest);
            const double width = fittingWidth(distances, count, rho, target);
            const double mean = rho > 0 ? meanOf(distances, count) : overallMean;
            result.nearest[point] = float(rho);
            result.widths[point] = float(std::max(width, leastShare * mean));
        }
    });
    return result;
}

size_t pointCount(const Graph &graph)
{
    return graph.firstEdge.empty() ? 0 : graph.firstEdge.size() - 1;
}

std::vector<float> closenesses(const Neighbours &neighbours, const LocalScales &scales)
{
    std::vector<float> result(neighbours.distances.size());
    for (size_t at = 0; at < result.size(); ++at) {
        const size_t point = at / neighbours.count;
        const double beyond = double(neighbours.distances[at]) - double(scales.nearest[point]);
        result[at] = beyond > 0 ? float(std::exp(-beyond / double(scales.widths[point]))) : 1.0F;
    }
    return result;
}

namespace {

struct Edge
{
    uint32_t target = 0;
    float there = 0; //!< how close the target is, seen from the point
    float back = 0; //!< the other way
};

} // namespace

Graph fuzzyUnion(const Neighbours &neighbours, const std::vector<float> &closenesses, size_t points)
{
    const size_t count = neighbours.count;
    std::vector<size_t> first(points + 1);
    for (size_t at = 0; at < closenesses.size(); ++at) {
        ++first[at / count + 1];
        ++first[neighbours.rows[at] + 1];
    }
    std::partial_sum(first.begin(), first.end(), first.begin());

    std::vector<Edge> edges(2 * closenesses.size());
    std::vector<size_t> next(first.begin(), first.end() - 1);
    for (size_t at = 0; at < closenesses.size(); ++at) {
        const uint32_t point = uint32_t(at / count);
        const uint32_t target = neighbours.rows[at];
        edges[next[point]++] = {.target = target, .there = closenesses[at]};
        edges[next[target]++] = {.target = point, .back = closenesses[at]};
    }

    Graph graph{.firstEdge = {0}};
    graph.firstEdge.reserve(points + 1);
    graph.target.reserve(edges.size());
    graph.weight.reserve(edges.size());
    for (size_t point = 0; point < points; ++point) {
        const auto begin = edges.begin() + std::ptrdiff_t(first[point]);
        const auto end = edges.begin() + std::ptrdiff_t(first[point + 1]);
        std::sort(begin, end, [](const Edge &l, const Edge &r) { return l.target < r.target; });
        for (auto edge = begin; edge != end;) {
            float there = 0;
            float back = 0;
            const uint32_t target = edge->target;
            for (; edge != end && edge->target == target; ++edge) {
                there += edge->there;
                back += edge->back;
            }
            const float weight = there + back - there * back;
            if (weight > 0) {
                graph.target.push_back(target);
                graph.weight.push_back(weight);
            }
        }
        graph.firstEdge.push_back(graph.target.size());
    }
    return graph;
}

Components componentsOf(const Graph &graph)
{
    constexpr uint32_t unknown = std::numeric_limits<uint32_t>::max();
    Components result{.ofPoint = std::vector<uint32_t>(pointCount(graph), unknown)};
    std::vector<size_t> open;
    for (size_t start = 0; start < result.ofPoint.size(); ++start) {
        if (result.ofPoint[start] != unknown)
            continue;
        const uint32_t number = uint32_t(result.count++);
        result.ofPoint[start] = number;
        open.push_back(start);
        while (!open.empty()) {
            const size_t point = open.back();
            open.pop_back();
            for (size_t edge = graph.firstEdge[point]; edge < graph.firstEdge[point + 1]; ++edge) {
                uint32_t &other = result.ofPoint[graph.target[edge]];
                if (other == unknown) {
                    other = number;
                    open.push_back(graph.target[edge]);
                }
            }
        }
    }
    return result;
}

} // namespace polylogue::app::projection
