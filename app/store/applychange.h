// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/change.h"

namespace polylogue::app::store {

class Database;

//! \brief Makes \a change in \a database, within the transaction that is open.
//!
//! Made again it changes nothing more; only AppendPiece, RecordCall and RecordUse add a row each
//! time. What belongs to a chat or a message that is no more (the trash was emptied meanwhile) is
//! passed over. EmptyTrash concerns rows only; backups are up to the caller, files to
//! removeUnusedBlobs().
base::Status applyChange(Database &database, const Change &change);

} // namespace polylogue::app::store
