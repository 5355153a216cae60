// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/messagereader.h"

#include "app/store/columns.h"
#include "app/store/messagecodec.h"
#include "app/store/messagerow.h"
#include "app/store/statements.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

using namespace conversation;
using base::Error;
using base::Result;
using base::Status;

namespace {

constexpr qint64 firstSlice = 200; // some screenfuls: what the reader sees at once
constexpr qint64 laterSlices = 500;
constexpr qint64 smallChat = 400; // comes as one slice

Error corrupt(const Database &database)
{
    return {.kind = base::ErrorKind::Disk, .code = u"SQLITE_CORRUPT"_s, .subject = database.path()};
}

//! Fails where \a chat is in the table although the index does not know it.
Status checkMissing(Database &database, const ConversationId &chat)
{
    const auto stored =
        number(database, u"SELECT key FROM chats NOT INDEXED WHERE id = ?"_s, {toColumn(chat)});
    if (!stored)
        return stored.error();
    return *stored ? corrupt(database) : Status();
}

} // namespace

bool isCorrupt(const Error &error)
{
    return error.code == "SQLITE_CORRUPT"_L1;
}

MessageReader::MessageReader(Database &database, const ConversationId &chat)
    : m_database(database)
    , m_id(chat)
{ }

Result<LoadedMessages> MessageReader::next()
{
    if (m_sliceSize == 0) {
        if (Status begun = begin(); !begun)
            return begun.error();
        if (!m_chat)
            return LoadedMessages{};
    }
    LoadedMessages loaded;
    loaded.isLast = false;
    Status status = m_hasBranch ? addBranch(loaded, m_sliceSize) : Status();
    if (status && !m_hasBranch)
        status = addOthers(loaded, m_sliceSize - loaded.branch.size());
    if (!status)
        return status.error();
    m_sliceSize = std::max(m_sliceSize, laterSlices);
    return loaded;
}

Status MessageReader::begin()
{
    Status found = m_database.read(
        u"SELECT c.key, m.id FROM chats c LEFT JOIN messages m ON m.key = c.last_visited "
        "WHERE c.id = ?"_s,
        {toColumn(m_id)}, [this](const Row &row) {
            m_chat = row.integer(0);
            m_rootVisited = idOf<MessageId>(row, 1);
            return false;
        });
    if (!found && isCorrupt(found.error())) {
        const auto chat =
            number(m_database, u"SELECT key FROM chats WHERE id = ?"_s, {toColumn(m_id)});
        if (!chat)
            return chat.error();
        m_chat = *chat;
    } else if (!found) {
        return found;
    }
    if (!m_chat) {
        if (Status missing = checkMissing(m_database, m_id); !missing)
            return missing;
    }
    const auto count =
        number(m_database,
               u"SELECT count(*) FROM (SELECT 1 FROM messages WHERE chat = ? LIMIT %1)"_s.arg(
                   smallChat + 1),
               {m_chat.value_or(0)});
    if (!count)
        return count.error();
    m_sliceSize = *count > smallChat ? firstSlice : smallChat;
    return {};
}

Status MessageReader::addBranch(LoadedMessages &loaded, qint64 count)
{
    QList<std::pair<qint64, qint64>> rows; // key, row; from the end upwards
    const Status listed =
        m_database.read(u"SELECT key, branch_row FROM messages WHERE chat = ? AND branch_row < ? "
                        "ORDER BY branch_row DESC LIMIT ?"_s,
                        {*m_chat, m_rowsAbove, count}, [&rows](const Row &row) {
                            rows.append({row.integer(0), row.integer(1)});
                            return true;
                        });
    if (!listed)
        return listed;
    m_hasBranch = rows.size() == count;
    loaded.branch.reserve(rows.size());
    for (const auto &[key, row] : std::as_const(rows)) {
        const Result<Entry> entry = read(key);
        if (!entry)
            return entry.error();
        loaded.branch.append(entry->message);
        m_rowsAbove = row;
    }
    std::reverse(loaded.branch.begin(), loaded.branch.end());
    return {};
}

Status MessageReader::addOthers(LoadedMessages &loaded, qint64 count)
{
    const auto keys = numbers(m_database,
                              u"SELECT key FROM messages WHERE chat = ? AND branch_row IS NULL "
                              "AND key > ? ORDER BY key LIMIT ?"_s,
                              {*m_chat, m_lastOther, count + 1});
    if (!keys)
        return keys.error();
    loaded.isLast = keys->size() <= count;
    for (qsizetype at = 0; at < qMin(count, keys->size()); ++at) {
        m_lastOther = keys->at(at);
        const Result<Entry> entry = read(m_lastOther);
        if (!entry)
            return entry.error();
        loaded.others.append(entry->message);
        if (!entry->visited.isNull())
            loaded.lastVisited.insert(entry->message.id, entry->visited);
    }
    if (loaded.isLast && !m_rootVisited.isNull())
        loaded.lastVisited.insert({}, m_rootVisited);
    return {};
}

Result<MessageReader::Entry> MessageReader::read(qint64 key)
{
    static const QString sql =
        u"SELECT %1, v.id FROM %2 LEFT JOIN messages v "
        "ON v.key = m.last_visited WHERE m.key = ?"_s.arg(rowColumns, rowTables);
    Entry entry;
    const Status done = m_database.read(sql, {key}, [&entry](const Row &row) {
        entry.message = toMessage(readRow(row));
        entry.visited = idOf<MessageId>(row, 10);
        return false;
    });
    if (!done && !isCorrupt(done.error()))
        return done.error();
    if (!done || entry.message.id.isNull())
        return readDamaged(key);
    if (isRunning(entry.message)) {
        if (Status replayed = replayPieces(key, entry.message); !replayed)
            return replayed.error();
    }
    return entry;
}

//! A row that cannot be read with what it refers to: alone, or what the indexes know of it.
Result<MessageReader::Entry> MessageReader::readDamaged(qint64 key)
{
    Entry entry;
    const auto parent = number(m_database,
                               u"SELECT parent FROM messages INDEXED BY messages_parent "
                               "WHERE parent IS NOT NULL AND +key = ?"_s,
                               {key});
    MessageId parentId;
    if (parent && *parent)
        parentId = idFromIndex(**parent);
    const Status done = m_database.read(
        u"SELECT m.id, NULL, m.role, m.state, m.created_at, m.deleted_at, m.model, m.content, "
        "m.details, m.hash FROM messages m WHERE m.key = ?"_s,
        {key}, [&entry, &parentId](const Row &row) {
            MessageRow read = readRow(row);
            read.parent = parentId;
            entry.message = toMessage(read);
            return false;
        });
    if (!done && !isCorrupt(done.error()))
        return done.error();
    if (!done || entry.message.id.isNull()) {
        entry.message.id = idFromIndex(key);
        entry.message.parent = parentId;
        entry.message.role = Role::Assistant;
        markDamaged(entry.message, done ? QString() : done.error().detail);
    }
    if (entry.message.id.isNull())
        return corrupt(m_database);
    return entry;
}

//! The index of identifiers lies on other pages than the rows.
MessageId MessageReader::idFromIndex(qint64 key)
{
    const Result<QVariant> id =
        m_database.value(u"SELECT id FROM messages WHERE +key = ? ORDER BY id"_s, {key});
    return id ? MessageId{QUuid::fromRfc4122(id->toByteArray())} : MessageId{};
}

//! What had come of an answer when the program ended.
Status MessageReader::replayPieces(qint64 key, Message &message)
{
    const Status read =
        m_database.read(u"SELECT delta FROM pieces WHERE message = ? ORDER BY sequence"_s, {key},
                        [&message](const Row &row) {
                            if (const Result<MessageDelta> delta = decodeDelta(jsonOf(row, 0)))
                                applyDelta(message, *delta);
                            return true;
                        });
    message.state = MessageState::Interrupted;
    return read || isCorrupt(read.error()) ? Status() : read;
}

} // namespace polylogue::app::store
