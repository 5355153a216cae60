// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/chatstore.h"

#include <QDate>

//! Whole copies of a profile's database: DIRECTORY/backups/polylogue-YYYY-MM-DD.db, and what was
//! replaced by a restored backup or a migration. All functions may run on any thread.
namespace polylogue::app::store {

class Database;

constexpr qsizetype keptBackups = 7;

//! \return whole ones, newest first.
QList<Backup> listBackups(const QString &directory);

//! \brief Copies the database as it is now, on a connection of its own, checks the copy, names it
//!        after \a day (one of that day is replaced), and removes older ones: daily ones beyond
//!        keptBackups, all that were made before the trash was emptied.
base::Result<Backup> makeBackup(const QString &directory, const QDate &day);

//! \brief Copies a backup to partPath() and checks it.
//! \return ErrorKind::File with the backup as subject where it is none ("not_a_database"), damaged
//!         ("damaged") or of a newer version ("newer_schema").
base::Status prepareBackup(const QString &directory, const QString &backupPath);

//! \return whether the daily backup of \a day is made.
bool hasBackupOf(const QString &directory, const QDate &day);

//! \brief Notes, within the transaction that is open, that backups made before now are to go.
base::Status noteEmptiedTrash(Database &database);

} // namespace polylogue::app::store
