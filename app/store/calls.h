// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/change.h"

#include <QList>

//! The ledger of HTTP calls.
namespace polylogue::app::store {

class Database;

base::Status apply(Database &database, const RecordCall &change);

//! \return the newest \a limit calls, the newest first.
base::Result<QList<LedgerRow>> loadCalls(Database &database, int limit);

} // namespace polylogue::app::store
