// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QString>

//! The first bytes of a database file, looked at before SQLite may change anything
//! (sqlite.org/fileformat2.html, 1.3).
namespace polylogue::app::store {

struct FileHeader
{
    enum class Kind {
        Ours,
        New, //!< a database that has no table yet, or only in its -wal
        Foreign, //!< another program's database
        Damaged, //!< says what it never does in a file of ours, but may be one
        NoDatabase, //!< too short for one
    };

    Kind kind = Kind::NoDatabase;
    int version = 0; //!< PRAGMA user_version; 0 where it is none that can be
};

//! \return ErrorKind::Disk where \a path cannot be read.
base::Result<FileHeader> readFileHeader(const QString &path);

//! \return whether repairFileHeader() would change \a path.
base::Result<bool> needsHeaderRepair(const QString &path);

//! \brief Makes a file with a damaged header one that SQLite reads, as far as the rest is whole.
//!
//! What is the same in all files of ours is put in its place; a version that cannot be is 0 then.
//! \param path of a copy, which is changed
//! \return ErrorKind::Disk where it cannot be read or written.
base::Status repairFileHeader(const QString &path);

} // namespace polylogue::app::store
