// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/umap.h"

namespace polylogue::app::projection {

//! \brief Finds places for \a rows among those of a finished map, which stay where they are. Each
//! one's
//!        place depends on itself and the map, not on other new rows.
//! \param matrix what the map was made of, and \a map where its rows are
//! \return one position for each of \a rows; NaN for rows that are not finite, or where the map has
//! none
Positions placedOnMap(const Matrix &rows, const Matrix &matrix, const Positions &map,
                      const UmapOptions &options, Workers &workers);

} // namespace polylogue::app::projection
