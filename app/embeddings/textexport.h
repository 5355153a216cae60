// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/embeddings/textmap.h"

namespace polylogue::app::embeddings {

//! \brief Writes texts of \a map as CSV, with what stands beside them, their clusters and places.
//!        Blocks.
//! \param points rows of the map, in the order in which they are written
//! \return as base::NewFile
base::Status writeTexts(const QString &path, const TextMap &map, const QList<qsizetype> &points);

} // namespace polylogue::app::embeddings
