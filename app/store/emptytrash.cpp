// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/emptytrash.h"

#include "app/conversation/contentpart.h"
#include "app/store/blobstore.h"
#include "app/store/chatcodec.h"
#include "app/store/columns.h"
#include "app/store/savemessage.h"
#include "app/store/statements.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

using base::Result;
using base::Status;

namespace {

const auto deletedChats = u"(SELECT key FROM chats WHERE deleted_at IS NOT NULL)"_s;

Status noteDraftsOfDeletedChats(Database &database)
{
    QList<QByteArray> drafts;
    const Status read = database.read(u"SELECT d.draft FROM drafts d JOIN chats c ON c.id = d.chat "
                                      "WHERE c.deleted_at IS NOT NULL"_s,
                                      {}, [&drafts](const Row &row) {
                                          drafts.append(jsonOf(row, 0));
                                          return true;
                                      });
    if (!read)
        return read;
    for (const QByteArray &draft : std::as_const(drafts)) {
        if (Status noted = noteUnusedBlobs(database, draft); !noted)
            return noted;
    }
    return {};
}

Status removeDeletedChats(Database &database)
{
    if (Status noted = noteDraftsOfDeletedChats(database); !noted)
        return noted;
    const QString messages = u"(SELECT key FROM messages WHERE chat IN %1)"_s.arg(deletedChats);
    return runAll(
        database,
        {{u"INSERT OR IGNORE INTO unused_blobs SELECT sha256 FROM message_blobs "
          "WHERE message IN %1"_s.arg(messages)},
         {u"DELETE FROM message_search WHERE rowid IN %1"_s.arg(messages)},
         {u"DELETE FROM chat_search WHERE rowid IN %1"_s.arg(deletedChats)},
         {u"DELETE FROM drafts WHERE chat IN "
          "(SELECT id FROM chats WHERE deleted_at IS NOT NULL)"_s},
         {u"UPDATE token_use SET chat = NULL WHERE chat IN "
          "(SELECT id FROM chats WHERE deleted_at IS NOT NULL)"_s},
         {u"DELETE FROM messages WHERE chat IN %1"_s.arg(deletedChats)}, // with pieces, blobs
         {u"DELETE FROM chats WHERE deleted_at IS NOT NULL"_s}});
}

//! Its children get its parent; where that goes too, they move on with the next call.
Status removeMessage(Database &database, qint64 message)
{
    const auto parent = number(database, u"SELECT parent FROM messages WHERE key = ?"_s, {message});
    if (!parent)
        return parent.error();
    const auto children =
        numbers(database, u"SELECT key FROM messages WHERE parent = ?"_s, {message});
    if (!children)
        return children.error();
    for (const qint64 child : *children) {
        if (Status moved = moveBelow(database, child, parent->value_or(0)); !moved)
            return moved;
    }
    return runAll(database,
                  {{u"INSERT OR IGNORE INTO unused_blobs SELECT sha256 FROM message_blobs "
                    "WHERE message = ?"_s,
                    {message}},
                   {u"DELETE FROM message_search WHERE rowid = ?"_s, {message}},
                   {u"DELETE FROM messages WHERE key = ?"_s, {message}}});
}

//! Rows of the shown branch count without gaps again, and nothing points to what is gone.
Status mendChat(Database &database, qint64 chat)
{
    const auto branch = numbers(
        database,
        u"SELECT key FROM messages WHERE chat = ? AND branch_row IS NOT NULL ORDER BY branch_row"_s,
        {chat});
    if (!branch)
        return branch.error();
    for (qsizetype row = 0; row < branch->size(); ++row) {
        Status counted =
            database.run(u"UPDATE messages SET branch_row = ? WHERE key = ? AND branch_row != ?"_s,
                         {row, branch->at(row), row});
        if (!counted)
            return counted;
    }
    return runAll(database,
                  {{u"UPDATE messages SET last_visited = NULL WHERE chat = ? "
                    "AND last_visited NOT IN (SELECT key FROM messages)"_s,
                    {chat}},
                   {u"UPDATE chats SET last_visited = NULL WHERE key = ? "
                    "AND last_visited NOT IN (SELECT key FROM messages)"_s,
                    {chat}}});
}

Status removeDeletedMessages(Database &database)
{
    const auto chats =
        numbers(database, u"SELECT DISTINCT chat FROM messages WHERE deleted_at IS NOT NULL"_s);
    if (!chats)
        return chats.error();
    const auto messages =
        numbers(database, u"SELECT key FROM messages WHERE deleted_at IS NOT NULL"_s);
    if (!messages)
        return messages.error();
    for (const qint64 message : *messages) {
        if (Status removed = removeMessage(database, message); !removed)
            return removed;
    }
    for (const qint64 chat : *chats) {
        if (Status mended = mendChat(database, chat); !mended)
            return mended;
    }
    return {};
}

} // namespace

Status emptyTrash(Database &database)
{
    const auto deleted =
        number(database,
               u"SELECT EXISTS (SELECT 1 FROM chats WHERE deleted_at IS NOT NULL)"
               " OR EXISTS (SELECT 1 FROM messages WHERE deleted_at IS NOT NULL)"_s);
    if (!deleted)
        return deleted.error();
    if (*deleted == 0)
        return {};
    if (Status removed = removeDeletedChats(database); !removed)
        return removed;
    if (Status removed = removeDeletedMessages(database); !removed)
        return removed;
    // The index only marks words as removed until it is written anew.
    return runAll(database,
                  {{u"INSERT INTO message_search(message_search) VALUES('optimize')"_s},
                   {u"INSERT INTO chat_search(chat_search) VALUES('optimize')"_s}});
}

Status noteUnusedBlobs(Database &database, const QByteArray &draft)
{
    const StoredDraft decoded = decodeDraft(draft).value_or({});
    QList<conversation::ContentPart> attachments = decoded.attachments;
    for (const QueuedMessage &queued : decoded.queue)
        attachments += queued.attachments;
    for (const conversation::ContentPart &part : std::as_const(attachments)) {
        const QList<conversation::BlobRef> blobs = conversation::blobsOf(part);
        for (const conversation::BlobRef &blob : blobs) {
            Status noted =
                database.run(u"INSERT OR IGNORE INTO unused_blobs VALUES(?)"_s, {blob.sha256});
            if (!noted)
                return noted;
        }
    }
    return {};
}

Status removeUnusedBlobs(Database &database, const BlobStore &blobs)
{
    // Drafts hold names in hexadecimal (README.md, Parts).
    QList<QByteArray> unused;
    const Status read = database.read(
        u"SELECT sha256 FROM unused_blobs u "
        "WHERE NOT EXISTS (SELECT 1 FROM message_blobs m WHERE m.sha256 = u.sha256) "
        "AND NOT EXISTS (SELECT 1 FROM drafts WHERE instr(draft, lower(hex(u.sha256))))"_s,
        {}, [&unused](const Row &row) {
            unused.append(row.bytes(0));
            return true;
        });
    if (!read)
        return read;
    for (const QByteArray &sha256 : std::as_const(unused)) {
        if (Status removed = blobs.remove(sha256); !removed)
            return removed;
    }
    return database.run(u"DELETE FROM unused_blobs"_s);
}

} // namespace polylogue::app::store
