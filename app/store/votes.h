// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/change.h"

#include <QList>

//! What the user preferred without knowing whose it was.
namespace polylogue::app::store {

class Database;

base::Status apply(Database &database, const SaveVote &change);
base::Status apply(Database &database, const RemoveVotes &change);

//! \return all votes in the order in which they were given.
base::Result<QList<Vote>> loadVotes(Database &database);

} // namespace polylogue::app::store
