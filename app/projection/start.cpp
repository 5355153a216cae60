// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/start.h"

#include "app/projection/pca.h"
#include "app/projection/spectral.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace polylogue::app::projection {

namespace {

constexpr double extent = 10;
constexpr double jitter = 1e-4;

// Parts whose means are nearer to each other than this are put on a circle instead.
constexpr double leastGap = 0.5;

//! \return positions between -1 and 1.
Positions positionsOfPart(const Graph &graph, QRandomGenerator &random)
{
    Positions result(pointCount(graph));
    if (result.size() == 1)
        return result;
    const auto spectral = spectralVectors(graph);
    if (!spectral) {
        for (Position &position : result) {
            position.x = float(random.generateDouble() * 2 - 1);
            position.y = float(random.generateDouble() * 2 - 1);
        }
        return result;
    }
    double largest = 0;
    for (const std::vector<double> &vector : spectral->vectors) {
        for (const double value : vector)
            largest = std::max(largest, std::abs(value));
    }
    for (size_t point = 0; point < result.size(); ++point)
        result[point] = {.x = float(spectral->vectors[0][point] / largest),
                         .y = float(spectral->vectors[1][point] / largest)};
    return result;
}

//! The points of one part, and their graph with numbers of its own.
Graph partOf(const Graph &graph, const std::vector<size_t> &points)
{
    std::vector<uint32_t> numbers(pointCount(graph));
    for (size_t number = 0; number < points.size(); ++number)
        numbers[points[number]] = uint32_t(number);
    Graph part{.firstEdge = {0}};
    for (const size_t point : points) {
        for (size_t edge = graph.firstEdge[point]; edge < graph.firstEdge[point + 1]; ++edge) {
            part.target.push_back(numbers[graph.target[edge]]);
            part.weight.push_back(graph.weight[edge]);
        }
        part.firstEdge.push_back(part.target.size());
    }
    return part;
}

double gapBetween(const Position &left, const Position &right)
{
    return std::hypot(double(left.x) - double(right.x), double(left.y) - double(right.y));
}

double leastGapOf(const Positions &positions, size_t number)
{
    double least = 2 * extent;
    for (size_t other = 0; other < positions.size(); ++other) {
        if (other != number)
            least = std::min(least, gapBetween(positions[number], positions[other]));
    }
    return least;
}

Positions onCircle(size_t count)
{
    Positions result;
    for (size_t number = 0; number < count; ++number) {
        const double angle = 2 * std::numbers::pi * double(number) / double(count);
        result.push_back(
            {.x = float(extent * std::cos(angle)), .y = float(extent * std::sin(angle))});
    }
    return result;
}

//! \return a place for each part: by the principal components of the parts' means.
Positions centresOf(const Matrix &matrix, const std::vector<std::vector<size_t>> &parts)
{
    Matrix means{.rows = parts.size(), .columns = matrix.columns};
    for (const std::vector<size_t> &points : parts) {
        std::vector<double> mean(matrix.columns);
        for (const size_t point : points) {
            const float *row = rowOf(matrix, point);
            for (size_t at = 0; at < matrix.columns; ++at)
                mean[at] += double(row[at]) / double(points.size());
        }
        for (const double value : mean)
            means.values.push_back(float(value));
    }
    Positions centres = principalComponents(means).positions;
    float largest = 0;
    for (const Position &centre : centres)
        largest = std::max({largest, std::abs(centre.x), std::abs(centre.y)});
    for (Position &centre : centres) {
        centre.x *= largest > 0 ? float(extent) / largest : 0;
        centre.y *= largest > 0 ? float(extent) / largest : 0;
    }
    for (size_t number = 0; number < centres.size(); ++number) {
        if (!(leastGapOf(centres, number) >= leastGap))
            return onCircle(centres.size());
    }
    return centres;
}

//! A normally distributed number, by Box and Muller.
double normal(QRandomGenerator &random)
{
    const double radius = std::sqrt(-2 * std::log(1 - random.generateDouble()));
    return radius * std::cos(2 * std::numbers::pi * random.generateDouble());
}

} // namespace

Positions startPositions(const Matrix &matrix, const Graph &graph, quint32 seed)
{
    QRandomGenerator random(seed);
    const Components components = componentsOf(graph);
    Positions result(pointCount(graph));
    if (components.count == 1) {
        result = positionsOfPart(graph, random);
        for (Position &position : result)
            position = {.x = position.x * float(extent), .y = position.y * float(extent)};
    } else if (components.count > 1) {
        std::vector<std::vector<size_t>> parts(components.count);
        for (size_t point = 0; point < result.size(); ++point)
            parts[components.ofPoint[point]].push_back(point);
        const Positions centres = centresOf(matrix, parts);
        for (size_t number = 0; number < parts.size(); ++number) {
            const Positions inPart = positionsOfPart(partOf(graph, parts[number]), random);
            const float reach = float(leastGapOf(centres, number) / 2);
            for (size_t at = 0; at < inPart.size(); ++at)
                result[parts[number][at]] = {.x = centres[number].x + reach * inPart[at].x,
                                             .y = centres[number].y + reach * inPart[at].y};
        }
    }
    for (Position &position : result) {
        position.x += float(jitter * normal(random));
        position.y += float(jitter * normal(random));
    }
    return result;
}

} // namespace polylogue::app::projection
