// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/applychange.h"

#include "app/base/overloaded.h"
#include "app/store/calls.h"
#include "app/store/chatcodec.h"
#include "app/store/columns.h"
#include "app/store/emptytrash.h"
#include "app/store/findings.h"
#include "app/store/gridtables.h"
#include "app/store/messagecodec.h"
#include "app/store/savemessage.h"
#include "app/store/searchtext.h"
#include "app/store/statements.h"
#include "app/store/votes.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

using base::Result;
using base::Status;
using conversation::MessageId;

namespace {

Result<std::optional<qint64>> keyOfChat(Database &database, const ConversationId &chat)
{
    return number(database, u"SELECT key FROM chats WHERE id = ?"_s, {toColumn(chat)});
}

Result<std::optional<qint64>> keyOfMessage(Database &database, const MessageId &message)
{
    return number(database, u"SELECT key FROM messages WHERE id = ?"_s, {toColumn(message)});
}

Status indexTitle(Database &database, const ChatRecord &record)
{
    const auto key = keyOfChat(database, record.id);
    if (!key)
        return key.error();
    const Status removed = database.run(u"DELETE FROM chat_search WHERE rowid = ?"_s, {**key});
    if (!removed || record.deletedAt.isValid())
        return removed;
    return database.run(u"INSERT INTO chat_search(rowid, title) VALUES(?, ?)"_s,
                        {**key, indexedText(record.title)});
}

Status apply(Database &database, const SaveChat &change)
{
    const ChatRecord &record = change.record;
    bool isKnown = false;
    bool isIndexed = false;
    QByteArray details;
    const Status looked = database.read(
        u"SELECT title, deleted_at, details FROM chats WHERE id = ?"_s, {toColumn(record.id)},
        [&](const Row &row) {
            isKnown = true;
            isIndexed = row.text(0) == record.title && row.isNull(1) == !record.deletedAt.isValid();
            details = jsonOf(row, 2);
            return false;
        });
    if (!looked)
        return looked;
    const QString sql = isKnown
        ? u"UPDATE chats SET title = ?, is_title_chosen = ?, folder = ?, is_pinned = ?, "
          "is_unread = ?, has_failed = ?, created_at = ?, changed_at = ?, deleted_at = ?, "
          "details = ? WHERE id = ?"_s
        : u"INSERT INTO chats(title, is_title_chosen, folder, is_pinned, is_unread, has_failed, "
          "created_at, changed_at, deleted_at, details, id) VALUES(?,?,?,?,?,?,?,?,?,?,?)"_s;
    const Status saved =
        database.run(sql,
                     {record.title, record.isTitleChosen, toColumn(record.folder), record.isPinned,
                      record.isUnread, record.hasFailed, toColumn(record.createdAt),
                      toColumn(record.changedAt), toColumn(record.deletedAt),
                      jsonColumn(encodeChatDetails(record, details)), toColumn(record.id)});
    return saved && !isIndexed ? indexTitle(database, record) : saved;
}

Status apply(Database &database, const SaveMessages &change)
{
    const auto chat = keyOfChat(database, change.chat);
    if (!chat || !*chat)
        return chat ? Status() : Status(chat.error());
    for (const conversation::Message &message : change.messages) {
        if (Status saved = saveMessage(database, **chat, message); !saved)
            return saved;
    }
    return {};
}

Status apply(Database &database, const AppendPiece &change)
{
    return database.run(
        u"INSERT INTO pieces(message, sequence, delta) "
        "SELECT key, (SELECT coalesce(max(sequence) + 1, 0) FROM pieces WHERE message = key), ? "
        "FROM messages WHERE id = ?"_s,
        {jsonColumn(encodeDelta(change.delta)), toColumn(change.message)});
}

//! The child that the branch last went through, of \a parent or (0) of the chat's beginning.
Status visit(Database &database, qint64 chat, qint64 parent, qint64 child)
{
    return parent == 0
        ? database.run(u"UPDATE chats SET last_visited = ? WHERE key = ?"_s, {child, chat})
        : database.run(u"UPDATE messages SET last_visited = ? WHERE key = ?"_s, {child, parent});
}

//! \return the stored row of the first of the last \a kept rows of \a chat's branch; behind all
//! rows
//!         where none is kept.
Result<qint64> firstKeptRow(Database &database, qint64 chat, qint64 kept)
{
    constexpr auto behindAll = std::numeric_limits<qint64>::max();
    if (kept == 0)
        return behindAll;
    const auto row =
        number(database,
               u"SELECT branch_row FROM messages WHERE chat = ? AND branch_row IS NOT NULL "
               "ORDER BY branch_row DESC LIMIT 1 OFFSET ?"_s,
               {chat, kept - 1});
    return row ? Result<qint64>(row->value_or(behindAll)) : Result<qint64>(row.error());
}

//! \return of the row \a row: the message's key; 0 where there is none.
Result<qint64> keyOfRow(Database &database, qint64 chat, qint64 row)
{
    const auto key = number(
        database, u"SELECT key FROM messages WHERE chat = ? AND branch_row = ?"_s, {chat, row});
    return key ? Result<qint64>(key->value_or(0)) : Result<qint64>(key.error());
}

//! The row \a key comes below \a above (0: none).
Status joinRows(Database &database, qint64 chat, qint64 above, qint64 key)
{
    Status status = visit(database, chat, above, key);
    return status && above != 0 ? adopt(database, key, above) : status;
}

Status apply(Database &database, const SetBranch &change)
{
    const auto chat = keyOfChat(database, change.chat);
    if (!chat || !*chat)
        return chat ? Status() : Status(chat.error());
    const auto above = keyOfRow(database, **chat, change.firstRow - 1);
    if (!above)
        return above.error();
    const auto keptRow = firstKeptRow(database, **chat, change.kept);
    if (!keptRow)
        return keptRow.error();
    const auto kept = keyOfRow(database, **chat, *keptRow);
    if (!kept)
        return kept.error();
    Status status = database.run(u"UPDATE messages SET branch_row = NULL "
                                 "WHERE chat = ? AND branch_row >= ? AND branch_row < ?"_s,
                                 {**chat, change.firstRow, *keptRow});
    QList<qint64> keys;
    for (const MessageId &id : change.messages) {
        const auto key = keyOfMessage(database, id);
        if (!key)
            return key.error();
        if (*key)
            keys.append(**key);
    }
    const qint64 end = change.firstRow + keys.size();
    if (status && *kept != 0 && *keptRow != end)
        status = database.run(
            u"UPDATE messages SET branch_row = branch_row + ? WHERE chat = ? AND branch_row >= ?"_s,
            {end - *keptRow, **chat, *keptRow});
    qint64 previous = *above;
    for (qsizetype at = 0; status && at < keys.size(); ++at) {
        status = database.run(u"UPDATE messages SET branch_row = ? WHERE key = ?"_s,
                              {change.firstRow + at, keys.at(at)});
        if (status && (previous != 0 || change.firstRow == 0))
            status = joinRows(database, **chat, previous, keys.at(at));
        previous = keys.at(at);
    }
    if (status && *kept != 0 && (previous != 0 || change.firstRow == 0))
        status = joinRows(database, **chat, previous, *kept);
    return status;
}

Status apply(Database &database, const SaveDraft &change)
{
    const QByteArray chat = change.chat.value.toRfc4122(); // zeros: the new chat
    const Result<QVariant> previous =
        database.value(u"SELECT draft FROM drafts WHERE chat = ?"_s, {chat});
    if (!previous)
        return previous.error();
    const QByteArray before = previous->toString().toUtf8();
    if (Status noted = noteUnusedBlobs(database, before); !noted)
        return noted;
    if (change.draft.isEmpty())
        return database.run(u"DELETE FROM drafts WHERE chat = ?"_s, {chat});
    return database.run(u"INSERT OR REPLACE INTO drafts(chat, draft) VALUES(?, ?)"_s,
                        {chat, jsonColumn(encodeDraft(change.draft, before))});
}

//! Folders, prompts and presets are alike: an identifier and JSON.
template <typename Value>
Status save(Database &database, const QString &table, const Value &value,
            QByteArray (*encode)(const Value &, const QByteArray &))
{
    const Result<QVariant> previous =
        database.value(u"SELECT details FROM %1 WHERE id = ?"_s.arg(table), {toColumn(value.id)});
    if (!previous)
        return previous.error();
    return database.run(
        u"INSERT OR REPLACE INTO %1(id, details) VALUES(?, ?)"_s.arg(table),
        {toColumn(value.id), jsonColumn(encode(value, previous->toString().toUtf8()))});
}

Status apply(Database &database, const RemoveFolder &change)
{
    const QVariant id = toColumn(change.folder);
    return runAll(database,
                  {{u"UPDATE chats SET folder = NULL WHERE folder = ?"_s, {id}},
                   {u"DELETE FROM folders WHERE id = ?"_s, {id}}});
}

Status apply(Database &database, const RecordUse &change)
{
    const TokenUse &use = change.use;
    return database.run(u"INSERT INTO token_use(chat, ended_at, model, input, cached, output) "
                        "VALUES(?, ?, ?, ?, ?, ?)"_s,
                        {toColumn(change.chat), toColumn(change.endedAt), use.model, use.input,
                         use.cached, use.output});
}

} // namespace

Status applyChange(Database &database, const Change &change)
{
    const base::Overloaded visitor{
        [&database](const SaveFolder &wanted) {
            return save(database, u"folders"_s, wanted.folder, encodeFolder);
        },
        [&database](const SavePrompt &wanted) {
            return save(database, u"prompts"_s, wanted.prompt, encodePrompt);
        },
        [&database](const RemovePrompt &wanted) {
            return database.run(u"DELETE FROM prompts WHERE id = ?"_s, {toColumn(wanted.prompt)});
        },
        [&database](const SavePreset &wanted) {
            return save(database, u"presets"_s, wanted.preset, encodePreset);
        },
        [&database](const RemovePreset &wanted) {
            return database.run(u"DELETE FROM presets WHERE id = ?"_s, {toColumn(wanted.preset)});
        },
        [&database](const SaveFinding &wanted) { return saveFinding(database, wanted.finding); },
        [&database](const RemoveFindings &wanted) { return removeFindings(database, wanted); },
        [&database](const EmptyTrash &) { return emptyTrash(database); },
        [&database](const auto &wanted) { return apply(database, wanted); },
    };
    return std::visit(visitor, change);
}

} // namespace polylogue::app::store
