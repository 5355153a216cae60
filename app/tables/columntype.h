// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/tables/table.h"

namespace polylogue::app::tables {

//! \brief What a single cell is; Empty where it has nothing but white space.
ColumnType cellType(const QString &cell);

//! \brief Sets the types of \a table's columns from its cells. Where they are of different types
//!        the column is text.
void findColumnTypes(Table &table);

} // namespace polylogue::app::tables
