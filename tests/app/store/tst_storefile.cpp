// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/backups.h"
#include "app/store/chatreader.h"
#include "app/store/searchreader.h"
#include "app/store/storefile.h"
#include "storesamples.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace polylogue::app;
using namespace polylogue::app::store;
using namespace Qt::StringLiterals;
using Mode = StoreStatus::Mode;

class tst_StoreFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aNewProfileIsPrivate();
    void anEmptyFileIsANewOne();
    void whatCannotBeOpenedIsNamedAndKept_data();
    void whatCannotBeOpenedIsNamedAndKept();
    void garbageWithoutABackupIsPutAside();
    void aNewerSchemaIsReadOnly_data();
    void aNewerSchemaIsReadOnly();
    void aReadOnlyFolderIsReadOnly();
    void anUncleanEndIsSeen();
    void everyReleasedSchemaIsMigrated_data();
    void everyReleasedSchemaIsMigrated();
    void aMigrationKeepsTheOldFile();
    void aFailedMigrationChangesNothing_data();
    void aFailedMigrationChangesNothing();
    void anInterruptedReplacementIsMadeGood_data();
    void anInterruptedReplacementIsMadeGood();
    void backupsAreWholeAndPrivate();
    void sevenDailyBackupsAreKept();
    void aDamagedDatabaseReplacesNoBackup();
    void aRestoredBackupKeepsWhatWasThere();
    void onlySoundBackupsAreRestored_data();
    void onlySoundBackupsAreRestored();
    void backupsOfEmptiedTrashGo();
    void lostMessagesKeepTheirPlace();
    void damageIsFoundAndWhatIsWholeIsSaved();

private:
    void makeStore(int chats = 2, int messages = 20);
    QStringList files() const { return QDir(m_directory).entryList(QDir::Files, QDir::Name); }
    QStringList files(const QString &pattern) const
    {
        return QDir(m_directory).entryList({pattern}, QDir::Files, QDir::Name);
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    QString m_directory;
    QString m_path;
};

namespace {

const QDate today(2026, 11, 23);

QList<Migration> withStep(const QStringList &statements)
{
    return migrations() + QList<Migration>{statements};
}

} // namespace

void tst_StoreFile::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(m_temporary->isValid());
    m_directory = m_temporary->filePath(u"data"_s);
    m_path = storePath(m_directory);
}

void tst_StoreFile::makeStore(int chats, int messages)
{
    const OpenedStore opened = openStore(m_directory);
    QCOMPARE(opened.mode, Mode::Ready);
    samples::fill(*opened.database, chats, messages);
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

void tst_StoreFile::whatCannotBeOpenedIsNamedAndKept_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("type");
    QTest::newRow("a folder in its place") << QByteArray("folder") << u"directory"_s;
    QTest::newRow("empty, but there are backups") << QByteArray() << u"empty"_s;
    QTest::newRow("no database, but there are backups")
        << QByteArray("garbage").repeated(1000) << u"not_a_database"_s;
    QTest::newRow("another program's database") << QByteArray("foreign") << u"foreign"_s;
    QTest::newRow("its first page is gone") << QByteArray("zeroed") << u"not_a_database"_s;
}

void tst_StoreFile::whatCannotBeOpenedIsNamedAndKept()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, type);
    makeStore();
    QVERIFY(makeBackup(m_directory, today));
    QByteArray bytes = samples::readFile(m_path);
    QVERIFY(QFile::remove(m_path));
    if (content == "folder") {
        QVERIFY(QDir().mkdir(m_path));
    } else if (content == "foreign") {
        QVERIFY(samples::open(m_path)->run(u"CREATE TABLE t(v)"_s));
    } else {
        if (content == "zeroed")
            content = bytes.replace(0, 4096, QByteArray(4096, '\0'));
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

void tst_StoreFile::aNewerSchemaIsReadOnly_data()
{
    QTest::addColumn<bool>("isInLog");
    QTest::newRow("at rest") << false;
    QTest::newRow("with a log of an unclean end") << true;
}

void tst_StoreFile::aNewerSchemaIsReadOnly()
{
    QFETCH(bool, isInLog);
    makeStore();
    const QString newer = m_temporary->filePath(u"newer"_s);
    QVERIFY(QDir().mkdir(newer));
    {
        const auto writer = samples::open(m_path);
        QVERIFY(writer->run(u"ALTER TABLE chats ADD COLUMN colour TEXT"_s));
        QVERIFY(writer->run(u"PRAGMA user_version=99"_s));
        QVERIFY(writer->run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
        QVERIFY(writer->run(u"UPDATE chats SET colour='red'"_s));
        if (isInLog) {
            QVERIFY(QFile::copy(m_path, storePath(newer)));
            QVERIFY(QFile::copy(m_path + u"-wal"_s, storePath(newer) + u"-wal"_s));
        }
    }
    if (!isInLog)
        QVERIFY(QFile::copy(m_path, storePath(newer)));
    const QByteArray before = samples::fileHash(storePath(newer));
    const QStringList names = QDir(newer).entryList(QDir::Files, QDir::Name);

    {
        const OpenedStore opened = openStore(newer);
        QCOMPARE(opened.mode, Mode::NewerSchema);
        QCOMPARE(opened.error->type, u"newer_schema"_s);
        QCOMPARE(samples::soundTexts(*opened.database).size(), 40);
        QCOMPARE(
            opened.database->value(u"SELECT count(*) FROM chats WHERE colour='red'"_s)->toInt(), 2);
        QVERIFY(!opened.database->run(u"DELETE FROM chats"_s));
    }

    QCOMPARE(samples::fileHash(storePath(newer)), before);
    if (!isInLog)
        QCOMPARE(QDir(newer).entryList(QDir::Files, QDir::Name), names);
}

void tst_StoreFile::aReadOnlyFolderIsReadOnly()
{
    makeStore();
    QVERIFY(QFile::setPermissions(m_directory, QFileDevice::ReadOwner | QFileDevice::ExeOwner));
    const auto restore = qScopeGuard([this] {
        QFile::setPermissions(
            m_directory, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    });
    if (QFileInfo(m_directory).isWritable())
        QSKIP("this user may write everywhere");

    const OpenedStore opened = openStore(m_directory);

    QCOMPARE(opened.mode, Mode::ReadOnly);
    QCOMPARE(opened.error->type, u"read_only"_s);
    QCOMPARE(opened.error->subject, m_path);
    QCOMPARE(samples::soundTexts(*opened.database).size(), 40);
    QCOMPARE(files(), QStringList(u"polylogue.db"_s));
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

void tst_StoreFile::everyReleasedSchemaIsMigrated_data()
{
    QTest::addColumn<int>("version");
    for (int version = 1; version <= migrations().size(); ++version)
        QTest::addRow("schema %d", version) << version;
}

void tst_StoreFile::everyReleasedSchemaIsMigrated()
{
    QFETCH(int, version);
    QVERIFY(QDir().mkpath(m_directory));
    const QByteArray script =
        samples::readFile(QStringLiteral(POLYLOGUE_TEST_DATA "/store/schema-%1.sql").arg(version));
    {
        const auto database = samples::open(m_path);
        for (const QString &statement : QString::fromUtf8(script).split(u";\n"_s))
            QVERIFY2(statement.trimmed().isEmpty() || database->run(statement),
                     qPrintable(statement));
    }

    for (const bool isFollowedByAnother : {false, true}) {
        const OpenedStore opened =
            openStore(m_directory,
                      isFollowedByAnother ? withStep({u"ALTER TABLE chats ADD COLUMN colour"_s})
                                          : migrations());
        QCOMPARE(opened.mode, Mode::Ready);
        QVERIFY(!opened.error);
        const auto library = listLibrary(*opened.database);
        QVERIFY(library);
        QCOMPARE(library->chats.size(), 2);
        QCOMPARE(library->folders.size(), 1);
        QCOMPARE(library->prompts.size(), 1);
        QCOMPARE(library->presets.size(), 1);
        QCOMPARE(library->unreadable, QStringList());
        QCOMPARE(samples::soundTexts(*opened.database),
                 QStringList({u"A cat, as far as"_s, u"Another version"_s, u"Hello"_s,
                              u"In the trash"_s, u"Sch\u00f6ne Gr\u00fc\u00dfe \U0001F600"_s,
                              u"What is in this image?"_s}));
        QCOMPARE(
            search(*opened.database, {.words = {u"gr\u00fc\u00dfe"_s}}, 10, [] { return false; })
                ->size(),
            1);
    }
}

void tst_StoreFile::aMigrationKeepsTheOldFile()
{
    makeStore();
    const QByteArray before = samples::fileHash(m_path);

    const OpenedStore opened = openStore(m_directory, withStep({u"CREATE TABLE added(v)"_s}));

    QCOMPARE(opened.mode, Mode::Ready);
    QCOMPARE(*schemaVersion(*opened.database), int(migrations().size()) + 1);
    QCOMPARE(opened.database->value(u"SELECT count(*) FROM added"_s)->toInt(), 0);
    QCOMPARE(samples::soundTexts(*opened.database).size(), 40);
    const QStringList kept = files(u"polylogue.db.schema-*"_s);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(samples::fileHash(m_directory + u'/' + kept.first()), before);
    QCOMPARE(listBackups(m_directory).size(), 1);
}

void tst_StoreFile::aFailedMigrationChangesNothing_data()
{
    QTest::addColumn<QStringList>("statements");
    const QStringList good = {u"CREATE TABLE a(v)"_s, u"CREATE TABLE b(v)"_s,
                              u"CREATE TABLE c(v)"_s};
    for (qsizetype i = 0; i <= good.size(); ++i) {
        QStringList statements = good;
        statements.insert(i, u"INSERT INTO nowhere VALUES(1)"_s);
        QTest::addRow("statement %d fails", int(i)) << statements;
    }
    QTest::newRow("a hash changes") << QStringList(u"UPDATE messages SET hash=NULL WHERE key=7"_s);
    QTest::newRow("a message is lost") << QStringList(u"DELETE FROM messages WHERE key=20"_s);
    QTest::newRow("a draft is lost") << QStringList(u"DELETE FROM drafts"_s);
    QTest::newRow("the disk is full")
        << QStringList({u"PRAGMA max_page_count=1"_s, u"CREATE TABLE a(v)"_s,
                        u"INSERT INTO a VALUES(zeroblob(1000000))"_s});
}

void tst_StoreFile::aFailedMigrationChangesNothing()
{
    QFETCH(QStringList, statements);
    makeStore();
    QVERIFY(samples::open(m_path)->run(u"INSERT INTO drafts VALUES(zeroblob(16), '{}')"_s));
    const QByteArray before = samples::fileHash(m_path);

    const OpenedStore opened = openStore(m_directory, withStep(statements));

    QCOMPARE(opened.mode, Mode::Unusable);
    QVERIFY(opened.error.has_value());
    QCOMPARE(files(), QStringList(u"polylogue.db"_s));
    QCOMPARE(samples::fileHash(m_path), before);
    QCOMPARE(openStore(m_directory).mode, Mode::Ready); // the version that made it still reads it
}

void tst_StoreFile::anInterruptedReplacementIsMadeGood_data()
{
    QTest::addColumn<QStringList>("moves");
    QTest::addColumn<int>("messages");
    // OLD is the database that is to go, NEW the one with more messages.
    QTest::newRow("copy unfinished") << QStringList{u"NEW>.part"_s} << 40;
    QTest::newRow("copy named, old one in place") << QStringList{u"NEW>.next"_s} << 40;
    QTest::newRow("old one moved") << QStringList{u"NEW>.next"_s, u"OLD>.schema-1-x"_s} << 60;
    QTest::newRow("old one moved, its log not")
        << QStringList{u"NEW>.next"_s, u"OLD>.schema-1-x"_s, u"LOG>-wal"_s} << 60;
}

void tst_StoreFile::anInterruptedReplacementIsMadeGood()
{
    QFETCH(QStringList, moves);
    QFETCH(int, messages);
    makeStore(3);
    const QString other = m_temporary->filePath(u"other"_s);
    QVERIFY(QFile::rename(m_path, other));
    makeStore(2);
    const QString log = m_temporary->filePath(u"log"_s);
    {
        const auto writer = samples::open(m_path);
        QVERIFY(writer->run(u"DELETE FROM messages"_s));
        QVERIFY(writer->run(u"ROLLBACK"_s) || QFile::copy(m_path + u"-wal"_s, log));
    }
    QVERIFY(QFile::remove(m_path));
    makeStore(2);
    for (const QString &move : std::as_const(moves)) {
        const QString target = m_path + move.sliced(4);
        const QString source = move.startsWith("NEW"_L1) ? other
            : move.startsWith("OLD"_L1)                  ? m_path
                                                         : log;
        QVERIFY(QFile::rename(source, target));
    }

    const OpenedStore opened = openStore(m_directory);

    QCOMPARE(opened.mode, Mode::Ready);
    QCOMPARE(samples::soundTexts(*opened.database).size(), messages);
    QVERIFY(*isSound(*opened.database));
    QVERIFY(files(u"*.part"_s).isEmpty());
    QVERIFY(files(u"*.next"_s).isEmpty());
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

void tst_StoreFile::lostMessagesKeepTheirPlace()
{
    makeStore(1, 200);
    // One leaf of the table of messages becomes unreadable, its indices stay.
    QByteArray bytes = samples::readFile(m_path);
    const qsizetype page = bytes.indexOf("\"Message 1-100: ") / 4096;
    QVERIFY(page > 0);
    samples::writeFile(m_path, bytes.replace(page * 4096, 4096, QByteArray(4096, '\xaa')));
    const QByteArray before = samples::fileHash(m_path);

    const OpenedStore opened = openSalvaged(m_directory);

    QCOMPARE(opened.mode, Mode::Ready);
    QCOMPARE(opened.error->type, u"salvaged"_s);
    QCOMPARE(samples::fileHash(opened.error->subject), before);
    Database &database = *opened.database;
    QCOMPARE(database.value(u"SELECT count(*) FROM messages"_s)->toInt(), 200);
    const QStringList texts = samples::soundTexts(database);
    QVERIFY(texts.size() < 200);
    QVERIFY(texts.size() > 150);
    QVERIFY(texts.filter(u"Message 1-100: "_s).isEmpty());
    QCOMPARE(database
                 .value(u"SELECT count(*) FROM messages WHERE branch_row=key-1 AND"
                        " (parent=key-1 OR key=1)"_s)
                 ->toInt(),
             200);
    QVERIFY(!database.value(u"PRAGMA foreign_key_check"_s)->isValid());
    QVERIFY(*isSound(database));
}

void tst_StoreFile::damageIsFoundAndWhatIsWholeIsSaved()
{
    makeStore(10, 60);
    const QByteArray whole = samples::readFile(m_path);
    const QStringList all = samples::soundTexts(*samples::open(m_path));
    QCOMPARE(all.size(), 600);
    const quint32 seeds = qEnvironmentVariable("POLYLOGUE_SOAK") == "full"_L1 ? 100 : 40;
    qint64 possible = 0;
    qint64 saved = 0;
    for (quint32 seed = 1; seed <= seeds; ++seed) {
        QRandomGenerator random(seed);
        const QString directory = m_temporary->filePath(u"damaged-%1"_s.arg(seed));
        QVERIFY(QDir().mkdir(directory));
        QByteArray bytes = whole;
        const auto page = static_cast<qsizetype>(
            1 + random.bounded(static_cast<int>(whole.size() / 4096) - 1)); // not the first
        if (seed % 3 == 0) {
            bytes.replace(page * 4096, 4096, QByteArray(4096, '\0'));
        } else if (seed % 3 == 1) {
            for (int flip = 0; flip < 50; ++flip)
                bytes[page * 4096 + random.bounded(4096)] = static_cast<char>(random.bounded(256));
        } else {
            bytes.truncate(bytes.size() - random.bounded(16) * 4096 - random.bounded(4096) - 1);
        }
        samples::writeFile(storePath(directory), bytes);

        OpenedStore opened = openStore(directory);
        if (opened.database && !*isSound(*opened.database)) {
            opened.database.reset();
            opened = openSalvaged(directory);
        }

        const QByteArray context = "seed " + QByteArray::number(seed);
        QVERIFY2(opened.database != nullptr, context.constData());
        if (opened.error)
            QVERIFY2(samples::readFile(opened.error->subject) == bytes, context.constData());
        const QStringList sound = samples::soundTexts(*opened.database);
        for (const QString &text : all) {
            // What stands in the table byte for byte counts as undamaged.
            const bool isWhole = bytes.contains('"' + text.toUtf8() + '"');
            possible += isWhole;
            saved += isWhole && std::binary_search(sound.begin(), sound.end(), text);
        }
        for (const QString &text : sound)
            QVERIFY2(std::binary_search(all.begin(), all.end(), text), context.constData());
    }
    qInfo("%lld of %lld undamaged messages saved", saved, possible);
    QVERIFY(saved >= possible * 97 / 100);
}

QTEST_GUILESS_MAIN(tst_StoreFile)
#include "tst_storefile.moc"
