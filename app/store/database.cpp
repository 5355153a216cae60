// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/database.h"

#include "app/base/platform.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>
#include <QUuid>

#include <array>

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

namespace {

constexpr qsizetype maximumStatements = 200;
constexpr auto privateFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

//! \brief The name of a result code; what SQLite adds to tell cases apart (its upper bytes) is cut
//! off, the words of the error say it anyway.
QString symbolicName(int code)
{
    // Result codes have no gaps (sqlite.org/rescode.html).
    static constexpr std::array names = {
        "OK",       "ERROR",    "INTERNAL",  "PERM",   "ABORT",   "BUSY",       "LOCKED",
        "NOMEM",    "READONLY", "INTERRUPT", "IOERR",  "CORRUPT", "NOTFOUND",   "FULL",
        "CANTOPEN", "PROTOCOL", "EMPTY",     "SCHEMA", "TOOBIG",  "CONSTRAINT", "MISMATCH",
        "MISUSE",   "NOLFS",    "AUTH",      "FORMAT", "RANGE",   "NOTADB"};
    const auto index = static_cast<size_t>(code & 0xff);
    return u"SQLITE_"_s + QLatin1StringView(index < names.size() ? names[index] : "ERROR");
}

base::Error errorOf(const QString &path, const QSqlError &error)
{
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber);
    // Without a number it is Qt that refuses: the count of values is wrong.
    return {.kind = base::ErrorKind::Disk,
            .detail = error.databaseText().isEmpty() ? error.text() : error.databaseText(),
            .code = isNumber ? symbolicName(code) : u"SQLITE_MISUSE"_s,
            .subject = path};
}

base::Error openError(const QString &path, const QString &detail)
{
    return {.kind = base::ErrorKind::Disk,
            .detail = detail,
            .code = u"SQLITE_CANTOPEN"_s,
            .subject = path};
}

//! A file that SQLite makes would be readable for others; its -wal and -shm follow its mode.
base::Status makePrivateFile(const QString &path)
{
    QFile file(path);
    if (!file.exists()) {
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, privateFile))
            return openError(path, file.errorString());
        file.close();
        base::syncDirectory(QFileInfo(path).path());
    }
    file.setPermissions(privateFile); // best effort: whoever may write it need not own it
    return {};
}

//! Without a -wal nobody is writing, and SQLite need not make one to read: the folder stays as it
//! is, also one that may not be written.
bool isAtRest(const QString &path)
{
    const QFileInfo wal(path + "-wal"_L1);
    return !wal.exists() || (wal.size() == 0 && !QFileInfo::exists(path + "-shm"_L1));
}

QVariant bindable(const QVariant &value)
{
    // Qt would store NULL for a text that is only empty.
    if (value.metaType() == QMetaType::fromType<QString>() && value.toString().isNull())
        return u""_s;
    if (value.metaType() == QMetaType::fromType<QByteArray>() && value.toByteArray().isNull())
        return QByteArray("");
    return value;
}

class QueryRow final : public Row
{
public:
    explicit QueryRow(const QSqlQuery &query)
        : m_query(query)
    { }

    // Qt's NULL is a text without a value, which bindable() could not tell from an empty one.
    QVariant value(int column) const override
    {
        return m_query.isNull(column) ? QVariant() : m_query.value(column);
    }

private:
    const QSqlQuery &m_query;
};

} // namespace

class Database::Private
{
public:
    explicit Private(const QString &path)
        : m_path(path)
        , m_name(QUuid::createUuid().toString())
        , m_connection(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name))
    { }

    ~Private()
    {
        m_statements.clear();
        m_connection.close();
        m_connection = {};
        QSqlDatabase::removeDatabase(m_name);
    }

    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    base::Status connect(Mode mode);
    //! \return the statement with \a values bound and executed.
    base::Result<std::shared_ptr<QSqlQuery>> execute(const QString &sql,
                                                     const QVariantList &values);
    base::Error error(const QSqlError &error) const { return errorOf(m_path, error); }

    QString m_path;
    qint64 m_changes = 0;

private:
    base::Result<std::shared_ptr<QSqlQuery>> prepared(const QString &sql);

    QString m_name;
    QSqlDatabase m_connection;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_statements;
};

base::Status Database::Private::connect(Mode mode)
{
    QString name = m_path;
    QString options = u"QSQLITE_BUSY_TIMEOUT=5000"_s;
    if (mode == Mode::ReadOnly) {
        options += ";QSQLITE_OPEN_READONLY"_L1;
        if (isAtRest(m_path)) {
            options += ";QSQLITE_OPEN_URI"_L1;
            name = QString::fromLatin1(QUrl::fromLocalFile(m_path).toEncoded(QUrl::FullyEncoded)
                                       + "?immutable=1");
        }
    }
    m_connection.setConnectOptions(options);
    m_connection.setDatabaseName(name);
    if (!m_connection.open())
        return error(m_connection.lastError());
    return {};
}

base::Result<std::shared_ptr<QSqlQuery>> Database::Private::prepared(const QString &sql)
{
    const auto known = m_statements.constFind(sql);
    // One that is being read may run a second time meanwhile: that needs a statement of its own.
    if (known != m_statements.constEnd() && !(*known)->isActive())
        return *known;
    auto query = std::make_shared<QSqlQuery>(m_connection);
    query->setForwardOnly(true);
    if (!query->prepare(sql))
        return error(query->lastError());
    if (m_statements.size() >= maximumStatements)
        m_statements.clear();
    m_statements.insert(sql, query);
    return query;
}

base::Result<std::shared_ptr<QSqlQuery>> Database::Private::execute(const QString &sql,
                                                                    const QVariantList &values)
{
    auto found = prepared(sql);
    if (!found)
        return found;
    QSqlQuery &query = **found;
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(static_cast<int>(i), bindable(values.at(i)));
    if (!query.exec()) {
        const base::Error failure = error(query.lastError());
        query.finish();
        return failure;
    }
    return found;
}

Database::Database(std::unique_ptr<Private> dd)
    : d(std::move(dd))
{ }

Database::~Database() = default;

base::Result<std::unique_ptr<Database>> Database::open(const QString &path, Mode mode)
{
    if (QFileInfo(path).isDir())
        return openError(path, u"Is a directory"_s);
    if (mode == Mode::ReadWrite) {
        if (base::Status made = makePrivateFile(path); !made)
            return made.error();
    } else if (!QFileInfo::exists(path)) {
        return openError(path, u"No such file"_s);
    }
    auto connection = std::make_unique<Private>(path);
    if (base::Status connected = connection->connect(mode); !connected)
        return connected.error();
    std::unique_ptr<Database> database(new Database(std::move(connection)));

    QStringList pragmas = {u"PRAGMA foreign_keys=ON"_s, u"PRAGMA trusted_schema=OFF"_s,
                           u"PRAGMA cell_size_check=ON"_s, u"PRAGMA secure_delete=ON"_s};
    if (mode == Mode::ReadWrite) {
        const auto journal = database->value(u"PRAGMA journal_mode=WAL"_s);
        if (!journal)
            return journal.error();
        if (journal->toString() != "wal"_L1)
            return openError(path, u"no write-ahead log: "_s + journal->toString());
        pragmas << u"PRAGMA synchronous=FULL"_s << u"PRAGMA fullfsync=ON"_s
                << u"PRAGMA checkpoint_fullfsync=ON"_s;
    }
    for (const QString &pragma : std::as_const(pragmas)) {
        if (base::Status set = database->run(pragma); !set)
            return set.error();
    }
    return database;
}

void Database::removeFiles(const QString &path)
{
    for (const QLatin1StringView suffix : {""_L1, "-wal"_L1, "-shm"_L1, "-journal"_L1})
        QFile::remove(path + suffix);
}

const QString &Database::path() const
{
    return d->m_path;
}

base::Status Database::run(const QString &sql, const QVariantList &values)
{
    const auto query = d->execute(sql, values);
    if (!query)
        return query.error();
    d->m_changes = (*query)->numRowsAffected();
    (*query)->finish();
    return {};
}

base::Status Database::read(const QString &sql, const QVariantList &values,
                            const std::function<bool(const Row &)> &visit)
{
    const auto executed = d->execute(sql, values);
    if (!executed)
        return executed.error();
    QSqlQuery &query = **executed;
    const QueryRow row(query);
    while (query.next() && visit(row)) { }
    base::Status status;
    if (query.lastError().isValid())
        status = d->error(query.lastError());
    query.finish();
    return status;
}

base::Result<QVariant> Database::value(const QString &sql, const QVariantList &values)
{
    QVariant first;
    const base::Status status = read(sql, values, [&first](const Row &row) {
        first = row.value(0);
        return false;
    });
    if (!status)
        return status.error();
    return first;
}

base::Status Database::transaction(const std::function<base::Status()> &work)
{
    if (base::Status begun = run(u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    base::Status status = work();
    if (status)
        status = run(u"COMMIT"_s);
    if (!status) {
        // After a full disk SQLite has rolled back by itself and has nothing to roll back here.
        const base::Status rolledBack = run(u"ROLLBACK"_s);
        Q_UNUSED(rolledBack);
    }
    return status;
}

qint64 Database::changes() const
{
    return d->m_changes;
}

} // namespace polylogue::app::store
