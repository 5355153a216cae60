// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/salvage.h"

#include "app/conversation/message.h"
#include "app/store/database.h"
#include "app/store/fileheader.h"
#include "app/store/leafscan.h"
#include "app/store/messagereader.h"
#include "app/store/messagerow.h"
#include "app/store/savemessage.h"
#include "app/store/searchtext.h"
#include "app/store/statements.h"
#include "app/store/tablewalk.h"

#include <QFile>
#include <QHash>
#include <QScopeGuard>

#include <algorithm>
#include <initializer_list>

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

namespace {

bool isBytes(const QVariant &value, qsizetype size)
{
    return value.metaType() == QMetaType::fromType<QByteArray>()
        && value.toByteArray().size() == size;
}

bool areNumbers(const QVariantList &values, std::initializer_list<int> columns)
{
    return std::all_of(columns.begin(), columns.end(), [&values](int column) {
        return values.at(column).metaType() == QMetaType::fromType<qint64>();
    });
}

// Columns as in versionOne(); later ones stand behind them.
bool isMessage(const QVariantList &values)
{
    return values.size() >= 14 && values.first().isNull() && isBytes(values.at(1), 16)
        && areNumbers(values, {2, 6, 7})
        && values.at(11).metaType() == QMetaType::fromType<QString>() && isBytes(values.at(13), 32);
}

bool isChat(const QVariantList &values)
{
    return values.size() >= 13 && values.first().isNull() && isBytes(values.at(1), 16)
        && values.at(2).metaType() == QMetaType::fromType<QString>()
        && areNumbers(values, {3, 5, 6, 7});
}

//! Adds messages and chats that stand on a page to which nothing leads any more.
base::Status addUnreached(const QString &damaged, Database &to)
{
    const auto chats = columnsOf(to, u"chats"_s);
    const auto messages = columnsOf(to, u"messages"_s);
    if (!chats || !messages)
        return chats ? messages.error() : chats.error();
    base::Status added;
    scanLeaves(damaged, [&](qint64 key, const QVariantList &values) {
        const bool isOurMessage = isMessage(values);
        if (!isOurMessage && !isChat(values))
            return true;
        const QStringList names = isOurMessage ? *messages : *chats;
        if (values.size() > names.size())
            return true;
        QVariantList row = values;
        row.first() = key;
        added = insertRow(to,
                          u"INSERT OR IGNORE INTO %1(%2) VALUES(%3)"_s.arg(
                              isOurMessage ? u"messages"_s : u"chats"_s,
                              names.first(row.size()).join(u','),
                              QStringList(row.size(), u"?"_s).join(u',')),
                          row);
        return added.has_value();
    });
    return added;
}

//! \brief What indices know of a message whose row cannot be read.
struct Lost
{
    QVariant id = {};
    QVariant chat = {};
    QVariant branchRow = {};
    QVariant parent = {};
};

//! Finds in indices what is missing from \a table: a damaged page seldom holds both.
base::Result<QHash<qint64, Lost>> findLost(TableWalk &walk, Database &to)
{
    struct Index
    {
        QString entries;
        QString order;
        std::function<void(Lost &, const Row &)> note;
    };
    const QList<Index> indices = {
        {u"SELECT rowid, id FROM messages INDEXED BY sqlite_autoindex_messages_1 WHERE id>=x''"_s,
         u"id"_s, [](Lost &lost, const Row &row) { lost.id = row.value(1); }},
        {u"SELECT rowid, chat, branch_row FROM messages INDEXED BY messages_branch WHERE chat>0"_s,
         u"chat"_s,
         [](Lost &lost, const Row &row) {
             lost.chat = row.value(1);
             lost.branchRow = row.value(2);
         }},
        {u"SELECT rowid, parent FROM messages INDEXED BY messages_parent WHERE parent>0"_s,
         u"parent"_s, [](Lost &lost, const Row &row) { lost.parent = row.value(1); }},
    };
    QHash<qint64, Lost> all;
    for (const Index &index : indices) {
        const base::Status walked =
            walk.eachEntry(index.entries, index.order, [&](const Row &row) -> base::Status {
                const qint64 key = row.integer(0);
                const auto copied = to.value(u"SELECT 1 FROM messages WHERE key=?"_s, {key});
                if (!copied)
                    return copied.error();
                if (!copied->isValid())
                    index.note(all[key], row);
                return {};
            });
        if (!walked)
            return walked.error();
    }
    return all;
}

//! Puts something in the place of what is lost, so that what refers to it keeps its place.
base::Status addLost(TableWalk &walk, Database &to)
{
    const auto all = findLost(walk, to);
    if (!all)
        return all.error();
    for (auto lost = all->begin(); lost != all->end(); ++lost) {
        if (lost->chat.isNull())
            continue;
        const base::Status added = insertRow(
            to,
            u"INSERT OR IGNORE INTO messages(key, id, chat, parent, branch_row, role, state,"
            " content, hash)"
            " VALUES(?, coalesce(?, randomblob(16)), ?, ?, ?, ?, ?, '', zeroblob(32))"_s,
            {lost.key(), lost->id, lost->chat, lost->parent, lost->branchRow,
             static_cast<int>(conversation::Role::Assistant),
             static_cast<int>(conversation::MessageState::Failed)});
        if (!added)
            return added;
    }
    return walk.eachEntry(
        u"SELECT rowid, id FROM chats INDEXED BY sqlite_autoindex_chats_1 WHERE id>=x''"_s, u"id"_s,
        [&to](const Row &row) {
            return insertRow(to, u"INSERT OR IGNORE INTO chats(key, id) VALUES(?, ?)"_s,
                             {row.value(0), row.value(1)});
        });
}

//! Makes what refers to nothing refer to something, or goes without it.
base::Status repairReferences(Database &to)
{
    const QStringList statements = {
        u"INSERT INTO chats(key, id) SELECT DISTINCT chat, randomblob(16) FROM messages"
        " WHERE chat NOT IN (SELECT key FROM chats)"_s,
        u"UPDATE chats SET created_at=(SELECT min(created_at) FROM messages WHERE chat=chats.key),"
        " changed_at=(SELECT max(created_at) FROM messages WHERE chat=chats.key)"
        " WHERE created_at IS NULL"_s,
        u"UPDATE messages SET parent=NULL WHERE parent NOT IN (SELECT key FROM messages)"_s,
        u"UPDATE messages SET branch_row=NULL WHERE typeof(branch_row)<>'integer'"_s,
        u"DELETE FROM pieces WHERE message NOT IN (SELECT key FROM messages)"_s};
    for (const QString &statement : statements) {
        if (base::Status done = to.run(statement); !done)
            return done;
    }
    return {};
}

//! The search still knows the titles of lost chats.
base::Status nameLostChats(Database &from, Database &to)
{
    const auto chats = numbers(to, u"SELECT key FROM chats WHERE title=''"_s);
    if (!chats)
        return chats.error();
    for (const qint64 chat : *chats) {
        const auto title =
            from.value(u"SELECT c0 FROM chat_search_content WHERE rowid=?"_s, {chat});
        if (!title || title->metaType() != QMetaType::fromType<QString>())
            continue;
        if (base::Status named = to.run(u"UPDATE chats SET title=? WHERE key=?"_s,
                                        {withoutSeparators(title->toString()), chat});
            !named)
            return named;
    }
    return {};
}

//! What SQLite still finds. The search index and which files messages show are found out anew.
base::Status copyTables(TableWalk &walk)
{
    for (const QString &table :
         {u"meta"_s, u"folders"_s, u"prompts"_s, u"presets"_s, u"drafts"_s, u"chats"_s,
          u"messages"_s, u"pieces"_s, u"calls"_s, u"token_use"_s, u"findings"_s,
          u"finding_exchanges"_s, u"grid_runs"_s, u"grid_cells"_s, u"votes"_s}) {
        if (base::Status copied = walk.copyTable(table); !copied)
            return copied;
    }
    return {};
}

base::Status copyAll(Database &from, Database &to, bool hasTables)
{
    TableWalk walk(from, to);
    base::Status done;
    if (hasTables)
        done = copyTables(walk);
    // What belongs nowhere is looked for in the indices as what cannot be read.
    if (done)
        done = to.run(u"DELETE FROM messages WHERE typeof(chat)<>'integer'"_s);
    if (done)
        done = addUnreached(from.path(), to);
    if (done && hasTables)
        done = addLost(walk, to);
    if (done)
        done = repairReferences(to);
    if (done && hasTables)
        done = nameLostChats(from, to);
    return done;
}

//! Finds out from messages and chats what other tables say about them.
base::Status noteContents(Database &to)
{
    base::Status noted;
    const base::Status messages =
        to.read(u"SELECT m.key, %1 FROM %2"_s.arg(rowColumns, rowTables), {}, [&](const Row &row) {
            noted = noteContent(to, row.integer(0), toMessage(readRow(row, 1)));
            return noted.has_value();
        });
    if (!messages || !noted)
        return messages ? noted : messages;
    const base::Status chats = to.read(
        u"SELECT key, title FROM chats WHERE deleted_at IS NULL"_s, {}, [&](const Row &row) {
            noted = to.run(u"INSERT INTO chat_search(rowid, title) VALUES(?, ?)"_s,
                           {row.integer(0), indexedText(row.text(1))});
            return noted.has_value();
        });
    return chats ? noted : chats;
}

//! \return a file that SQLite reads, as far as it can be read: \a damaged, or its repaired copy.
base::Result<QString> makeReadable(const QString &damaged, const QString &copy)
{
    const auto isNeeded = needsHeaderRepair(damaged);
    if (!isNeeded)
        return isNeeded.error();
    if (!*isNeeded)
        return damaged;
    Database::removeFiles(copy);
    for (const QLatin1StringView suffix : {""_L1, "-wal"_L1}) {
        QFile file(damaged + suffix);
        if (file.exists() && !file.copy(copy + suffix)) {
            return base::Error{.kind = base::ErrorKind::Disk,
                               .detail = file.errorString(),
                               .code = u"SQLITE_IOERR"_s,
                               .subject = copy};
        }
    }
    if (base::Status repaired = repairFileHeader(copy); !repaired)
        return repaired.error();
    return copy;
}

//! \return how many migrations made the tables; all where the file does not say.
base::Result<qsizetype> stepsOf(Database &database, const QList<Migration> &steps)
{
    const auto version = schemaVersion(database);
    if (!version)
        return version.error();
    return *version > 0 ? qMin(qsizetype(*version), steps.size()) : steps.size();
}

} // namespace

QString repairedPath(const QString &target)
{
    return target + ".repaired"_L1;
}

base::Result<Salvaged> salvage(const QString &damaged, const QString &target,
                               const QList<Migration> &steps)
{
    const QString copy = repairedPath(target);
    const auto removeCopy = qScopeGuard([&copy] { Database::removeFiles(copy); });
    const auto readable = makeReadable(damaged, copy);
    if (!readable)
        return readable.error();
    const auto from = Database::open(*readable, Database::Mode::ReadOnly);
    if (!from)
        return from.error();
    // With it SQLite also reads a file that was cut off, and the tables beside one it cannot parse.
    if (base::Status tolerant = (*from)->run(u"PRAGMA writable_schema=ON"_s); !tolerant)
        return tolerant.error();
    const auto tables =
        (*from)->value(u"SELECT count(*) FROM sqlite_schema WHERE name='messages'"_s);
    const auto version = stepsOf(**from, steps);
    if (!version)
        return version.error();
    if (!tables && !isCorrupt(tables.error()))
        return tables.error();

    const auto to = Database::open(target, Database::Mode::ReadWrite);
    if (!to)
        return to.error();
    // Referring rows come in any order here; what refers to nothing is repaired at the end.
    base::Status done = (*to)->run(u"PRAGMA foreign_keys=OFF"_s);
    if (done)
        done = migrate(**to, steps.first(*version));
    if (done)
        done = (*to)->transaction([&] { return copyAll(**from, **to, tables.has_value()); });
    if (done)
        done = migrate(**to, steps);
    if (done)
        done = (*to)->transaction([&] { return noteContents(**to); });
    if (!done)
        return done.error();

    Salvaged salvaged;
    const auto messages = (*to)->value(u"SELECT count(*) FROM messages WHERE hash<>zeroblob(32)"_s);
    const auto lost = (*to)->value(u"SELECT count(*) FROM messages WHERE hash=zeroblob(32)"_s);
    if (!messages || !lost)
        return messages ? lost.error() : messages.error();
    salvaged.messages = messages->toLongLong();
    salvaged.lost = lost->toLongLong();
    if (salvaged.messages == 0 && (!tables || tables->toInt() == 0)) {
        return base::Error{
            .kind = base::ErrorKind::Disk, .code = u"SQLITE_NOTADB"_s, .subject = damaged};
    }
    return salvaged;
}

} // namespace polylogue::app::store
