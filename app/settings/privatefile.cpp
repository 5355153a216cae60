// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/privatefile.h"

#include <QDateTime>
#include <QFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace polylogue::app::settings {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::Status;

namespace {

// Settings are kilobytes; whatever is larger is none of ours and must not fill the memory.
constexpr qint64 maximumSize = 16 * 1024 * 1024;

Error diskError(const QString &path, const QFileDevice &file)
{
    return {.kind = ErrorKind::Disk, .detail = file.errorString(), .subject = path};
}

} // namespace

Status writePrivateFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(bytes) == bytes.size() && file.flush();
    if (!isWritten || !file.commit())
        return diskError(path, file);
    return {};
}

Result<QByteArray> readPrivateFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return QByteArray();
    if (!file.open(QIODevice::ReadOnly))
        return Error{.kind = ErrorKind::File, .detail = file.errorString(), .subject = path};
    // Qt sets as much memory aside as it is asked to read at most.
    const QByteArray bytes = file.read(qMin(file.size(), maximumSize) + 1);
    if (file.error() != QFileDevice::NoError)
        return Error{.kind = ErrorKind::File, .detail = file.errorString(), .subject = path};
    if (bytes.size() > maximumSize)
        return Error{.kind = ErrorKind::File, .type = u"too_large"_s, .subject = path};
    return bytes;
}

Result<QString> keepAside(const QString &path)
{
    const QString stem =
        path + u".damaged-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s);
    QString target = stem;
    for (int number = 2; QFile::exists(target); ++number)
        target = stem + u'-' + QString::number(number);
    QFile file(path);
    if (!file.rename(target))
        return diskError(path, file);
    return target;
}

} // namespace polylogue::app::settings
