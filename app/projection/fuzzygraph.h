// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/neighbours.h"

namespace polylogue::app::projection {

//! \brief How far each point's neighbourhood reaches (UMAP, arXiv 1802.03426, algorithm 3).
struct LocalScales
{
    std::vector<float> nearest = {}; //!< rho: the smallest distance that is not 0
    std::vector<float> widths = {}; //!< sigma
};

//! \param reach n_neighbors, the point itself counted: the closenesses of its neighbours sum up to
//! the
//!        logarithm to base 2 of this
LocalScales localScales(const Neighbours &neighbours, size_t points, double reach,
                        Workers &workers);

//! \brief Edges with their weights, row after row. Of a symmetric graph both directions are there.
struct Graph
{
    std::vector<size_t> firstEdge = {}; //!< of each point, and the end of the last one's
    std::vector<uint32_t> target = {}; //!< of each edge; of each point in rising order
    std::vector<float> weight = {}; //!< of each edge, more than 0, at most 1

    bool operator==(const Graph &) const = default;
};

size_t pointCount(const Graph &graph);

//! \brief How close each of a point's neighbours is, seen from there: 1 up to the nearest, then
//! less.
//!        In the order of \a neighbours.
std::vector<float> closenesses(const Neighbours &neighbours, const LocalScales &scales);

//! \brief The graph that has an edge where at least one side sees one, by the probabilistic sum of
//! the
//!        two (algorithm 2).
Graph fuzzyUnion(const Neighbours &neighbours, const std::vector<float> &closenesses,
                 size_t points);

//! \return the number of the component of each point, in order of their first points; and how many.
struct Components
{
    std::vector<uint32_t> ofPoint = {};
    size_t count = 0;
};
Components componentsOf(const Graph &graph);

} // namespace polylogue::app::projection
