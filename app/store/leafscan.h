// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QVariantList>

#include <functional>

namespace polylogue::app::store {

//! \brief Reads the rows of tables from the leaves of a database file, whatever leads to them.
//!
//! Where the page that names all others of a table is damaged, SQLite finds none of its rows.
//!
//! What makes no sense is passed over. Rows come in no order, also some that were moved or are of
//! other tables; nothing of the -wal is among them. Whoever takes them looks at what they hold.
//! \param take gets the rowid and the columns as they are stored, NULL for the one that is the
//!        rowid; false ends the scan
//! \return false where the file cannot be read
bool scanLeaves(const QString &path,
                const std::function<bool(qint64 key, const QVariantList &values)> &take);

} // namespace polylogue::app::store
