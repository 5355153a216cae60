// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/profilepaths.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace polylogue::app::settings {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::Status;

namespace {

constexpr QFileDevice::Permissions onlyOwner =
    QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;

//! Makes \a path, which is ours alone, with mode 0700; folders above it as the user's umask says.
Status makePrivate(const QString &path)
{
    const QFileInfo info(path);
    QDir().mkpath(info.path());
    if (!info.isDir())
        QDir().mkdir(path, onlyOwner);
    const QFileInfo made(path);
    if (!made.isDir() || !made.isWritable() || !made.isReadable())
        return Error{.kind = ErrorKind::Disk, .subject = path};
    // An older folder may be open to others. Where that cannot be changed (a folder of another
    // owner, a file system without modes) the files in it are still 0600.
    QFile::setPermissions(path, onlyOwner);
    return {};
}

QString xdgFolder(QStandardPaths::StandardLocation location)
{
    return QStandardPaths::writableLocation(location) + u"/polylogue"_s;
}

} // namespace

Result<ProfilePaths> profilePaths(const QString &profileDirectory)
{
    ProfilePaths paths;
    if (profileDirectory.isEmpty()) {
        paths = {.config = xdgFolder(QStandardPaths::GenericConfigLocation),
                 .data = xdgFolder(QStandardPaths::GenericDataLocation),
                 .cache = xdgFolder(QStandardPaths::GenericCacheLocation)};
    } else {
        const QString root = QDir::cleanPath(QFileInfo(profileDirectory).absoluteFilePath());
        if (!QFileInfo::exists(root)) {
            if (const Status made = makePrivate(root); !made)
                return made.error();
        }
        paths = {
            .config = root + u"/config"_s, .data = root + u"/data"_s, .cache = root + u"/cache"_s};
    }
    for (const QString &path : {paths.config, paths.data, paths.cache}) {
        if (const Status made = makePrivate(path); !made)
            return made.error();
    }
    return paths;
}

} // namespace polylogue::app::settings
