// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/salvage.h"

#include "app/conversation/message.h"
#include "app/store/database.h"
#include "app/store/leafscan.h"
#include "app/store/messagereader.h"

#include <QHash>

#include <algorithm>
#include <initializer_list>
#include <limits>

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

namespace {

// Rows that fit on a page, at most: a gap in the keys is no longer than all pages can hold.
constexpr qint64 rowsOnPage = 100;

// A page that cannot be read hides some rows; an inner one of them, some hundred pages.
constexpr qint64 maximumGap = 200'000;

constexpr int rowsAtOnce = 500;

//! Inserts a row unless it makes no sense: damage can also look like a row.
base::Status insertRow(Database &to, const QString &insert, const QVariantList &values)
{
    base::Status inserted = to.run(insert, values);
    const bool isNonsense = !inserted
        && (inserted.error().code == "SQLITE_MISMATCH"_L1
            || inserted.error().code == "SQLITE_CONSTRAINT"_L1
            || inserted.error().code == "SQLITE_TOOBIG"_L1);
    return isNonsense ? base::Status() : inserted;
}

base::Result<QStringList> columnsOf(Database &database, const QString &table)
{
    QStringList names;
    const base::Status known =
        database.read(u"SELECT name FROM pragma_table_info(?)"_s, {table}, [&](const Row &row) {
            names.append(row.text(0));
            return true;
        });
    if (!known)
        return known.error();
    return names;
}

//! \brief Walks tables of one database and inserts what can be read into another.
class Walk final
{
public:
    Walk(Database &from, Database &to)
        : m_from(from)
        , m_to(to)
    {
        if (const auto pages = from.value(u"PRAGMA page_count"_s))
            m_gap = qMin(maximumGap, pages->toLongLong() * rowsOnPage);
    }

    //! \brief Gives each readable row of \a table to \a take: its key, then \a columns.
    //! \return an Error of \a take only.
    base::Status eachRow(const QString &table, const QString &columns,
                         const std::function<base::Status(qint64 key, const Row &)> &take);
    //! \brief Gives the rows of \a select, which reads an index only, from both ends up to damage.
    base::Status eachEntry(const QString &select, const QString &order,
                           const std::function<base::Status(const Row &)> &take);
    base::Status copyTable(const QString &table);
    //! \brief Copies the text of a search table: its content is kept in an ordinary one.
    base::Status copySearch(const QString &table, const QString &column);

private:
    Database &m_from;
    Database &m_to;
    qint64 m_gap = maximumGap;
};

base::Status Walk::eachRow(const QString &table, const QString &columns,
                           const std::function<base::Status(qint64, const Row &)> &take)
{
    const QString range =
        u"SELECT rowid, %1 FROM %2 WHERE rowid>=? ORDER BY rowid LIMIT %3"_s.arg(columns, table)
            .arg(rowsAtOnce);
    constexpr qint64 last = std::numeric_limits<qint64>::max();
    qint64 next = std::numeric_limits<qint64>::min();
    qint64 gap = 0;
    while (gap < m_gap && next < last) {
        const qint64 first = next;
        base::Status taken;
        int rows = 0;
        const base::Status read = m_from.read(range, {first}, [&](const Row &row) {
            ++rows;
            const qint64 key = row.integer(0);
            if (key < next)
                return true; // no order: damage that looks like rows
            taken = take(key, row);
            next = key == last ? last : key + 1;
            return taken.has_value();
        });
        if (!taken)
            return taken;
        if (read && rows < rowsAtOnce)
            return {};
        gap = next > first ? 0 : gap + 1;
        if (next == first)
            next = first < 1 ? 1 : first + 1; // keys begin at 1 and are given one after the other
    }
    return {};
}

base::Status Walk::eachEntry(const QString &select, const QString &order,
                             const std::function<base::Status(const Row &)> &take)
{
    for (const QLatin1StringView direction : {" ASC"_L1, " DESC"_L1}) {
        base::Status taken;
        const base::Status read =
            m_from.read(select + u" ORDER BY "_s + order + direction, {}, [&](const Row &row) {
                taken = take(row);
                return taken.has_value();
            });
        if (!taken)
            return taken;
        if (read)
            return {};
    }
    return {};
}

base::Status Walk::copyTable(const QString &table)
{
    const auto names = columnsOf(m_from, table);
    if (!names)
        return names.error();
    if (names->isEmpty())
        return {}; // a table of a later version
    const QString columns = names->join(u',');
    const QString insert = u"INSERT OR IGNORE INTO %1(%2) VALUES(%3)"_s.arg(
        table, columns, QStringList(names->size(), u"?"_s).join(u','));
    const auto count = static_cast<int>(names->size());
    return eachRow(table, columns, [&](qint64, const Row &row) {
        QVariantList values;
        for (int i = 1; i <= count; ++i)
            values.append(row.value(i));
        return insertRow(m_to, insert, values);
    });
}

base::Status Walk::copySearch(const QString &table, const QString &column)
{
    const QString insert =
        u"INSERT OR REPLACE INTO %1(rowid, %2) VALUES(?, ?)"_s.arg(table, column);
    return eachRow(table + "_content"_L1, u"c0"_s, [&](qint64 key, const Row &row) {
        return insertRow(m_to, insert, {key, row.value(1)});
    });
}

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
base::Result<QHash<qint64, Lost>> findLost(Walk &walk, Database &to)
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
base::Status addLost(Walk &walk, Database &to)
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
            return insertRow(to,
                             u"INSERT OR IGNORE INTO chats(key, id, title)"
                             " VALUES(?, ?, coalesce((SELECT title FROM chat_search WHERE rowid=?),"
                             " ''))"_s,
                             {row.value(0), row.value(1), row.value(0)});
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
        u"DELETE FROM pieces WHERE message NOT IN (SELECT key FROM messages)"_s,
        u"DELETE FROM message_blobs WHERE message NOT IN (SELECT key FROM messages)"_s,
        u"DELETE FROM message_search WHERE rowid NOT IN (SELECT key FROM messages)"_s,
        u"DELETE FROM chat_search WHERE rowid NOT IN (SELECT key FROM chats)"_s};
    for (const QString &statement : statements) {
        if (base::Status done = to.run(statement); !done)
            return done;
    }
    return {};
}

//! What SQLite still finds.
base::Status copyTables(Walk &walk)
{
    for (const QString &table :
         {u"meta"_s, u"folders"_s, u"prompts"_s, u"presets"_s, u"drafts"_s, u"chats"_s,
          u"messages"_s, u"pieces"_s, u"message_blobs"_s, u"calls"_s, u"token_use"_s}) {
        if (base::Status copied = walk.copyTable(table); !copied)
            return copied;
    }
    base::Status copied = walk.copySearch(u"message_search"_s, u"text"_s);
    if (copied)
        copied = walk.copySearch(u"chat_search"_s, u"title"_s);
    return copied;
}

base::Status copyAll(Database &from, Database &to, bool hasTables)
{
    Walk walk(from, to);
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
    return done;
}

} // namespace

base::Result<Salvaged> salvage(const QString &damaged, const QString &target,
                               const QList<Migration> &steps)
{
    const auto from = Database::open(damaged, Database::Mode::ReadOnly);
    if (!from)
        return from.error();
    // With it SQLite also reads a file that was cut off, and the tables beside one it cannot parse.
    if (base::Status tolerant = (*from)->run(u"PRAGMA writable_schema=ON"_s); !tolerant)
        return tolerant.error();
    const auto tables = (*from)->value(u"SELECT count(*) FROM sqlite_schema"_s);
    const auto version = schemaVersion(**from);
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
        done = migrate(**to, steps.first(qMin(qsizetype(*version), steps.size())));
    if (done)
        done = (*to)->transaction([&] { return copyAll(**from, **to, tables.has_value()); });
    if (done)
        done = migrate(**to, steps);
    if (!done)
        return done.error();

    Salvaged salvaged;
    const auto messages = (*to)->value(u"SELECT count(*) FROM messages WHERE hash<>zeroblob(32)"_s);
    const auto lost = (*to)->value(u"SELECT count(*) FROM messages WHERE hash=zeroblob(32)"_s);
    if (!messages || !lost)
        return messages ? lost.error() : messages.error();
    salvaged.messages = messages->toLongLong();
    salvaged.lost = lost->toLongLong();
    if (!tables && salvaged.messages == 0)
        return tables.error();
    return salvaged;
}

} // namespace polylogue::app::store
