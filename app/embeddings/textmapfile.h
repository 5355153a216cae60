// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/embeddings/textmap.h"

namespace polylogue::app::embeddings {

//! \brief Saves \a map with its texts and vectors: JSON lines, the first for the whole, then one a
//!        text, its vector as base64 of little-endian floats. Blocks.
base::Status writeMap(const QString &path, const TextMap &map);

//! \brief Reads what writeMap() wrote. Blocks.
//! \return ErrorKind::File: "not_a_map", "map_damaged" (the detail is the line's number)
base::Result<TextMap> readMap(const QString &path);

//! \return whether the file at \a path begins as a map does.
bool isMapFile(const QString &path);

} // namespace polylogue::app::embeddings
