// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/clustering.h"
#include "app/projection/workers.h"

namespace polylogue::app::projection {

//! \brief Finds clusters where points are dense, however many there are: HDBSCAN (Campello,
//! Moulavi,
//!        Sander 2013), exactly, with the excess of mass.
//!
//! Time grows with the square of the number of points: meant for places on a map. Points that
//! belong to no cluster, and those without a place, have none; the whole is never one cluster.
//! \param minimumSize of a cluster, at least 2
//! \param samples how many neighbours tell how dense it is around a point, at least 1
Clustering hdbscan(const Positions &positions, int minimumSize, int samples, Workers &workers);

} // namespace polylogue::app::projection
