// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/neighbours.h"

#include <QtGlobal>

namespace polylogue::app::projection {

//! \brief As exactNeighbours(), but for so many rows that not all can be compared: neighbours of
//!        neighbours are likely to be neighbours (Dong, Moses, Li 2011), beginning in random trees.
//!
//! The same seed finds the same, whatever the number of threads. Neighbours::recall is measured:
//! some rows are compared with all.
std::optional<Neighbours> approximateNeighbours(const Matrix &matrix, size_t count, Metric metric,
                                                quint32 seed, Workers &workers,
                                                const Report &report = {});

} // namespace polylogue::app::projection
