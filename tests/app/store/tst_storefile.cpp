// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/backups.h"
#include "app/store/storefile.h"
#include "storesamples.h"
#include "tests/support/ordinaryuser.h"

#include <QDir>
#include <QFileInfo>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace polylogue::app;
using namespace polylogue::app::store;
using polylogue::tests::OrdinaryUser;
using namespace Qt::StringLiterals;
using Mode = StoreStatus::Mode;

class tst_StoreFile : public QObject, samples::StoreFolder
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aNewProfileIsPrivate();
    void anEmptyFileIsANewOne();
    void whatAnotherProgramHasJustBegunIsANewOne();
    void whatCannotBeOpenedIsNamedAndKept_data();
    void whatCannotBeOpenedIsNamedAndKept();
    void garbageWithoutABackupIsPutAside();
    void aReadOnlyFolderIsReadOnly();
    void aFolderThatCannotBeMadeIsNamed();
    void withoutItsLogTheRestIsThere();
    void anUncleanEndIsSeen();
    void backupsAreWholeAndPrivate();
    void sevenDailyBackupsAreKept();
    void aDamagedDatabaseReplacesNoBackup();
    void aRestoredBackupKeepsWhatWasThere();
    void onlySoundBackupsAreRestored_data();
    void onlySoundBackupsAreRestored();
    void backupsOfEmptiedTrashGo();
};

namespace {

const QDate today(2026, 11, 23);

} // namespace

void tst_StoreFile::init()
{
    renew();
}

void tst_StoreFile::aNewProfileIsPrivate()
{
#ifdef Q_OS_UNIX
    const mode_t old = ::umask(0);
    const auto restore = qScopeGuard([old] { ::umask(old); });
    makeStore();
    QVERIFY(makeBackup(m_directory, today));
    const auto modeOf = [](const QString &path) {
        struct stat status = {};
        return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777
                                                                         : 0U;
    };
    QCOMPARE(modeOf(m_directory), 0700U);
    QCOMPARE(modeOf(m_path), 0600U);
    QCOMPARE(modeOf(m_directory + u"/backups"_s), 0700U);
    QCOMPARE(modeOf(m_directory + u"/backups/polylogue-2026-11-23.db"_s), 0600U);
#endif
}

void tst_StoreFile::anEmptyFileIsANewOne()
{
    QVERIFY(QDir().mkpath(m_directory));
    samples::writeFile(m_path, {});
    const OpenedStore opened = openStore(m_directory);
    QCOMPARE(opened.mode, Mode::Ready);
    QVERIFY(!opened.error);
    QCOMPARE(opened.database->value(u"SELECT count(*) FROM chats"_s)->toInt(), 0);
}

//! Two programs start with the same new profile: one finds what the other has made so far.
void tst_StoreFile::whatAnotherProgramHasJustBegunIsANewOne()
{
    QVERIFY(QDir().mkpath(m_directory));
    const auto other = Database::open(m_path, Database::Mode::ReadWrite); // no table yet
    QVERIFY(other);
    QVERIFY(QFileInfo(m_path).size() > 0);

    const OpenedStore opened = openStore(m_directory, migrations());

    QCOMPARE(opened.mode, Mode::Ready);
    QVERIFY(migrate(**other, migrations())); // finds it done
    QCOMPARE(files(u"*damaged*"_s), QStringList());
}

void tst_StoreFile::whatCannotBeOpenedIsNamedAndKept_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("type");
    QTest::newRow("a folder in its place") << QByteArray("folder") << u"directory"_s;
    QTest::newRow("empty, but there are backups") << QByteArray() << u"empty"_s;
    QTest::newRow("no database, but there are backups")
        << QByteArray("garbage").repeated(1000) << u"not_a_database"_s;
    QTest::newRow("another program's database") << QByteArray("foreign") << u"foreign"_s;
    QTest::newRow("zeros, but there are backups")
        << QByteArray(20'000, '\0') << u"not_a_database"_s;
}

void tst_StoreFile::whatCannotBeOpenedIsNamedAndKept()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, type);
    makeStore();
    QVERIFY(makeBackup(m_directory, today));
    QVERIFY(QFile::remove(m_path));
    if (content == "folder") {
        QVERIFY(QDir().mkdir(m_path));
    } else if (content == "foreign") {
        QVERIFY(samples::open(m_path)->run(u"CREATE TABLE t(v)"_s));
    } else {
        samples::writeFile(m_path, content);
    }
    const QByteArray before = content == "folder" ? QByteArray() : samples::fileHash(m_path);

    const OpenedStore opened = openStore(m_directory);

    QCOMPARE(opened.mode, Mode::Unusable);
    QVERIFY(opened.error.has_value());
    QCOMPARE(opened.error->kind, base::ErrorKind::Disk);
    QCOMPARE(opened.error->type, type);
    QCOMPARE(opened.error->subject, m_path);
    QCOMPARE(content == "folder" ? QByteArray() : samples::fileHash(m_path), before);
    QCOMPARE(listBackups(m_directory).size(), 1);
}

void tst_StoreFile::garbageWithoutABackupIsPutAside()
{
    QVERIFY(QDir().mkpath(m_directory));
    const QByteArray garbage = QByteArray("garbage").repeated(1000);
    samples::writeFile(m_path, garbage);

    const OpenedStore opened = openStore(m_directory);

    QCOMPARE(opened.mode, Mode::Ready);
    QVERIFY(opened.error.has_value());
    QCOMPARE(opened.error->type, u"put_aside"_s);
    QVERIFY(QFileInfo(opened.error->subject).fileName().startsWith("polylogue.db.damaged-"_L1));
    QCOMPARE(samples::readFile(opened.error->subject), garbage);
}

void tst_StoreFile::aReadOnlyFolderIsReadOnly()
{
    makeStore();
    const OrdinaryUser user(m_temporary->path());
    QVERIFY(QFile::setPermissions(m_directory, QFileDevice::ReadOwner | QFileDevice::ExeOwner));
    const auto restore = qScopeGuard([this] {
        QFile::setPermissions(
            m_directory, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    });

    const OpenedStore opened = openStore(m_directory);

    QCOMPARE(opened.mode, Mode::ReadOnly);
    QCOMPARE(opened.error->type, u"read_only"_s);
    QCOMPARE(opened.error->subject, m_path);
    QCOMPARE(samples::soundTexts(*opened.database).size(), 40);
    QCOMPARE(files(), QStringList(u"polylogue.db"_s));
}

void tst_StoreFile::aFolderThatCannotBeMadeIsNamed()
{
    samples::writeFile(m_temporary->filePath(u"disk"_s), "not mounted"_ba);
    const QString directory = m_temporary->filePath(u"disk/profile"_s);

    const OpenedStore opened = openStore(directory);

    QCOMPARE(opened.mode, Mode::Unusable);
    QCOMPARE(opened.error->kind, base::ErrorKind::Disk);
    QCOMPARE(opened.error->type, u"not_writable"_s);
    QCOMPARE(opened.error->subject, directory);
}

void tst_StoreFile::withoutItsLogTheRestIsThere()
{
    makeStore();
    const QString crashed = m_temporary->filePath(u"crashed"_s);
    QVERIFY(QDir().mkdir(crashed));
    {
        const OpenedStore opened = openStore(m_directory);
        QVERIFY(opened.database->run(u"UPDATE chats SET title='in the log'"_s));
        QVERIFY(QFile::copy(m_path, storePath(crashed)));
        QVERIFY(QFile::copy(m_path + u"-shm"_s, storePath(crashed) + u"-shm"_s)); // but no -wal
    }

    const OpenedStore opened = openStore(crashed);

    QCOMPARE(opened.mode, Mode::Ready);
    QVERIFY(*isSound(*opened.database));
    QCOMPARE(samples::soundTexts(*opened.database).size(), 40);
    QCOMPARE(opened.database->value(u"SELECT title FROM chats"_s)->toString(), u"Chat 1"_s);
}

void tst_StoreFile::anUncleanEndIsSeen()
{
    makeStore();
    const QString crashed = m_temporary->filePath(u"crashed"_s);
    QVERIFY(QDir().mkdir(crashed));
    {
        const OpenedStore opened = openStore(m_directory);
        QVERIFY(opened.wasEndedCleanly);
        QVERIFY(opened.database->run(u"UPDATE chats SET title='changed'"_s));
        QVERIFY(QFile::copy(m_path, storePath(crashed)));
        QVERIFY(QFile::copy(m_path + u"-wal"_s, storePath(crashed) + u"-wal"_s));
    }

    const OpenedStore opened = openStore(crashed);

    QCOMPARE(opened.mode, Mode::Ready);
    QVERIFY(!opened.wasEndedCleanly);
    QVERIFY(*isSound(*opened.database));
    QCOMPARE(opened.database->value(u"SELECT title FROM chats"_s)->toString(), u"changed"_s);
}

void tst_StoreFile::backupsAreWholeAndPrivate()
{
    makeStore();
    const OpenedStore opened = openStore(m_directory); // being written meanwhile
    QVERIFY(opened.database->run(u"UPDATE chats SET title='in the log'"_s));

    const auto backup = makeBackup(m_directory, today);

    QVERIFY(backup);
    QCOMPARE(QFileInfo(backup->path).fileName(), u"polylogue-2026-11-23.db"_s);
    QCOMPARE(backup->size, QFileInfo(backup->path).size());
    QVERIFY(qAbs(backup->madeAt.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    QCOMPARE(listBackups(m_directory), QList<Backup>{*backup});
    const auto copy = samples::open(backup->path, Database::Mode::ReadOnly);
    QCOMPARE(samples::soundTexts(*copy), samples::soundTexts(*opened.database));
    QCOMPARE(copy->value(u"SELECT title FROM chats"_s)->toString(), u"in the log"_s);
}

void tst_StoreFile::sevenDailyBackupsAreKept()
{
    makeStore();
    for (int day = 0; day < 9; ++day)
        QVERIFY(makeBackup(m_directory, today.addDays(day)));
    QVERIFY(makeBackup(m_directory, today.addDays(8))); // the same day again

    const QStringList names = QDir(m_directory + u"/backups"_s).entryList(QDir::Files, QDir::Name);

    QCOMPARE(names.size(), 7);
    QCOMPARE(names.first(), u"polylogue-2026-11-25.db"_s);
    QCOMPARE(names.last(), u"polylogue-2026-12-01.db"_s);
}

void tst_StoreFile::aDamagedDatabaseReplacesNoBackup()
{
    makeStore();
    const auto good = makeBackup(m_directory, today);
    QVERIFY(good);
    const QByteArray before = samples::fileHash(good->path);
    QByteArray bytes = samples::readFile(m_path);
    for (qsizetype at = 4096; at + 4096 <= bytes.size(); at += 4096)
        bytes.replace(at, 100, QByteArray(100, '\xaa'));
    samples::writeFile(m_path, bytes);

    const auto backup = makeBackup(m_directory, today);

    QVERIFY(!backup);
    QCOMPARE(backup.error().code, u"SQLITE_CORRUPT"_s);
    QCOMPARE(samples::fileHash(good->path), before);
    QCOMPARE(listBackups(m_directory), QList<Backup>{*good});
}

void tst_StoreFile::aRestoredBackupKeepsWhatWasThere()
{
    makeStore(2);
    const auto backup = makeBackup(m_directory, today);
    QVERIFY(backup);
    QVERIFY(samples::open(m_path)->run(u"DELETE FROM messages WHERE key>5"_s));
    const QByteArray before = samples::fileHash(m_path);

    QVERIFY(prepareBackup(m_directory, backup->path));
    const auto kept = replaceStore(m_directory, u"replaced"_s);

    QVERIFY(kept);
    QCOMPARE(samples::fileHash(*kept), before);
    QCOMPARE(samples::soundTexts(*openStore(m_directory).database).size(), 40);
    QCOMPARE(listBackups(m_directory).size(), 2); // there is a way back
}

void tst_StoreFile::onlySoundBackupsAreRestored_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("type");
    QTest::newRow("garbage") << u"garbage"_s << u"not_a_database"_s;
    QTest::newRow("damaged") << u"damaged"_s << u"damaged"_s;
    QTest::newRow("newer") << u"newer"_s << u"newer_schema"_s;
    QTest::newRow("foreign") << u"foreign"_s << u"not_a_database"_s;
    QTest::newRow("missing") << u"missing"_s << u""_s;
}

void tst_StoreFile::onlySoundBackupsAreRestored()
{
    QFETCH(QString, change);
    QFETCH(QString, type);
    makeStore();
    const auto backup = makeBackup(m_directory, today);
    QVERIFY(backup);
    if (change == "garbage"_L1) {
        samples::writeFile(backup->path, QByteArray("garbage").repeated(1000));
    } else if (change == "damaged"_L1) {
        QByteArray bytes = samples::readFile(backup->path);
        samples::writeFile(backup->path, bytes.replace(8192, 8192, QByteArray(8192, '\x05')));
    } else if (change == "missing"_L1) {
        QVERIFY(QFile::remove(backup->path));
    } else {
        QVERIFY(samples::open(backup->path)
                    ->run(change == "newer"_L1 ? u"PRAGMA user_version=99"_s
                                               : u"PRAGMA application_id=7"_s));
    }

    const base::Status prepared = prepareBackup(m_directory, backup->path);

    QVERIFY(!prepared);
    QCOMPARE(prepared.error().kind, base::ErrorKind::File);
    QCOMPARE(prepared.error().type, type);
    QCOMPARE(prepared.error().subject, backup->path);
    QCOMPARE(files(), QStringList(u"polylogue.db"_s));
}

void tst_StoreFile::backupsOfEmptiedTrashGo()
{
    makeStore();
    QVERIFY(makeBackup(m_directory, today.addDays(-1)));
    QVERIFY(prepareBackup(m_directory, listBackups(m_directory).first().path));
    QVERIFY(replaceStore(m_directory, u"replaced"_s));
    QCOMPARE(listBackups(m_directory).size(), 2);
    QTest::qSleep(20); // so that the files are older than what follows
    QVERIFY(noteEmptiedTrash(*samples::open(m_path)));

    const auto backup = makeBackup(m_directory, today);

    QVERIFY(backup);
    QCOMPARE(listBackups(m_directory), QList<Backup>{*backup});
    QVERIFY(makeBackup(m_directory, today.addDays(1)));
    QCOMPARE(listBackups(m_directory).size(), 2); // what is newer stays
}

QTEST_GUILESS_MAIN(tst_StoreFile)
#include "tst_storefile.moc"
