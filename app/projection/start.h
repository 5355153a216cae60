// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/fuzzygraph.h"

namespace polylogue::app::projection {

//! \brief Where a layout begins: each connected part of the graph by its spectral vectors, the
//! parts
//!        apart from each other as the means of their rows are; between -10 and 10, and a little
//!        aside at random. Where there are no spectral vectors points stand at random.
Positions startPositions(const Matrix &matrix, const Graph &graph, quint32 seed);

} // namespace polylogue::app::projection
