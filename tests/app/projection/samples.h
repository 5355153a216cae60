// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/matrix.h"

#include <QtGlobal>

namespace polylogue::tests {

//! \return rows in clusters far from each other: row i belongs to cluster i % clusters.
app::projection::Matrix clusteredRows(size_t rows, size_t columns, size_t clusters,
                                      quint32 seed = 1);

//! \return a matrix of \a rows of one length.
app::projection::Matrix matrixOf(const std::vector<std::vector<float>> &rows);

double gap(const app::projection::Position &left, const app::projection::Position &right);

//! \return the share of points whose nearest other point is of their own cluster.
double shareBesideOwn(const app::projection::Positions &positions, size_t clusters);

//! \return whether all positions are finite.
bool allFinite(const app::projection::Positions &positions);

} // namespace polylogue::tests
