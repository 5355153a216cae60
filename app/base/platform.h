// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QFile>
#include <QString>

#include <memory>

class QProcess;

namespace polylogue::app::base {

//! \brief Opens a file that somebody named, for reading: only a regular file, never through a
//!        symbolic link, and without waiting as a FIFO would make us (app/README.md).
//! \return ErrorKind::File with the file's name as subject and the type "not_found",
//!         "no_permission", "link", "directory", "not_regular" or "not_readable".
Result<std::unique_ptr<QFile>> openRegularFile(const QString &path);

//! \brief What changes when somebody writes to a file.
struct FileStamp
{
    qint64 size = 0; //!< bytes
    qint64 modified = 0; //!< nanoseconds, or milliseconds where the system tells no more

    bool operator==(const FileStamp &) const = default;
};

//! \brief The stamp of an open file as it is now.
FileStamp fileStamp(const QFile &file);

//! \brief Brings what was written to \a file onto the disk; false where the disk refuses.
bool syncToDisk(QFile &file);

//! \brief Brings the names in \a directory onto the disk, after a file was renamed into it.
void syncDirectory(const QString &directory);

//! \brief Makes the open \a file the standard input of \a process.
//!
//! To be called before start(). \a file must stay open until then.
void setStandardInput(QProcess &process, const QFile &file);

//! \return whether the process that ended with \a exitCode was ended by the system for using more
//!         processor time than it was given.
bool wasOutOfProcessorTime(const QProcess &process);

//! \return whether there is a D-Bus of the user's session; without one Qt would start one
//!         ("autolaunch") and wait for it.
bool hasSessionBus();

//! \brief Called first in a program: no core dump, which would hold keys; a file that may not grow
//!        and a pipe that was closed are errors of writing, not the end (SIGXFSZ, SIGPIPE).
//!
//! The process stays readable to its user's other processes: desktop portals look at it.
void prepareProcess();

} // namespace polylogue::app::base
