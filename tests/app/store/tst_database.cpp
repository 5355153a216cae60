// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/database.h"
#include "app/store/schema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#endif

using namespace polylogue::app;
using namespace polylogue::app::store;
using namespace Qt::StringLiterals;

class tst_Database : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void safeSettingsAreOn_data();
    void safeSettingsAreOn();
    void valuesComeBackAsTheyWere_data();
    void valuesComeBackAsTheyWere();
    void emptyTextIsNotNull();
    void aStatementRunsWithinItself();
    void readingStopsWhenTheVisitorHasEnough();
    void aFailedTransactionLeavesNothing();
    void errorsAreNamed_data();
    void errorsAreNamed();
    void aSecondWriterIsTold();
    void aFullDiskIsNamedAndPasses();
    void anEndedWriteIsAnInputOutputError();
    void nobodyElseMayReadTheFile();
    void readingLeavesNoTrace();
    void readingSeesWhatIsNotYetInTheMainFile();
    void theSchemaIsMadeOnce();

private:
    std::unique_ptr<Database> opened(Database::Mode mode = Database::Mode::ReadWrite) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_path;
};

void tst_Database::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    m_path = m_directory->filePath(u"a b#?%.db"_s); // what would mean something in an address
}

std::unique_ptr<Database> tst_Database::opened(Database::Mode mode) const
{
    auto database = Database::open(m_path, mode);
    if (!database)
        qFatal("%s", qPrintable(database.error().detail));
    return std::move(*database);
}

void tst_Database::safeSettingsAreOn_data()
{
    QTest::addColumn<QString>("pragma");
    QTest::addColumn<QVariant>("value");
    QTest::newRow("log") << u"journal_mode"_s << QVariant(u"wal"_s);
    QTest::newRow("each commit on disk") << u"synchronous"_s << QVariant(2);
    QTest::newRow("foreign keys") << u"foreign_keys"_s << QVariant(1);
    QTest::newRow("schema not trusted") << u"trusted_schema"_s << QVariant(0);
    QTest::newRow("cells checked") << u"cell_size_check"_s << QVariant(1);
    QTest::newRow("deleted is gone") << u"secure_delete"_s << QVariant(1);
    QTest::newRow("waits for others") << u"busy_timeout"_s << QVariant(5000);
}

void tst_Database::safeSettingsAreOn()
{
    QFETCH(QString, pragma);
    QFETCH(QVariant, value);
    const auto database = opened();

    const auto found = database->value(u"PRAGMA "_s + pragma);

    QVERIFY(found);
    QCOMPARE(found->toString(), value.toString());
}

void tst_Database::valuesComeBackAsTheyWere_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::newRow("large number") << QVariant(Q_INT64_C(9'007'199'254'740'993));
    QTest::newRow("fraction") << QVariant(0.1);
    QTest::newRow("bytes") << QVariant(QByteArray("\0\xff'", 3));
    QTest::newRow("text") << QVariant(u"h\u00e4 \U0001F600 '?:x"_s);
    QTest::newRow("text with NUL") << QVariant(u"a\0b"_s);
}

void tst_Database::valuesComeBackAsTheyWere()
{
    QFETCH(QVariant, value);
    const auto database = opened();
    QVERIFY(database->run(u"CREATE TABLE t(v)"_s));
    QVERIFY(database->run(u"INSERT INTO t VALUES(?)"_s, {value}));
    QCOMPARE(database->changes(), 1);

    const auto found = database->value(u"SELECT v FROM t"_s);

    QVERIFY(found);
    QCOMPARE(*found, value);
}

void tst_Database::emptyTextIsNotNull()
{
    const auto database = opened();
    QVERIFY(database->run(u"CREATE TABLE t(text TEXT NOT NULL, bytes BLOB NOT NULL, absent)"_s));

    QVERIFY(
        database->run(u"INSERT INTO t VALUES(?, ?, ?)"_s, {QString(), QByteArray(), QVariant()}));

    int rows = 0;
    QVERIFY(database->read(u"SELECT text, bytes, absent FROM t"_s, {}, [&rows](const Row &row) {
        rows += !row.isNull(0) && !row.isNull(1) && row.isNull(2);
        return true;
    }));
    QCOMPARE(rows, 1);
}

void tst_Database::aStatementRunsWithinItself()
{
    const auto database = opened();
    QVERIFY(database->run(u"CREATE TABLE t(v)"_s));
    for (int i = 1; i <= 3; ++i)
        QVERIFY(database->run(u"INSERT INTO t VALUES(?)"_s, {i}));
    const QString sql = u"SELECT v FROM t WHERE v>=? ORDER BY v"_s;

    QList<qint64> seen;
    QVERIFY(database->read(sql, {1}, [&](const Row &outer) {
        const auto inner = database->value(sql, {outer.integer(0)});
        seen.append(inner ? inner->toLongLong() : -1);
        return true;
    }));

    QCOMPARE(seen, QList<qint64>({1, 2, 3}));
}

void tst_Database::readingStopsWhenTheVisitorHasEnough()
{
    const auto database = opened();
    int rows = 0;
    QVERIFY(database->read(u"SELECT 1 UNION SELECT 2 UNION SELECT 3"_s, {}, [&rows](const Row &) {
        ++rows;
        return rows < 2;
    }));
    QCOMPARE(rows, 2);
    QVERIFY(database->run(u"CREATE TABLE t(v)"_s)); // nothing is left open
}

void tst_Database::aFailedTransactionLeavesNothing()
{
    const auto database = opened();
    QVERIFY(database->run(u"CREATE TABLE t(v UNIQUE)"_s));

    const base::Status status = database->transaction([&]() -> base::Status {
        if (base::Status first = database->run(u"INSERT INTO t VALUES(1)"_s); !first)
            return first;
        return database->run(u"INSERT INTO t VALUES(1)"_s);
    });

    QVERIFY(!status);
    QCOMPARE(status.error().code, u"SQLITE_CONSTRAINT"_s);
    QCOMPARE(database->value(u"SELECT count(*) FROM t"_s)->toInt(), 0);
    QVERIFY(database->transaction([] { return base::Status(); }));
}

void tst_Database::errorsAreNamed_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("code");
    QTest::newRow("not SQL") << u"SELEKT"_s << u"SQLITE_ERROR"_s;
    QTest::newRow("unbound") << u"SELECT ?"_s << u"SQLITE_MISUSE"_s;
    QTest::newRow("not null") << u"INSERT INTO t VALUES(NULL)"_s << u"SQLITE_CONSTRAINT"_s;
    QTest::newRow("too big") << u"SELECT zeroblob(2000000000)"_s << u"SQLITE_TOOBIG"_s;
}

void tst_Database::errorsAreNamed()
{
    QFETCH(QString, sql);
    QFETCH(QString, code);
    const auto database = opened();
    QVERIFY(database->run(u"CREATE TABLE t(v NOT NULL)"_s));

    const base::Status status = database->run(sql);

    QVERIFY(!status);
    QCOMPARE(status.error().kind, base::ErrorKind::Disk);
    QCOMPARE(status.error().code, code);
    QCOMPARE(status.error().subject, m_path);
    QVERIFY(!status.error().detail.isEmpty());
}

void tst_Database::aSecondWriterIsTold()
{
    const auto first = opened();
    const auto second = opened();
    QVERIFY(second->run(u"PRAGMA busy_timeout=10"_s));

    QVERIFY(first->run(u"BEGIN IMMEDIATE"_s));
    const base::Status status = second->transaction([] { return base::Status(); });
    QVERIFY(first->run(u"COMMIT"_s));

    QVERIFY(!status);
    QCOMPARE(status.error().code, u"SQLITE_BUSY"_s);
    QVERIFY(second->transaction([] { return base::Status(); }));
}

void tst_Database::aFullDiskIsNamedAndPasses()
{
    const auto database = opened();
    QVERIFY(database->run(u"CREATE TABLE t(v)"_s));
    QVERIFY(database->run(u"PRAGMA max_page_count=20"_s));
    const QString insert = u"INSERT INTO t VALUES(zeroblob(500000))"_s;

    const base::Status status = database->transaction([&] { return database->run(insert); });

    QVERIFY(!status);
    QCOMPARE(status.error().code, u"SQLITE_FULL"_s);
    QVERIFY(database->run(u"PRAGMA max_page_count=2000"_s));
    QVERIFY(database->transaction([&] { return database->run(insert); }));
}

void tst_Database::anEndedWriteIsAnInputOutputError()
{
#ifdef Q_OS_UNIX
    const auto database = opened();
    QVERIFY(database->run(u"CREATE TABLE t(v)"_s));
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small{.rlim_cur = 100'000, .rlim_max = before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const base::Status status = database->run(u"INSERT INTO t VALUES(zeroblob(500000))"_s);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, SIG_DFL);

    QVERIFY(!status);
    QVERIFY(status.error().code == u"SQLITE_IOERR"_s || status.error().code == u"SQLITE_FULL"_s);
    QVERIFY(database->run(u"INSERT INTO t VALUES(zeroblob(500000))"_s));
    QCOMPARE(database->value(u"SELECT count(*) FROM t"_s)->toInt(), 1);
#endif
}

void tst_Database::nobodyElseMayReadTheFile()
{
#ifdef Q_OS_UNIX
    const mode_t old = ::umask(0);
    const auto restore = qScopeGuard([old] { ::umask(old); });
    const auto database = opened();
    QVERIFY(database->run(u"CREATE TABLE t(v)"_s));
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s}) {
        struct stat status = {};
        QCOMPARE(::stat(QFile::encodeName(m_path + suffix).constData(), &status), 0);
        QCOMPARE(status.st_mode & 07777, 0600U);
    }
#endif
}

void tst_Database::readingLeavesNoTrace()
{
    QVERIFY(opened()->run(u"CREATE TABLE t(v)"_s));
    const QStringList before = QDir(m_directory->path()).entryList(QDir::Files);
    QCOMPARE(before.size(), 1); // a clean end leaves no log

    {
        const auto database = opened(Database::Mode::ReadOnly);
        QCOMPARE(database->value(u"SELECT count(*) FROM t"_s)->toInt(), 0);
        const base::Status status = database->run(u"INSERT INTO t VALUES(1)"_s);
        QVERIFY(!status);
        QCOMPARE(status.error().code, u"SQLITE_READONLY"_s);
        QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files), before);
    }
    QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files), before);
}

void tst_Database::readingSeesWhatIsNotYetInTheMainFile()
{
    const auto writer = opened();
    QVERIFY(writer->run(u"CREATE TABLE t(v)"_s));
    const auto reader = opened(Database::Mode::ReadOnly);
    QVERIFY(writer->run(u"INSERT INTO t VALUES(1)"_s));
    QCOMPARE(reader->value(u"SELECT count(*) FROM t"_s)->toInt(), 1);
}

void tst_Database::theSchemaIsMadeOnce()
{
    const auto database = opened();
    QVERIFY(migrate(*database));
    QCOMPARE(*schemaVersion(*database), int(migrations().size()));
    QCOMPARE(database->value(u"PRAGMA application_id"_s)->toInt(), applicationId);
    QVERIFY(migrate(*database));
    QCOMPARE(database->value(u"SELECT count(*) FROM messages"_s)->toInt(), 0);
}

QTEST_GUILESS_MAIN(tst_Database)
#include "tst_database.moc"
