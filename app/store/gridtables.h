// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/change.h"
#include "app/store/gridrecord.h"

#include <QList>

//! Grid runs in the database: written as changes, read back as values.
namespace polylogue::app::store {

class Database;

base::Status apply(Database &database, const SaveGridRun &change);
base::Status apply(Database &database, const SaveGridCell &change);
base::Status apply(Database &database, const RemoveGridRun &change);

//! \return all runs, the newest first.
base::Result<QList<GridRunSummary>> listGridRuns(Database &database);
//! \return ErrorKind::File, type "missing", where there is no such run.
base::Result<StoredGridRun> loadGridRun(Database &database, const GridRunId &id);

} // namespace polylogue::app::store
