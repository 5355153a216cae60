// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/search.h"

#include <functional>

namespace polylogue::app::store {

class Database;

//! \brief The best \a limit hits, titles first.
//! \param isCancelled asked now and then; ErrorKind::Cancelled where it returns true
base::Result<QList<SearchHit>> search(Database &database, const SearchQuery &query, int limit,
                                      const std::function<bool()> &isCancelled);

} // namespace polylogue::app::store
