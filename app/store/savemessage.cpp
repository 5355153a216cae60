// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/savemessage.h"

#include "app/store/columns.h"
#include "app/store/messagerow.h"
#include "app/store/searchtext.h"
#include "app/store/statements.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

using namespace conversation;
using base::Result;
using base::Status;

namespace {

//! A message as it is stored, if it is.
struct Stored
{
    qint64 key = 0; //!< 0: it is not
    qint64 chat = 0;
    qint64 parent = 0; //!< 0: none
    MessageRow row = {};
};

Result<Stored> readStored(Database &database, const QString &where, const QVariant &value)
{
    Stored stored;
    const Status read = database.read(
        u"SELECT m.key, m.chat, m.parent, %1 FROM %2 WHERE %3"_s.arg(rowColumns, rowTables, where),
        {value}, [&stored](const Row &row) {
            stored = {.key = row.integer(0),
                      .chat = row.integer(1),
                      .parent = row.integer(2),
                      .row = readRow(row, 3)};
            return false;
        });
    if (!read)
        return read.error();
    return stored;
}

Status forgetContent(Database &database, qint64 key)
{
    return runAll(database,
                  {{u"INSERT OR IGNORE INTO unused_blobs SELECT sha256 FROM message_blobs "
                    "WHERE message = ?"_s,
                    {key}},
                   {u"DELETE FROM message_blobs WHERE message = ?"_s, {key}},
                   {u"DELETE FROM message_search WHERE rowid = ?"_s, {key}}});
}

QVariant keyColumn(qint64 key)
{
    return key == 0 ? QVariant() : QVariant(key);
}

//! \return the key under which \a row is now; \a stored is what was there.
Result<qint64> writeRow(Database &database, qint64 chat, qint64 parent, const MessageRow &row,
                        const Stored &stored)
{
    const QVariantList values{keyColumn(parent),
                              row.role,
                              row.state,
                              toColumn(row.createdAt),
                              toColumn(row.deletedAt),
                              row.model,
                              jsonColumn(row.content),
                              jsonColumn(row.details),
                              row.hash};
    if (stored.key != 0) {
        const Status updated = database.run(
            u"UPDATE messages SET parent = ?, role = ?, state = ?, created_at = ?, "
            "deleted_at = ?, model = ?, content = ?, details = ?, hash = ? WHERE key = ?"_s,
            values + QVariantList{stored.key});
        if (!updated)
            return updated.error();
        return stored.key;
    }
    const Status inserted = database.run(
        u"INSERT INTO messages(parent, role, state, created_at, deleted_at, model, content, "
        "details, hash, chat, id) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        values + QVariantList{chat, toColumn(row.id)});
    if (!inserted)
        return inserted.error();
    const Result<std::optional<qint64>> key = number(database, u"SELECT last_insert_rowid()"_s);
    if (!key)
        return key.error();
    return key->value_or(0);
}

Status saveDeletion(Database &database, const Stored &stored, const Message &message)
{
    return runAll(database,
                  {{u"UPDATE messages SET deleted_at = ? WHERE key = ?"_s,
                    {toColumn(message.deletedAt), stored.key}},
                   {u"DELETE FROM message_search WHERE rowid = ?"_s, {stored.key}}});
}

} // namespace

Status saveMessage(Database &database, qint64 chat, const Message &message)
{
    const Result<Stored> stored = readStored(database, u"m.id = ?"_s, toColumn(message.id));
    if (!stored)
        return stored.error();
    const bool isNew = stored->key == 0;
    if (!isNew && stored->chat != chat)
        return {};
    if (!isNew && isDamaged(message))
        return saveDeletion(database, *stored, message);

    MessageRow row = toRow(message, stored->row);
    qint64 parent = stored->parent;
    if (message.parent.isNull()) {
        parent = 0;
    } else if (isNew || message.parent != stored->row.parent) {
        const auto found = number(database, u"SELECT key FROM messages WHERE id = ?"_s,
                                  {toColumn(message.parent)});
        if (!found)
            return found.error();
        if (*found)
            parent = **found;
        else
            row.parent = stored->row.parent;
    }
    row.hash = hashOf(row);

    const Result<qint64> key = writeRow(database, chat, parent, row, *stored);
    if (!key)
        return key.error();
    if (!isNew) {
        Status dropped = database.run(u"DELETE FROM pieces WHERE message = ?"_s, {*key});
        if (dropped)
            dropped = forgetContent(database, *key);
        if (!dropped)
            return dropped;
    }
    return noteContent(database, *key, message);
}

Status noteContent(Database &database, qint64 key, const Message &message)
{
    for (const ContentPart &part : message.content) {
        const QList<BlobRef> blobs = blobsOf(part);
        for (const BlobRef &blob : blobs) {
            Status noted = database.run(
                u"INSERT INTO message_blobs(message, sha256, media_type) VALUES(?, ?, ?)"_s,
                {key, blob.sha256, blob.mediaType});
            if (!noted)
                return noted;
        }
    }
    const QString text = searchableText(message);
    if (isRunning(message) || message.deletedAt.isValid() || text.isEmpty())
        return {};
    return database.run(u"INSERT INTO message_search(rowid, text) VALUES(?, ?)"_s,
                        {key, indexedText(text)});
}

Status adopt(Database &database, qint64 message, qint64 parent)
{
    const auto own = number(database, u"SELECT parent FROM messages WHERE key = ?"_s, {message});
    if (!own)
        return own.error();
    return *own ? Status() : moveBelow(database, message, parent);
}

Status moveBelow(Database &database, qint64 message, qint64 parent)
{
    const Result<Stored> stored = readStored(database, u"m.key = ?"_s, message);
    if (!stored)
        return stored.error();
    MessageRow row = stored->row;
    const bool isIntact = hashOf(row) == row.hash;
    row.parent = {};
    if (parent != 0) {
        const Result<QVariant> id =
            database.value(u"SELECT id FROM messages WHERE key = ?"_s, {parent});
        if (!id)
            return id.error();
        row.parent.value = QUuid::fromRfc4122(id->toByteArray());
    }
    return database.run(u"UPDATE messages SET parent = ?, hash = ? WHERE key = ?"_s,
                        {keyColumn(parent), isIntact ? hashOf(row) : row.hash, message});
}

} // namespace polylogue::app::store
