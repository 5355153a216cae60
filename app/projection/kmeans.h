// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/clustering.h"
#include "app/projection/workers.h"

namespace polylogue::app::projection {

//! \brief Cuts the rows into \a clusters around their means (Lloyd's algorithm, begun by
//! k-means++), so
//!        that squared Euclidean distances to the means sum up to little: the best of several
//!        attempts.
//!
//! Of fewer different rows than \a clusters there are fewer clusters; rows that are not finite
//! belong to none. The same for any number of threads.
Clustering kMeans(const Matrix &matrix, int clusters, quint32 seed, Workers &workers);

} // namespace polylogue::app::projection
