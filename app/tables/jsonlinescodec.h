// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/tables/table.h"

namespace polylogue::app::tables {

//! \brief Whether \a text is to be read by tableFromJson().
bool looksLikeJson(const QString &text);

//! \brief Reads JSON lines, or an array, of objects: their members are the columns, in the order of
//!        their first appearance; of arrays: "column_1" and so on; of anything else: "text".
//!
//! Members that are objects or arrays become their JSON, null an empty cell. Types are not set.
//! \return ErrorKind::File, "not_json", subject: the number of the line that cannot be read.
base::Result<Table> tableFromJson(const QString &text);

} // namespace polylogue::app::tables
