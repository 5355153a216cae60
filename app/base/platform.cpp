// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/base/platform.h"

#include <QDateTime>
#include <QFileInfo>
#include <QProcess>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#else
#include <io.h>
#endif

using namespace Qt::StringLiterals;

namespace polylogue::app::base {

namespace {

Error fileError(const QString &path, const QString &type, const QString &detail)
{
    return {.kind = ErrorKind::File,
            .detail = detail,
            .type = type,
            .subject = QFileInfo(path).fileName()};
}

} // namespace

#ifdef Q_OS_UNIX

namespace {

QString typeOfErrno(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return u"not_found"_s;
    case EACCES:
    case EPERM:
        return u"no_permission"_s;
    case ELOOP: // what O_NOFOLLOW answers to a link
        return u"link"_s;
    case ENXIO: // a socket
        return u"not_regular"_s;
    default:
        return u"not_readable"_s;
    }
}

} // namespace

Result<std::unique_ptr<QFile>> openRegularFile(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(),
                                  O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
        const int error = errno;
        return fileError(path, typeOfErrno(error), QString::fromLocal8Bit(std::strerror(error)));
    }
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return fileError(path, S_ISDIR(status.st_mode) ? u"directory"_s : u"not_regular"_s, {});
    }
    auto file = std::make_unique<QFile>(path);
    if (!file->open(descriptor, QIODevice::ReadOnly | QIODevice::Unbuffered,
                    QFileDevice::AutoCloseHandle)) {
        ::close(descriptor);
        return fileError(path, u"not_readable"_s, file->errorString());
    }
    return file;
}

FileStamp fileStamp(const QFile &file)
{
    struct stat status = {};
    if (::fstat(file.handle(), &status) != 0)
        return {};
#ifdef Q_OS_DARWIN
    const timespec &modified = status.st_mtimespec;
#else
    const timespec &modified = status.st_mtim;
#endif
    return {.size = status.st_size,
            .modified = qint64(modified.tv_sec) * 1'000'000'000 + modified.tv_nsec};
}

bool syncToDisk(QFile &file)
{
    return file.flush() && ::fsync(file.handle()) == 0;
}

void syncDirectory(const QString &directory)
{
    const int descriptor =
        ::open(QFile::encodeName(directory).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

void setStandardInput(QProcess &process, const QFile &file)
{
    process.setInputChannelMode(QProcess::ForwardedInputChannel);
    process.setChildProcessModifier(
        [descriptor = file.handle()] { ::dup2(descriptor, STDIN_FILENO); });
}

bool wasOutOfProcessorTime(const QProcess &process)
{
    return process.exitStatus() == QProcess::CrashExit && process.exitCode() == SIGXCPU;
}

void prepareProcess()
{
    const rlimit none{};
    ::setrlimit(RLIMIT_CORE, &none);
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
}

#else

Result<std::unique_ptr<QFile>> openRegularFile(const QString &path)
{
    const QFileInfo info(path);
    if (info.isSymLink())
        return fileError(path, u"link"_s, {});
    if (!info.exists())
        return fileError(path, u"not_found"_s, {});
    if (!info.isFile())
        return fileError(path, info.isDir() ? u"directory"_s : u"not_regular"_s, {});
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fileError(path, u"not_readable"_s, file->errorString());
    return file;
}

FileStamp fileStamp(const QFile &file)
{
    const QFileInfo info(file.fileName());
    return {.size = info.size(), .modified = info.lastModified().toMSecsSinceEpoch()};
}

bool syncToDisk(QFile &file)
{
    return file.flush() && ::_commit(file.handle()) == 0;
}

void syncDirectory(const QString &)
{ }

void setStandardInput(QProcess &process, const QFile &file)
{
    process.setStandardInputFile(file.fileName());
}

bool wasOutOfProcessorTime(const QProcess &)
{
    return false;
}

void prepareProcess()
{ }

#endif

bool hasSessionBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")
        || QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + "/bus"_L1);
}

} // namespace polylogue::app::base
