// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/schema.h"

namespace polylogue::app::store {

//! \brief What could be brought over from a damaged database.
struct Salvaged
{
    qint64 messages = 0;
    qint64 lost = 0; //!< messages known of from an index only; they stand in their place, empty
};

//! \return where salvage() to \a target keeps a copy meanwhile; left over if we crash.
QString repairedPath(const QString &target);

//! \brief Copies each row of the database \a damaged that can be read, to the new file \a target.
//!
//! A damaged header is repaired on a copy first. Rows are walked by key; what lies on a damaged
//! page is passed over. Messages and chats to which nothing leads any more are looked for on all
//! pages. All are in the search index then. Lost messages that an index
//! still names are added with a hash that fits nothing, so that they are shown as damaged in their
//! place; lost chats that messages belong to are added under the title that the search knows.
//! \param steps others than migrations() in tests only
//! \return an Error where neither tables nor messages can be found; \a damaged is never changed.
base::Result<Salvaged> salvage(const QString &damaged, const QString &target,
                               const QList<Migration> &steps = migrations());

} // namespace polylogue::app::store
