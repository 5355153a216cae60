// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QString>

//! Small files that only their owner may read, written whole or not at all.
namespace polylogue::app::settings {

//! \brief Replaces the file \a path by \a bytes in one step; mode 0600.
//! \return ErrorKind::Disk with the system's words and \a path as subject; the old file stays then.
base::Status writePrivateFile(const QString &path, const QByteArray &bytes);

//! \return the file's bytes, empty where there is no file; ErrorKind::File where it cannot be read,
//!         type "too_large" where it is larger than 16 MiB.
base::Result<QByteArray> readPrivateFile(const QString &path);

//! \brief Renames a file that cannot be understood to NAME.damaged-DATE.
//! \return the new path; ErrorKind::Disk where it cannot be renamed.
base::Result<QString> keepAside(const QString &path);

} // namespace polylogue::app::settings
