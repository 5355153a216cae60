// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/change.h"

namespace polylogue::app::store {

class Database;

//! \brief Makes \a change in \a database, within the transaction that is open.
//!
//! EmptyTrash concerns rows only; files and backups are up to the caller.
base::Status applyChange(Database &database, const Change &change);

} // namespace polylogue::app::store
