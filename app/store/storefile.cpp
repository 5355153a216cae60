// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/storefile.h"

#include "app/base/platform.h"
#include "app/store/backups.h"
#include "app/store/fileheader.h"
#include "app/store/salvage.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <filesystem>
#include <system_error>

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

namespace {

using Mode = StoreStatus::Mode;

constexpr auto privateFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto privateDirectory = privateFile | QFileDevice::ExeOwner;

base::Error storeError(const QString &subject, const QString &type, const QString &code = {},
                       const QString &detail = {})
{
    return {.kind = base::ErrorKind::Disk,
            .detail = detail,
            .type = type,
            .code = code,
            .subject = subject};
}

bool isDamage(const base::Error &error)
{
    return error.code == "SQLITE_CORRUPT"_L1 || error.code == "SQLITE_NOTADB"_L1;
}

OpenedStore unusable(const base::Error &error)
{
    return {.mode = Mode::Unusable, .error = error};
}

QString keptPath(const QString &path, const QString &reason)
{
    const QString stem = path + u'.' + reason + u'-'
        + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s);
    QString kept = stem;
    for (int number = 2; QFile::exists(kept); ++number)
        kept = stem + u'-' + QString::number(number);
    return kept;
}

//! In one step or not at all: QFile::rename() would copy where the system refuses.
base::Status renameFile(const QString &from, const QString &to)
{
    std::error_code error;
    std::filesystem::rename(from.toStdU16String(), to.toStdU16String(), error);
    if (error) {
        return storeError(from, {}, u"SQLITE_IOERR"_s, QString::fromLocal8Bit(error.message()));
    }
    return {};
}

QString nextPath(const QString &directory)
{
    return storePath(directory) + ".next"_L1;
}

base::Status syncFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly) || !base::syncToDisk(file))
        return storeError(path, {}, u"SQLITE_IOERR"_s, file.errorString());
    return {};
}

//! Goes on where replaceStore() was interrupted.
base::Status finishReplacement(const QString &directory)
{
    const QString path = storePath(directory);
    Database::removeFiles(partPath(directory));
    Database::removeFiles(repairedPath(partPath(directory)));
    if (!QFile::exists(nextPath(directory)))
        return {};
    if (QFile::exists(path)) {
        QFile::remove(nextPath(directory)); // it had not begun
        return {};
    }
    const QString wal = path + "-wal"_L1;
    if (QFile::exists(wal)) { // of the file that is kept; it must never be applied to the new one
        if (base::Status moved = renameFile(wal, keptPath(path, u"kept-wal"_s)); !moved)
            return moved;
    }
    QFile::remove(path + "-shm"_L1);
    return renameFile(nextPath(directory), path);
}

//! \return what must be the same before and after a migration.
base::Result<QByteArray> digest(Database &database)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const base::Status read =
        database.read(u"SELECT id, hash FROM messages ORDER BY id"_s, {}, [&hash](const Row &row) {
            hash.addData(row.bytes(0));
            hash.addData(row.bytes(1));
            return true;
        });
    if (!read)
        return read.error();
    for (const QString &table : {u"chats"_s, u"messages"_s, u"drafts"_s}) {
        const auto count = database.value(u"SELECT count(*) FROM "_s + table);
        if (!count)
            return count.error();
        hash.addData(count->toByteArray() + ';');
    }
    return hash.result();
}

base::Status migrateFile(Database &copy, const QByteArray &before, const QList<Migration> &steps)
{
    if (base::Status migrated = migrate(copy, steps); !migrated)
        return migrated;
    const auto after = digest(copy);
    if (!after)
        return after.error();
    const auto sound = isSound(copy);
    if (!sound)
        return sound.error();
    const auto orphan = copy.value(u"PRAGMA foreign_key_check"_s);
    if (!orphan)
        return orphan.error();
    if (*after != before || !*sound || orphan->isValid())
        return storeError(copy.path(), u"migration"_s, u"SQLITE_ERROR"_s);
    return {};
}

//! \return where the file of the older schema is kept.
base::Result<QString> migrateCopy(const QString &directory, std::unique_ptr<Database> database,
                                  const QList<Migration> &steps)
{
    const QString part = partPath(directory);
    const auto version = schemaVersion(*database);
    const auto before = digest(*database);
    if (!before || !version)
        return before ? version.error() : before.error();
    base::Status done = copyDatabase(*database, part);
    if (done) {
        const auto copy = Database::open(part, Database::Mode::ReadWrite);
        done = copy ? migrateFile(**copy, *before, steps) : base::Status(copy.error());
    }
    database.reset();
    // Whoever else has it open may be writing to it.
    if (done && QFile::exists(storePath(directory) + "-wal"_L1))
        done = storeError(storePath(directory), {}, u"SQLITE_BUSY"_s);
    if (!done) {
        Database::removeFiles(part);
        return done.error();
    }
    return replaceStore(directory, u"schema-"_s + QString::number(*version));
}

OpenedStore openReadOnly(const QString &directory, Mode mode, const QString &type)
{
    const QString path = storePath(directory);
    auto database = Database::open(path, Database::Mode::ReadOnly);
    if (!database)
        return unusable(database.error());
    return {.database = std::move(*database),
            .mode = mode,
            .error = storeError(path, type, u"SQLITE_READONLY"_s)};
}

OpenedStore openForWriting(const QString &directory, const QList<Migration> &steps,
                           const std::optional<base::Error> &salvaged = {});

//! What cannot be read at all: the user has a backup to choose, or there is nothing to lose.
OpenedStore beginAnew(const QString &directory, const QList<Migration> &steps, const QString &code)
{
    const QString path = storePath(directory);
    if (!listBackups(directory).isEmpty())
        return unusable(storeError(path, u"not_a_database"_s, code));
    const QString kept = keptPath(path, u"damaged"_s);
    if (base::Status moved = renameFile(path, kept); !moved)
        return unusable(moved.error());
    if (QFile::exists(path + "-wal"_L1)) {
        if (base::Status moved = renameFile(path + "-wal"_L1, kept + "-wal"_L1); !moved)
            return unusable(moved.error());
    }
    return openForWriting(directory, steps, storeError(kept, u"put_aside"_s, code));
}

//! \return why a file with these first bytes is not to be opened for writing as it is, if so.
std::optional<OpenedStore> refused(const QString &directory, const FileHeader &header,
                                   const QList<Migration> &steps)
{
    const QString path = storePath(directory);
    if (header.kind == FileHeader::Kind::NoDatabase)
        return beginAnew(directory, steps, u"SQLITE_NOTADB"_s);
    if (header.kind == FileHeader::Kind::Foreign)
        return unusable(storeError(path, u"foreign"_s, u"SQLITE_NOTADB"_s));
    if (header.version > steps.size())
        return openReadOnly(directory, Mode::NewerSchema, u"newer_schema"_s);
    if (!QFileInfo(path).isWritable() || !QFileInfo(directory).isWritable())
        return openReadOnly(directory, Mode::ReadOnly, u"read_only"_s);
    if (header.kind == FileHeader::Kind::Damaged)
        return openSalvaged(directory, steps);
    return {};
}

base::Status makeFolder(const QString &directory)
{
    if (QFileInfo(directory).isDir())
        return {};
    if (!QDir().mkpath(directory) || !QFile::setPermissions(directory, privateDirectory))
        return storeError(directory, u"not_writable"_s, u"SQLITE_CANTOPEN"_s);
    return {};
}

//! \return the version of a database whose tables are there to be used.
base::Result<int> usableVersion(const base::Result<std::unique_ptr<Database>> &opened)
{
    if (!opened)
        return opened.error();
    if (const auto tables = (*opened)->value(u"SELECT count(*) FROM sqlite_schema"_s); !tables)
        return tables.error();
    return schemaVersion(**opened);
}

//! \param salvaged what happened to the file that stood there before: not twice
OpenedStore openForWriting(const QString &directory, const QList<Migration> &steps,
                           const std::optional<base::Error> &salvaged)
{
    const QString path = storePath(directory);
    const bool wasEndedCleanly = QFileInfo(path + "-wal"_L1).size() == 0;
    auto opened = Database::open(path, Database::Mode::ReadWrite);
    const auto version = usableVersion(opened);
    std::unique_ptr<Database> database = opened ? std::move(*opened) : nullptr;
    if (!version) {
        database.reset();
        return isDamage(version.error()) && !salvaged ? openSalvaged(directory, steps)
                                                      : unusable(version.error());
    }
    if (*version > steps.size()) {
        database.reset();
        return openReadOnly(directory, Mode::NewerSchema, u"newer_schema"_s);
    }
    if (*version == 0) {
        if (base::Status made = migrate(*database, steps); !made)
            return unusable(made.error());
    } else if (*version < steps.size()) {
        const auto kept = migrateCopy(directory, std::move(database), steps);
        if (kept)
            return openForWriting(directory, steps, salvaged);
        return isDamage(kept.error()) && !salvaged ? openSalvaged(directory, steps)
                                                   : unusable(kept.error());
    }
    return {.database = std::move(database),
            .mode = Mode::Ready,
            .error = salvaged,
            .wasEndedCleanly = wasEndedCleanly};
}

} // namespace

QString storePath(const QString &directory)
{
    return directory + "/polylogue.db"_L1;
}

QString partPath(const QString &directory)
{
    return storePath(directory) + ".part"_L1;
}

OpenedStore openStore(const QString &directory, const QList<Migration> &steps)
{
    const QString path = storePath(directory);
    if (base::Status made = makeFolder(directory); !made)
        return unusable(made.error());
    if (QFileInfo(path).isDir())
        return unusable(storeError(path, u"directory"_s, u"SQLITE_CANTOPEN"_s));
    if (base::Status finished = finishReplacement(directory); !finished)
        return unusable(finished.error());
    const QFileInfo file(path);
    if (file.exists() && file.size() == 0 && !listBackups(directory).isEmpty())
        return unusable(storeError(path, u"empty"_s, u"SQLITE_NOTADB"_s));
    if (file.exists() && file.size() > 0) {
        const auto header = readFileHeader(path);
        if (!header)
            return unusable(header.error());
        if (std::optional<OpenedStore> other = refused(directory, *header, steps))
            return std::move(*other);
    }
    return openForWriting(directory, steps);
}

base::Result<bool> isSound(Database &database)
{
    // Not quick_check, which does not see an index that lies about what is in its table.
    const auto found = database.value(u"PRAGMA integrity_check(1)"_s);
    if (!found && isDamage(found.error()))
        return false;
    if (!found)
        return found.error();
    return found->toString() == "ok"_L1;
}

base::Status copyDatabase(Database &database, const QString &target)
{
    Database::removeFiles(target);
    QFile file(target); // VACUUM INTO takes an empty file, but would make one that others can read
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, privateFile))
        return storeError(target, {}, u"SQLITE_CANTOPEN"_s, file.errorString());
    file.close();
    base::Status copied = database.run(u"VACUUM INTO ?"_s, {target});
    if (copied)
        copied = syncFile(target);
    if (!copied)
        Database::removeFiles(target);
    return copied;
}

base::Result<QString> replaceStore(const QString &directory, const QString &reason)
{
    const QString path = storePath(directory);
    // Closing a database that cannot take in its log says nothing, and leaves it half taken in.
    if (QFileInfo(partPath(directory) + "-wal"_L1).size() > 0)
        return storeError(partPath(directory), {}, u"SQLITE_IOERR"_s);
    if (base::Status synced = syncFile(partPath(directory)); !synced)
        return synced.error();
    QFile::remove(nextPath(directory));
    if (base::Status named = renameFile(partPath(directory), nextPath(directory)); !named)
        return named.error();
    base::syncDirectory(directory);
    QString kept;
    if (QFile::exists(path)) {
        kept = keptPath(path, reason);
        if (base::Status moved = renameFile(path, kept); !moved)
            return moved.error();
        if (QFile::exists(path + "-wal"_L1)) {
            if (base::Status moved = renameFile(path + "-wal"_L1, kept + "-wal"_L1); !moved)
                return moved.error();
        }
    }
    if (base::Status finished = finishReplacement(directory); !finished)
        return finished.error();
    base::syncDirectory(directory);
    return kept;
}

OpenedStore openSalvaged(const QString &directory, const QList<Migration> &steps)
{
    const QString part = partPath(directory);
    Database::removeFiles(part);
    const auto salvaged = salvage(storePath(directory), part, steps);
    if (!salvaged) {
        Database::removeFiles(part);
        if (isDamage(salvaged.error()))
            return beginAnew(directory, steps, salvaged.error().code);
        base::Error error = salvaged.error();
        error.subject = storePath(directory); // and not a copy of it
        return unusable(error);
    }
    const auto kept = replaceStore(directory, u"damaged"_s);
    if (!kept)
        return unusable(kept.error());
    return openForWriting(
        directory, steps,
        storeError(*kept, u"salvaged"_s, u"SQLITE_CORRUPT"_s,
                   u"messages: %1, lost: %2"_s.arg(salvaged->messages).arg(salvaged->lost)));
}

} // namespace polylogue::app::store
