// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/vectorcache.h"

#include "app/store/database.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace polylogue::app::embeddings {

using base::Result;
using base::Status;
using store::Database;
using store::Row;

namespace {

constexpr qint64 largestFile = qint64(1) << 30;

// A row is a vector of a few kilobytes: without rowid it is found in one step, but moves with its
// key; hashes come in any order, so rows stay where they are and an index finds them.
const QStringList tables{
    u"CREATE TABLE IF NOT EXISTS spaces(id INTEGER PRIMARY KEY, endpoint TEXT NOT NULL, model TEXT "
    "NOT NULL, input_type TEXT NOT NULL, dimensions INTEGER NOT NULL, "
    "UNIQUE(endpoint, model, input_type, dimensions))"_s,
    u"CREATE TABLE IF NOT EXISTS vectors(id INTEGER PRIMARY KEY, space INTEGER NOT NULL, text BLOB "
    "NOT NULL, vector BLOB NOT NULL, UNIQUE(space, text))"_s,
    u"CREATE TABLE IF NOT EXISTS limits(endpoint TEXT NOT NULL, model TEXT NOT NULL, texts INTEGER "
    "NOT NULL, PRIMARY KEY(endpoint, model)) WITHOUT ROWID"_s};

Status prepare(Database &database)
{
    for (const QString &table : tables) {
        if (const Status made = database.run(table); !made)
            return made;
    }
    return {};
}

Result<std::unique_ptr<Database>> openOnce(const QString &path)
{
    auto database = Database::open(path, Database::Mode::ReadWrite);
    if (!database)
        return database;
    if (const Status prepared = prepare(**database); !prepared)
        return prepared.error();
    return database;
}

//! A damaged cache is no loss.
Result<std::unique_ptr<Database>> openCache(const QString &path)
{
    QDir().mkpath(QFileInfo(path).path());
    auto database = openOnce(path);
    if (database
        || (database.error().code != "SQLITE_NOTADB"_L1
            && database.error().code != "SQLITE_CORRUPT"_L1))
        return database;
    Database::removeFiles(path);
    return openOnce(path);
}

QByteArray bytesOf(const VectorCache::Vector &vector)
{
    QByteArray bytes(qsizetype(vector.size() * sizeof(float)), Qt::Uninitialized);
    qToLittleEndian<float>(vector.data(), qsizetype(vector.size()), bytes.data());
    return bytes;
}

VectorCache::Vector vectorOf(const QByteArray &bytes)
{
    VectorCache::Vector vector(size_t(bytes.size()) / sizeof(float));
    qFromLittleEndian<float>(bytes.constData(), qsizetype(vector.size()), vector.data());
    return vector;
}

Result<QVariant> spaceId(Database &database, const VectorSpace &space)
{
    const QVariantList values{space.endpoint, space.model, space.inputType, space.dimensions};
    const Status known = database.run(u"INSERT OR IGNORE INTO spaces(endpoint, model, input_type, "
                                      "dimensions) VALUES(?, ?, ?, ?)"_s,
                                      values);
    if (!known)
        return known.error();
    return database.value(u"SELECT id FROM spaces WHERE endpoint = ? AND model = ? AND "
                          "input_type = ? AND dimensions = ?"_s,
                          values);
}

Status removeOldest(Database &database)
{
    const auto pages = database.value(u"SELECT (page_count - freelist_count) * page_size FROM "
                                      "pragma_page_count(), pragma_freelist_count(), "
                                      "pragma_page_size()"_s);
    if (!pages)
        return pages.error();
    if (pages->toLongLong() <= largestFile)
        return {};
    return database.run(
        u"DELETE FROM vectors WHERE id IN (SELECT id FROM vectors ORDER BY id LIMIT "
        "(SELECT count(*) / 4 FROM vectors))"_s);
}

} // namespace

QHash<QByteArray, VectorCache::Vector> VectorCache::find(const VectorSpace &space,
                                                         const QList<QByteArray> &hashes) const
{
    QHash<QByteArray, Vector> found;
    if (m_path.isEmpty() || !QFileInfo::exists(m_path))
        return found;
    const auto database = openCache(m_path);
    if (!database)
        return found;
    const auto id = spaceId(**database, space);
    if (!id)
        return found;
    for (const QByteArray &hash : hashes) {
        const Status read =
            (*database)->read(u"SELECT vector FROM vectors WHERE space = ? AND text = ?"_s,
                              {*id, hash}, [&](const Row &row) {
                                  if (const Vector vector = vectorOf(row.bytes(0)); !vector.empty())
                                      found.insert(hash, vector);
                                  return false;
                              });
        if (!read)
            break;
    }
    return found;
}

Status VectorCache::keep(const VectorSpace &space, const QHash<QByteArray, Vector> &vectors) const
{
    if (m_path.isEmpty() || vectors.isEmpty())
        return {};
    const auto database = openCache(m_path);
    if (!database)
        return database.error();
    return (*database)->transaction([&]() -> Status {
        const auto id = spaceId(**database, space);
        if (!id)
            return id.error();
        for (auto vector = vectors.cbegin(); vector != vectors.cend(); ++vector) {
            const Status kept = (*database)->run(
                u"INSERT OR REPLACE INTO vectors(space, text, vector) VALUES(?, ?, ?)"_s,
                {*id, vector.key(), bytesOf(*vector)});
            if (!kept)
                return kept;
        }
        return removeOldest(**database);
    });
}

std::optional<qsizetype> VectorCache::mostTexts(const VectorSpace &space) const
{
    if (m_path.isEmpty() || !QFileInfo::exists(m_path))
        return {};
    const auto database = openCache(m_path);
    if (!database)
        return {};
    const auto texts =
        (*database)->value(u"SELECT texts FROM limits WHERE endpoint = ? AND model = ?"_s,
                           {space.endpoint, space.model});
    if (!texts || texts->toLongLong() < 1)
        return {};
    return qsizetype(texts->toLongLong());
}

Status VectorCache::keepMostTexts(const VectorSpace &space, qsizetype texts) const
{
    if (m_path.isEmpty())
        return {};
    const auto database = openCache(m_path);
    if (!database)
        return database.error();
    return (*database)->run(
        u"INSERT OR REPLACE INTO limits(endpoint, model, texts) VALUES(?, ?, ?)"_s,
        {space.endpoint, space.model, qint64(texts)});
}

} // namespace polylogue::app::embeddings
