// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/schema.h"

#include "app/store/database.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

namespace {

// Times are milliseconds since 1970 UTC, identifiers the 16 bytes of a UUID, details JSON objects
// that hold what is never searched for (and what a newer version added, as it stands).
Migration versionOne()
{
    return {
        u"CREATE TABLE chats("
        "key INTEGER PRIMARY KEY,"
        "id BLOB NOT NULL UNIQUE,"
        "title TEXT NOT NULL DEFAULT '',"
        "is_title_chosen INTEGER NOT NULL DEFAULT 0,"
        "folder BLOB,"
        "is_pinned INTEGER NOT NULL DEFAULT 0,"
        "is_unread INTEGER NOT NULL DEFAULT 0,"
        "has_failed INTEGER NOT NULL DEFAULT 0,"
        "created_at INTEGER,"
        "changed_at INTEGER,"
        "deleted_at INTEGER,"
        "last_visited INTEGER," // key of the root that the branch last went through
        "details TEXT)"_s,
        // branch_row: its row on the shown branch, so that a chat of any length opens at its end
        // without a walk along the parents; NULL where it is not shown.
        u"CREATE TABLE messages("
        "key INTEGER PRIMARY KEY,"
        "id BLOB NOT NULL UNIQUE,"
        "chat INTEGER NOT NULL REFERENCES chats(key) ON DELETE CASCADE,"
        "parent INTEGER REFERENCES messages(key) DEFERRABLE INITIALLY DEFERRED,"
        "branch_row INTEGER,"
        "last_visited INTEGER," // key of the child that the branch last went through
        "role INTEGER NOT NULL,"
        "state INTEGER NOT NULL,"
        "created_at INTEGER,"
        "deleted_at INTEGER,"
        "model TEXT NOT NULL DEFAULT '',"
        "content TEXT NOT NULL,"
        "details TEXT,"
        "hash BLOB)"_s, // SHA-256 of what never changes
        u"CREATE INDEX messages_chat ON messages(chat)"_s, // rows of one chat come by key
        u"CREATE INDEX messages_branch ON messages(chat, branch_row)"_s,
        u"CREATE INDEX messages_parent ON messages(parent)"_s,
        u"CREATE TABLE pieces("
        "message INTEGER NOT NULL REFERENCES messages(key) ON DELETE CASCADE,"
        "sequence INTEGER NOT NULL,"
        "delta TEXT NOT NULL,"
        "PRIMARY KEY(message, sequence))"_s,
        u"CREATE TABLE message_blobs("
        "message INTEGER NOT NULL REFERENCES messages(key) ON DELETE CASCADE,"
        "sha256 BLOB NOT NULL,"
        "media_type TEXT NOT NULL)"_s,
        u"CREATE INDEX message_blobs_message ON message_blobs(message)"_s,
        u"CREATE INDEX message_blobs_sha256 ON message_blobs(sha256)"_s,
        // Files that somebody referred to once; what nobody refers to any more is removed in time.
        u"CREATE TABLE unused_blobs(sha256 BLOB PRIMARY KEY)"_s,
        // chat: 16 zero bytes for the chat that does not exist yet.
        u"CREATE TABLE drafts(chat BLOB PRIMARY KEY, draft TEXT NOT NULL)"_s,
        u"CREATE TABLE folders(id BLOB PRIMARY KEY, details TEXT NOT NULL)"_s,
        u"CREATE TABLE prompts(id BLOB PRIMARY KEY, details TEXT NOT NULL)"_s,
        u"CREATE TABLE presets(id BLOB PRIMARY KEY, details TEXT NOT NULL)"_s,
        u"CREATE TABLE calls("
        "key INTEGER PRIMARY KEY,"
        "started_at INTEGER,"
        "url TEXT,"
        "model TEXT,"
        "status INTEGER,"
        "milliseconds INTEGER,"
        "request_id TEXT,"
        "error TEXT)"_s,
        u"CREATE TABLE meta(name TEXT PRIMARY KEY, value)"_s,
        // Their rowid is the key of the message or chat.
        u"CREATE VIRTUAL TABLE message_search USING fts5("
        "text, tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')"_s,
        u"CREATE VIRTUAL TABLE chat_search USING fts5("
        "title, tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')"_s,
    };
}

//! What answers took, added up by day and by chat; of temporary chats and of those that are gone
//! for good without the chat.
Migration versionTwo()
{
    return {
        u"CREATE TABLE token_use("
        "key INTEGER PRIMARY KEY,"
        "chat BLOB,"
        "ended_at INTEGER NOT NULL,"
        "model TEXT NOT NULL,"
        "input INTEGER NOT NULL,"
        "cached INTEGER NOT NULL," // of the input
        "output INTEGER NOT NULL)"_s,
        u"CREATE INDEX token_use_chat ON token_use(chat)"_s,
        u"CREATE INDEX token_use_ended_at ON token_use(ended_at)"_s,
    };
}

//! What was found out about models, and the requests and answers that it rests on.
Migration findingTables()
{
    return {
        u"CREATE TABLE findings("
        "key INTEGER PRIMARY KEY,"
        "endpoint BLOB NOT NULL,"
        "model TEXT NOT NULL,"
        "capability TEXT NOT NULL,"
        "source TEXT NOT NULL,"
        "verdict TEXT NOT NULL,"
        "ground TEXT NOT NULL,"
        "words TEXT NOT NULL,"
        "found_at INTEGER NOT NULL,"
        "UNIQUE(endpoint, model, capability, source, found_at))"_s,
        u"CREATE TABLE finding_exchanges("
        "finding INTEGER NOT NULL REFERENCES findings(key) ON DELETE CASCADE,"
        "sequence INTEGER NOT NULL,"
        "sent_at INTEGER,"
        "path TEXT NOT NULL,"
        "request TEXT NOT NULL,"
        "answer TEXT NOT NULL,"
        "status INTEGER NOT NULL,"
        "milliseconds INTEGER NOT NULL,"
        "PRIMARY KEY(finding, sequence))"_s,
    };
}

//! Comparisons: tables that were asked, cell by cell, and votes.
Migration comparisonTables()
{
    return {
        u"CREATE TABLE grid_runs("
        "key INTEGER PRIMARY KEY,"
        "id BLOB NOT NULL UNIQUE,"
        "title TEXT NOT NULL DEFAULT '',"
        "created_at INTEGER,"
        "cells INTEGER NOT NULL," // in all: rows, times models, times prompts
        "details TEXT NOT NULL,"
        "input TEXT NOT NULL)"_s,
        u"CREATE TABLE grid_cells("
        "key INTEGER PRIMARY KEY,"
        "run INTEGER NOT NULL REFERENCES grid_runs(key) ON DELETE CASCADE,"
        "row INTEGER NOT NULL,"
        "lane INTEGER NOT NULL,"
        "state INTEGER NOT NULL,"
        "answer TEXT NOT NULL,"
        "UNIQUE(run, row, lane))"_s,
        u"CREATE TABLE votes("
        "key INTEGER PRIMARY KEY,"
        "id BLOB NOT NULL UNIQUE,"
        "voted_at INTEGER,"
        "tag TEXT NOT NULL DEFAULT '',"
        "models TEXT NOT NULL,"
        "outcome INTEGER NOT NULL,"
        "winner INTEGER NOT NULL)"_s,
    };
}

Migration versionThree()
{
    return findingTables() + comparisonTables();
}

//! What the ledger shows of a call. Times count from its start, in milliseconds.
Migration versionFour()
{
    Migration steps;
    for (const QString &column :
         {u"purpose TEXT NOT NULL DEFAULT ''"_s, u"method TEXT NOT NULL DEFAULT ''"_s,
          u"attempt INTEGER NOT NULL DEFAULT 1"_s, u"connected_at INTEGER"_s, u"sent_at INTEGER"_s,
          u"first_byte_at INTEGER"_s, u"bytes_sent INTEGER NOT NULL DEFAULT 0"_s,
          u"bytes_received INTEGER NOT NULL DEFAULT 0"_s, u"input_tokens INTEGER"_s,
          u"output_tokens INTEGER"_s})
        steps.append(u"ALTER TABLE calls ADD COLUMN "_s + column);
    return steps;
}

} // namespace

const QList<Migration> &migrations()
{
    static const QList<Migration> all = {versionOne(), versionTwo(), versionThree(), versionFour()};
    return all;
}

base::Result<int> schemaVersion(Database &database)
{
    const auto version = database.value(u"PRAGMA user_version"_s);
    if (!version)
        return version.error();
    return version->toInt();
}

base::Status migrate(Database &database, const QList<Migration> &steps)
{
    return database.transaction([&database, &steps]() -> base::Status {
        const auto version = schemaVersion(database);
        if (!version)
            return version.error();
        if (*version >= steps.size())
            return {};
        for (const Migration &step : steps.sliced(*version)) {
            for (const QString &statement : step) {
                if (base::Status done = database.run(statement); !done)
                    return done;
            }
        }
        // PRAGMA takes no bound values; both belong to the transaction.
        if (base::Status done = database.run(u"PRAGMA application_id=%1"_s.arg(applicationId));
            !done)
            return done;
        return database.run(u"PRAGMA user_version=%1"_s.arg(steps.size()));
    });
}

} // namespace polylogue::app::store
