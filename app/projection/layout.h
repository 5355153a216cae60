// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/curve.h"
#include "app/projection/fuzzygraph.h"

namespace polylogue::app::projection {

struct LayoutOptions
{
    Curve curve = {};
    int epochs = 500;
    quint32 seed = 42;
};

//! \brief Moves \a positions so that what is close in \a graph comes close, and other points go
//! apart:
//!        stochastic gradient descent (UMAP, arXiv 1802.03426, algorithm 5).
//!
//! Each use of an edge moves both its ends at once, as in the paper; therefore this is the work of
//! one thread, whose result depends on nothing but what is given here. \return false where \a
//! report stopped it
bool optimizeLayout(const Graph &graph, Positions &positions, const LayoutOptions &options,
                    const Report &report = {});

//! \brief Moves \a positions of new points, whose edges lead to points of \a map, which stay; each
//! as if
//!        it were alone.
//! \param graph of the new points, each edge's target a place in \a map
void optimizePlacement(const Graph &graph, Positions &positions, const Positions &map,
                       const LayoutOptions &options, Workers &workers);

} // namespace polylogue::app::projection
