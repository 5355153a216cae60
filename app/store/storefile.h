// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/chatstore.h"
#include "app/store/database.h"
#include "app/store/schema.h"

//! The profile's database as a file: opened, migrated, replaced; never deleted (app/README.md,
//! Store).
namespace polylogue::app::store {

//! \brief A database that came open, or why it did not.
struct OpenedStore
{
    std::unique_ptr<Database> database = {}; //!< null: StoreStatus::Mode::Unusable
    StoreStatus::Mode mode = StoreStatus::Mode::Unusable;
    //! ErrorKind::Disk with the file as subject. Types: "directory", "empty", "foreign" (not ours),
    //! "not_a_database", "newer_schema", "read_only"; and where the store is usable again:
    //! "salvaged", "put_aside", with the kept file as subject.
    std::optional<base::Error> error = {};
    bool wasEndedCleanly = true; //!< false: to be checked, isSound()
};

//! \return DIRECTORY/polylogue.db
QString storePath(const QString &directory);

//! \brief Opens a profile's database: makes it, migrates it, salvages it, as it is needed.
//! \param directory made with mode 0700 where there is none
//! \param steps others than migrations() in tests only
OpenedStore openStore(const QString &directory, const QList<Migration> &steps = migrations());

//! \return whether integrity_check finds nothing; an Error where it cannot be told.
base::Result<bool> isSound(Database &database);

//! \brief Writes all that \a database holds, committed by now, to the new file \a target (0600).
base::Status copyDatabase(Database &database, const QString &target);

//! \return where a file that is to become the database is prepared; left over if we crash.
QString partPath(const QString &directory);

//! \brief Puts the whole and closed file at partPath() in the database's place, which must be
//!        closed. A crash in between is made good by openStore().
//! \param reason names what is kept: polylogue.db.REASON-DATE
//! \return where the file that was there is kept now; empty where there was none.
base::Result<QString> replaceStore(const QString &directory, const QString &reason);

//! \brief Opens a new database that holds what can still be read of the damaged one, which is kept.
//!
//! Where nothing can be read: unusable if there are backups to choose, else anew.
OpenedStore openSalvaged(const QString &directory, const QList<Migration> &steps = migrations());

} // namespace polylogue::app::store
