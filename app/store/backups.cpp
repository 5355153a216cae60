// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/backups.h"

#include "app/base/platform.h"
#include "app/store/storefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

namespace {

constexpr auto privateFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto privateDirectory = privateFile | QFileDevice::ExeOwner;

const auto emptiedAt = u"trash_emptied_at"_s; // of table meta: milliseconds since 1970 UTC

QString backupDirectory(const QString &directory)
{
    return directory + "/backups"_L1;
}

QString dailyPath(const QString &directory, const QDate &day)
{
    return backupDirectory(directory) + "/polylogue-"_L1 + day.toString(Qt::ISODate) + ".db"_L1;
}

base::Error diskError(const QString &path, const QString &detail = {})
{
    return {.kind = base::ErrorKind::Disk, .detail = detail, .subject = path};
}

Backup backupOf(const QFileInfo &file)
{
    return {.path = file.filePath(), .madeAt = file.lastModified().toUTC(), .size = file.size()};
}

bool isDaily(const QString &fileName)
{
    static const QRegularExpression pattern(u"\\Apolylogue-\\d{4}-\\d{2}-\\d{2}\\.db\\z"_s);
    return pattern.match(fileName).hasMatch();
}

base::Status makeBackupDirectory(const QString &path)
{
    if (!QDir().mkpath(path) || !QFile::setPermissions(path, privateDirectory))
        return diskError(path);
    return {};
}

//! \return ErrorKind::File where \a path is no sound database of ours.
base::Status verify(const QString &path)
{
    const auto refused = [&path](const QString &type) {
        return base::Error{.kind = base::ErrorKind::File, .type = type, .subject = path};
    };
    const auto database = Database::open(path, Database::Mode::ReadOnly);
    if (!database && database.error().code != "SQLITE_NOTADB"_L1)
        return database.error();
    if (!database)
        return refused(u"not_a_database"_s);
    const auto application = (*database)->value(u"PRAGMA application_id"_s);
    if (!application || application->toInt() != applicationId)
        return refused(u"not_a_database"_s);
    const auto version = schemaVersion(**database);
    if (!version || *version > migrations().size())
        return refused(version ? u"newer_schema"_s : u"damaged"_s);
    const auto sound = isSound(**database);
    if (!sound)
        return sound.error();
    if (!*sound)
        return refused(u"damaged"_s);
    return {};
}

void removeOldDailyOnes(const QString &directory)
{
    QDir backups(backupDirectory(directory));
    QStringList daily = backups.entryList(QDir::Files, QDir::Name | QDir::Reversed);
    daily.removeIf([](const QString &name) { return !isDaily(name); });
    for (qsizetype i = keptBackups; i < daily.size(); ++i)
        backups.remove(daily.at(i));
}

//! Backups older than the last emptying hold what is to be gone; \a newest knows when that was.
base::Status removeStaleOnes(const QString &directory, const QString &newest)
{
    const auto database = Database::open(newest, Database::Mode::ReadOnly);
    const auto emptied = database
        ? (*database)->value(u"SELECT value FROM meta WHERE name=?"_s, {emptiedAt})
        : base::Result<QVariant>(database.error());
    if (!emptied)
        return emptied.error();
    for (const Backup &backup : listBackups(directory)) {
        if (backup.path == newest || backup.madeAt.toMSecsSinceEpoch() > emptied->toLongLong())
            continue;
        if (!QFile::remove(backup.path))
            return diskError(backup.path);
        QFile::remove(backup.path + "-wal"_L1);
    }
    return {};
}

} // namespace

QList<Backup> listBackups(const QString &directory)
{
    QList<Backup> found;
    const QDir backups(backupDirectory(directory));
    for (const QFileInfo &file : backups.entryInfoList(QDir::Files)) {
        if (isDaily(file.fileName()))
            found.append(backupOf(file));
    }
    const QString name = QFileInfo(storePath(directory)).fileName();
    const QStringList kept = {name + ".replaced-*"_L1, name + ".schema-*"_L1};
    for (const QFileInfo &file : QDir(directory).entryInfoList(kept, QDir::Files)) {
        if (!file.fileName().endsWith("-wal"_L1))
            found.append(backupOf(file));
    }
    std::sort(found.begin(), found.end(),
              [](const Backup &a, const Backup &b) { return a.madeAt > b.madeAt; });
    return found;
}

base::Result<Backup> makeBackup(const QString &directory, const QDate &day)
{
    const QString folder = backupDirectory(directory);
    if (base::Status made = makeBackupDirectory(folder); !made)
        return made.error();
    const QString path = dailyPath(directory, day);
    const QString part = folder + "/unfinished"_L1;
    {
        if (!QFileInfo::exists(storePath(directory)))
            return diskError(storePath(directory));
        // For writing, though it only reads: so it takes part in the locking whatever stands there.
        const auto database = Database::open(storePath(directory), Database::Mode::ReadWrite);
        if (!database)
            return database.error();
        if (base::Status copied = copyDatabase(**database, part); !copied)
            return copied.error();
    }
    base::Status done = verify(part);
    if (done) {
        QFile::remove(path);
        QFile file(part);
        if (!file.rename(path))
            done = diskError(path, file.errorString());
    }
    if (!done) {
        QFile::remove(part);
        return done.error();
    }
    base::syncDirectory(folder);
    removeOldDailyOnes(directory);
    if (base::Status removed = removeStaleOnes(directory, path); !removed)
        return removed.error();
    return backupOf(QFileInfo(path));
}

base::Status prepareBackup(const QString &directory, const QString &backupPath)
{
    const QString part = partPath(directory);
    QFile::remove(part);
    QFile source(backupPath);
    if (!source.open(QIODevice::ReadOnly))
        return base::Error{
            .kind = base::ErrorKind::File, .detail = source.errorString(), .subject = backupPath};
    QFile target(part);
    base::Status done;
    if (!source.copy(part) || !target.setPermissions(privateFile) || target.size() != source.size())
        done = diskError(part, source.errorString());
    if (done)
        done = verify(part);
    if (!done) {
        QFile::remove(part);
        base::Error error = done.error();
        if (error.kind == base::ErrorKind::File)
            error.subject = backupPath;
        return error;
    }
    return {};
}

bool hasBackupOf(const QString &directory, const QDate &day)
{
    return QFile::exists(dailyPath(directory, day));
}

base::Status noteEmptiedTrash(Database &database)
{
    return database.run(u"INSERT OR REPLACE INTO meta(name, value) VALUES(?, ?)"_s,
                        {emptiedAt, QDateTime::currentMSecsSinceEpoch()});
}

} // namespace polylogue::app::store
