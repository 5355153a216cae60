// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/chatreader.h"

#include "app/store/chatcodec.h"
#include "app/store/columns.h"
#include "app/store/messagereader.h"
#include "app/store/messagerow.h"
#include "app/store/statements.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

using namespace conversation;
using base::Result;
using base::Status;

namespace {

const auto chatColumns = u"c.id, c.title, c.is_title_chosen, c.folder, c.is_pinned, c.is_unread, "
                         "c.has_failed, c.created_at, c.changed_at, c.deleted_at, c.details, "
                         "EXISTS (SELECT 1 FROM drafts d WHERE d.chat = c.id)"_s;

struct ReadChat
{
    ChatRecord record = {};
    bool isReadable = true; //!< false: its details are lost
};

ReadChat readChat(const Row &row)
{
    ReadChat chat;
    chat.record = {.id = idOf<ConversationId>(row, 0),
                   .title = row.text(1),
                   .isTitleChosen = row.integer(2) != 0,
                   .folder = idOf<FolderId>(row, 3),
                   .isPinned = row.integer(4) != 0,
                   .isUnread = row.integer(5) != 0,
                   .hasFailed = row.integer(6) != 0,
                   .hasDraft = row.integer(11) != 0,
                   .createdAt = timeOf(row, 7),
                   .changedAt = timeOf(row, 8),
                   .deletedAt = timeOf(row, 9)};
    chat.isReadable = bool(decodeChatDetails(jsonOf(row, 10), chat.record));
    return chat;
}

void addChat(Library &library, const ReadChat &chat)
{
    library.chats.append(chat.record);
    if (!chat.isReadable)
        library.unreadable.append(chat.record.title);
}

//! Where a page is damaged, what is on others can be read one by one.
Status listChatsSingly(Database &database, Library &library)
{
    // By the index of identifiers, which lies on other pages.
    const auto keys = numbers(database, u"SELECT key FROM chats ORDER BY id"_s);
    if (!keys)
        return keys.error();
    for (const qint64 key : *keys) {
        const Status read =
            database.read(u"SELECT %1 FROM chats c WHERE c.key = ?"_s.arg(chatColumns), {key},
                          [&library](const Row &row) {
                              addChat(library, readChat(row));
                              return true;
                          });
        if (!read && !isCorrupt(read.error()))
            return read;
        if (!read)
            library.unreadable.append(u"#%1"_s.arg(key));
    }
    return {};
}

Status listChats(Database &database, Library &library)
{
    const Status read =
        database.read(u"SELECT %1 FROM chats c"_s.arg(chatColumns), {}, [&library](const Row &row) {
            addChat(library, readChat(row));
            return true;
        });
    if (read || !isCorrupt(read.error()))
        return read;
    library.chats.clear();
    library.unreadable.clear();
    return listChatsSingly(database, library);
}

//! Folders, prompts and presets are alike: an identifier and JSON.
template <typename Value>
Status list(Database &database, const QString &table, Result<Value> (*decode)(const QByteArray &),
            QList<Value> &values, QStringList &unreadable)
{
    const Status read =
        database.read(u"SELECT details FROM %1"_s.arg(table), {}, [&](const Row &row) {
            const Result<Value> value = decode(jsonOf(row, 0));
            if (value)
                values.append(*value);
            else
                unreadable.append(table);
            return true;
        });
    if (!read && isCorrupt(read.error())) {
        unreadable.append(table);
        return {};
    }
    return read;
}

template <typename Value> void sortByName(QList<Value> &values)
{
    std::sort(values.begin(), values.end(), [](const Value &a, const Value &b) {
        const int order = a.name.compare(b.name, Qt::CaseInsensitive);
        return order != 0 ? order < 0 : a.id < b.id;
    });
}

//! \brief Parents before children; what hangs below nothing that is there begins a branch.
QList<Message> inOrder(const QList<Message> &messages)
{
    QHash<MessageId, QList<qsizetype>> children;
    QSet<MessageId> known;
    for (const Message &message : messages)
        known.insert(message.id);
    for (qsizetype at = messages.size() - 1; at >= 0; --at) {
        const MessageId &parent = messages.at(at).parent;
        children[known.contains(parent) ? parent : MessageId{}].append(at);
    }
    QList<Message> ordered;
    ordered.reserve(messages.size());
    QList<qsizetype> waiting = children.take({});
    while (!waiting.isEmpty()) {
        ordered.append(messages.at(waiting.takeLast()));
        waiting += children.take(ordered.constLast().id);
    }
    // Left are circles, which only damage makes.
    for (const QList<qsizetype> &circle : std::as_const(children)) {
        for (const qsizetype at : circle) {
            ordered.append(messages.at(at));
            ordered.last().parent = {};
            markDamaged(ordered.last(), u"parent"_s);
        }
    }
    return ordered;
}

Result<WholeChat> readWhole(Database &database, const ConversationId &chat)
{
    WholeChat whole;
    const Status read = database.read(u"SELECT %1 FROM chats c WHERE c.id = ?"_s.arg(chatColumns),
                                      {toColumn(chat)}, [&whole](const Row &row) {
                                          whole.record = readChat(row).record;
                                          return false;
                                      });
    if (!read)
        return read.error();
    MessageReader reader(database, chat);
    QList<QList<Message>> branch; // from its end upwards
    QList<Message> others;
    bool isLast = false;
    while (!isLast) {
        const Result<LoadedMessages> slice = reader.next();
        if (!slice)
            return slice.error();
        branch.append(slice->branch);
        others += slice->others;
        isLast = slice->isLast;
    }
    QList<Message> all;
    for (qsizetype at = branch.size() - 1; at >= 0; --at)
        all += branch.at(at);
    if (!all.isEmpty())
        whole.leaf = all.constLast().id;
    whole.messages = inOrder(all + others);
    return whole;
}

} // namespace

Result<Library> listLibrary(Database &database)
{
    Library library;
    const auto draft = loadDraft(database, {});
    if (draft)
        library.newChatDraft = *draft;
    else
        library.unreadable.append(u"drafts"_s);
    Status status = listChats(database, library);
    if (status)
        status = list(database, u"folders"_s, decodeFolder, library.folders, library.unreadable);
    if (status)
        status = list(database, u"prompts"_s, decodePrompt, library.prompts, library.unreadable);
    if (status)
        status = list(database, u"presets"_s, decodePreset, library.presets, library.unreadable);
    if (!status)
        return status.error();
    sortByName(library.folders);
    std::stable_sort(library.folders.begin(), library.folders.end(),
                     [](const Folder &a, const Folder &b) { return a.position < b.position; });
    sortByName(library.prompts);
    sortByName(library.presets);
    return library;
}

Result<WholeChat> loadWhole(Database &database, const ConversationId &chat)
{
    // One snapshot, and one lock for all statements.
    if (Status begun = database.run(u"BEGIN"_s); !begun)
        return begun.error();
    Result<WholeChat> whole = readWhole(database, chat);
    const Status ended = database.run(u"COMMIT"_s);
    return whole && !ended ? Result<WholeChat>(ended.error()) : whole;
}

Result<QSet<MessageId>> findMessages(Database &database, const QList<MessageId> &messages)
{
    QSet<MessageId> found;
    for (const MessageId &message : messages) {
        const Result<QVariant> key =
            database.value(u"SELECT key FROM messages WHERE id = ?"_s, {toColumn(message)});
        if (!key)
            return key.error();
        if (!key->isNull())
            found.insert(message);
    }
    return found;
}

Result<StoredDraft> loadDraft(Database &database, const ConversationId &chat)
{
    const Result<QVariant> draft =
        database.value(u"SELECT draft FROM drafts WHERE chat = ?"_s, {chat.value.toRfc4122()});
    if (!draft)
        return draft.error();
    return draft->isNull() ? Result<StoredDraft>(StoredDraft{})
                           : decodeDraft(draft->toString().toUtf8());
}

} // namespace polylogue::app::store
