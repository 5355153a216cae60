// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/backups.h"
#include "app/store/chatreader.h"
#include "app/store/searchreader.h"
#include "app/store/storefile.h"
#include "storesamples.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::store;
using namespace Qt::StringLiterals;
using Mode = StoreStatus::Mode;

namespace {

QList<Migration> withStep(const QStringList &statements)
{
    return migrations() + QList<Migration>{statements};
}

//! Makes a database as that version of the program left it.
void makeReleased(const QString &path, int version)
{
    const QByteArray script =
        samples::readFile(QStringLiteral(POLYLOGUE_TEST_DATA "/store/schema-%1.sql").arg(version));
    const auto database = samples::open(path);
    for (const QString &statement : QString::fromUtf8(script).split(u";\n"_s)) {
        if (!statement.trimmed().isEmpty() && !database->run(statement))
            qFatal("%s", qPrintable(statement));
    }
}

QStringList storedHashes(Database &database)
{
    QStringList hashes;
    const base::Status read = database.read(
        u"SELECT hex(id) || hex(hash) FROM messages ORDER BY id"_s, {}, [&hashes](const Row &row) {
            hashes.append(row.text(0));
            return true;
        });
    return read ? hashes : QStringList();
}

} // namespace

class tst_Migration : public QObject, samples::StoreFolder
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aNewerSchemaIsReadOnly_data();
    void aNewerSchemaIsReadOnly();
    void aReleasedSchemaStaysAsItIs();
    void everyReleasedSchemaIsMigrated_data();
    void everyReleasedSchemaIsMigrated();
    void aMigrationKeepsTheOldFile();
    void aFailedMigrationChangesNothing_data();
    void aFailedMigrationChangesNothing();
    void anInterruptedReplacementIsMadeGood_data();
    void anInterruptedReplacementIsMadeGood();
};

void tst_Migration::init()
{
    renew();
}

void tst_Migration::aNewerSchemaIsReadOnly_data()
{
    QTest::addColumn<bool>("isInLog");
    QTest::newRow("at rest") << false;
    QTest::newRow("with a log of an unclean end") << true;
}

void tst_Migration::aNewerSchemaIsReadOnly()
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
    const QByteArray log = isInLog ? samples::readFile(storePath(newer) + u"-wal"_s) : QByteArray();
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
    if (isInLog)
        QVERIFY(samples::readFile(storePath(newer) + u"-wal"_s) == log);
    else
        QCOMPARE(QDir(newer).entryList(QDir::Files, QDir::Name), names);
}

void tst_Migration::aReleasedSchemaStaysAsItIs()
{
    const auto tablesOf = [](Database &database) {
        QStringList tables;
        const base::Status read =
            database.read(u"SELECT sql FROM sqlite_schema WHERE sql<>'' ORDER BY name"_s, {},
                          [&tables](const Row &row) {
                              tables.append(row.text(0));
                              return true;
                          });
        return read ? tables : QStringList();
    };
    for (int version = 1; version <= migrations().size(); ++version) {
        makeReleased(m_temporary->filePath(u"released"_s), version);
        const auto made = samples::open(m_temporary->filePath(u"made"_s));
        QVERIFY(migrate(*made, migrations().first(version)));
        QVERIFY(!tablesOf(*made).isEmpty());
        QCOMPARE(tablesOf(*samples::open(m_temporary->filePath(u"released"_s))), tablesOf(*made));
        QVERIFY(QFile::remove(m_temporary->filePath(u"released"_s)));
    }
}

void tst_Migration::everyReleasedSchemaIsMigrated_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("later");
    for (int version = 1; version <= migrations().size(); ++version) {
        // As if it had been left out by whoever updates once in years.
        for (const int later : {0, 1, 3})
            QTest::addRow("schema %d, and %d later ones", version, later) << version << later;
    }
}

void tst_Migration::everyReleasedSchemaIsMigrated()
{
    QFETCH(const int, version);
    QFETCH(const int, later);
    QVERIFY(QDir().mkpath(m_directory));
    makeReleased(m_path, version);
    const QStringList before = storedHashes(*samples::open(m_path));
    QCOMPARE(before.size(), 6);
    QList<Migration> steps = migrations();
    for (int step = 0; step < later; ++step)
        steps.append({u"ALTER TABLE chats ADD COLUMN later_%1"_s.arg(step)});

    const OpenedStore opened = openStore(m_directory, steps);

    QCOMPARE(opened.mode, Mode::Ready);
    QVERIFY(!opened.error);
    QCOMPARE(*schemaVersion(*opened.database), int(steps.size()));
    QCOMPARE(storedHashes(*opened.database), before);
    const auto library = listLibrary(*opened.database);
    QVERIFY(library);
    QCOMPARE(library->chats.size(), 2);
    QCOMPARE(library->folders.size(), 1);
    QCOMPARE(library->prompts.size(), 1);
    QCOMPARE(library->presets.size(), 1);
    QCOMPARE(library->unreadable, QStringList());
    QCOMPARE(opened.database->value(u"SELECT count(*) FROM drafts"_s)->toInt(), 1);
    QCOMPARE(opened.database->value(u"SELECT count(*) FROM calls"_s)->toInt(), 1);
    QCOMPARE(opened.database->value(u"SELECT count(*) FROM message_blobs"_s)->toInt(), 1);
    QCOMPARE(
        samples::soundTexts(*opened.database),
        QStringList({u"A cat, as far as"_s, u"Another version"_s, u"Hello"_s, u"In the trash"_s,
                     u"Sch\u00f6ne Gr\u00fc\u00dfe \U0001F600"_s, u"What is in this image?"_s}));
    QCOMPARE(search(*opened.database, {.words = {u"gr\u00fc\u00dfe"_s}}, 10, [] { return false; })
                 ->size(),
             1);
}

void tst_Migration::aMigrationKeepsTheOldFile()
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

void tst_Migration::aFailedMigrationChangesNothing_data()
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

void tst_Migration::aFailedMigrationChangesNothing()
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

void tst_Migration::anInterruptedReplacementIsMadeGood_data()
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

void tst_Migration::anInterruptedReplacementIsMadeGood()
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

QTEST_GUILESS_MAIN(tst_Migration)
#include "tst_migration.moc"
