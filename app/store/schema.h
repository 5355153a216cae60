// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QList>
#include <QStringList>

namespace polylogue::app::store {

class Database;

//! \brief The statements that lead from one version of the schema to the next.
using Migration = QStringList;

//! "Poly": what makes a file ours (PRAGMA application_id).
constexpr int applicationId = 0x506f6c79;

//! \brief All there ever were, oldest first: the first makes an empty file version 1.
//!
//! What was released is never changed. A migration does not touch messages.id and messages.hash:
//! they are compared afterwards.
const QList<Migration> &migrations();

//! \brief Brings \a database, of any older version or empty, to the newest one, all or nothing.
base::Status migrate(Database &database, const QList<Migration> &steps = migrations());

//! \return PRAGMA user_version: how many steps were made; 0 in an empty file.
base::Result<int> schemaVersion(Database &database);

} // namespace polylogue::app::store
