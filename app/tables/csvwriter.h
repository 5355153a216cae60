// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace polylogue::app::tables {

//! \brief A record of a CSV file (RFC 4180), without its line end.
//!
//! Spreadsheets run what looks like a formula. A cell that begins with = + - @, a tab or a carriage
//! return gets an apostrophe before it, which they show as text; plain numbers stay as they are.
QString csvRecord(const QStringList &cells);

} // namespace polylogue::app::tables
