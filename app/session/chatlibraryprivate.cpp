// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/chatlibrary_p.h"
#include "app/session/chattitle.h"
#include "app/session/costs.h"
#include "app/session/wholechats.h"

#include <QFutureWatcher>
#include <QtConcurrent>

#include <algorithm>
#include <utility>

namespace polylogue::app::session {

using attachments::Draft;
using conversation::Conversation;
using conversation::Message;
using conversation::MessageId;
using conversation::MessageState;
using conversation::Role;
using store::ChatRecord;
using store::WholeChat;

namespace {

//! The title that the first question of the branch gives.
QString titleOfBranch(const Conversation &conversation)
{
    for (qsizetype row = 0; row < conversation.count(); ++row) {
        if (conversation.at(row).role == Role::User)
            return titleOf(conversation.at(row));
    }
    return {};
}

QString titleOfBranch(const QList<Message> &branch)
{
    for (const Message &message : branch) {
        if (message.role == Role::User)
            return titleOf(message);
    }
    return {};
}

} // namespace

ChatLibrary::Private::Private(ChatLibrary *library, store::ChatStore &chatStore,
                              SessionPool::SessionFactory makeSession)
    : q(library)
    , store(chatStore)
    , pool(chatStore, std::move(makeSession))
    , drafts(chatStore)
    , tokens(chatStore)
{
    connect(&store, &store::ChatStore::replaced, q, [this] { onReplaced(); });
    connect(&pool, &SessionPool::messageAdded, q,
            [this](const ConversationId &id, const MessageId &message) {
                onMessageAdded(id, message);
            });
    connect(&pool, &SessionPool::runningChanged, q,
            [this](const ConversationId &id) { onRunningChanged(id); });
    connect(&pool, &SessionPool::answerFinished, q,
            [this](const ConversationId &id, const MessageId &answer) {
                onAnswerFinished(id, answer);
            });
    connect(&pool, &SessionPool::draftReturned, q,
            [this](const ConversationId &id, const Draft &draft) {
                if (pool.openCount(id) == 0) // no composer takes it
                    q->setDraft(id, draft);
            });
    connect(&pool, &SessionPool::loadFailed, q, &ChatLibrary::loadFailed);
    connect(&drafts, &DraftKeeper::loaded, q,
            [this](const ConversationId &key, const Draft &draft, const QList<Draft> &queue) {
                onDraftLoaded(key, draft, queue);
            });
    positionTimer.setSingleShot(true);
    connect(&positionTimer, &QTimer::timeout, q, [this] { savePositions(); });
}

void ChatLibrary::Private::askForList()
{
    tokens.reload();
    store.list(q, [this](const base::Result<store::Library> &list) { takeList(list); });
}

void ChatLibrary::Private::onReplaced()
{
    drafts.forgetAll();
    movedPositions.clear();
    for (auto chat = chats.cbegin(); chat != chats.cend(); ++chat) {
        if (chat->isStored())
            beforeReplacing.insert(chat.key());
    }
    for (const ConversationId &id : pool.stored())
        pool.reload(id);
    askForList();
}

void ChatLibrary::Private::takeList(const base::Result<store::Library> &list)
{
    // Where the store cannot be opened its status tells the user; the list is empty then.
    const store::Library library = list.value_or({});
    QSet<ConversationId> gone = std::exchange(beforeReplacing, {});
    chats.reserve(library.chats.size());
    for (const ChatRecord &record : library.chats) {
        gone.remove(record.id);
        chats.insert(record.id, {.record = record, .hasMessages = true});
    }
    for (const ConversationId &id : std::as_const(gone))
        drop(id);
    lanesByMainLine.clear();
    for (const Chat &chat : std::as_const(chats))
        link(chat);
    folders = library.folders;
    prompts = library.prompts;
    presets = library.presets;
    sortByName(prompts);
    sortByName(presets);
    unreadable = library.unreadable;
    drafts.learn({}, library.newChatDraft);
    isLoaded = true;
    for (const ConversationId &id : std::as_const(gone))
        Q_EMIT q->chatRemoved(id);
    Q_EMIT q->foldersChanged();
    Q_EMIT q->promptsChanged();
    Q_EMIT q->presetsChanged();
    Q_EMIT q->trashChanged();
    Q_EMIT q->loaded();
}

void ChatLibrary::Private::onMessageAdded(const ConversationId &id, const MessageId &message)
{
    Chat *chat = find(id);
    ChatSession *session = pool.find(id);
    const Message *added = session ? session->conversation().find(message) : nullptr;
    if (!chat || !added)
        return;
    ChatRecord &record = chat->record;
    record.changedAt = added->createdAt;
    const ConversationId mainLine = q->mainLineOf(id);
    // What is promoted first need not be what the lanes were asked first.
    const bool isTitled = record.isTitleChosen || (added->origin && !record.title.isEmpty());
    if (mainLine != id)
        noteLaneMessage(*find(mainLine), *added);
    else if (added->role == Role::User && added->parent.isNull() && !isTitled)
        record.title = titleOf(*added);
    if (!find(mainLine)->hasMessages) {
        begin(mainLine);
        Q_EMIT q->chatAdded(mainLine);
        return;
    }
    save({id});
    Q_EMIT q->chatChanged(id);
    if (mainLine != id) {
        save({mainLine});
        Q_EMIT q->chatChanged(mainLine);
    }
}

void ChatLibrary::Private::beginStoring(const ConversationId &id)
{
    pool.setStored(id);
    if (newChatDraftOwner != id)
        return;
    // What stood in its composer is the message now.
    newChatDraftOwner = {};
    drafts.set({}, {}, DraftKeeper::Keeping::Stored);
}

void ChatLibrary::Private::onRunningChanged(const ConversationId &id)
{
    Chat *chat = find(id);
    ChatSession *session = pool.find(id);
    if (!chat || !session)
        return;
    const Conversation &tree = session->conversation();
    const Message *last = tree.count() > 0 ? &tree.at(tree.count() - 1) : nullptr;
    if (last && conversation::isRunning(*last)) { // asked for now, or again
        chat->record.hasFailed = false;
        chat->record.changedAt = last->createdAt;
        save({id});
    }
    const ConversationId mainLine = q->mainLineOf(id);
    if (mainLine != id)
        noteLaneFailures(*find(mainLine));
    Q_EMIT q->chatChanged(id);
    if (mainLine != id)
        Q_EMIT q->chatChanged(mainLine);
}

void ChatLibrary::Private::onAnswerFinished(const ConversationId &id, const MessageId &answer)
{
    Chat *chat = find(id);
    ChatSession *session = pool.find(id);
    const Message *message = session ? session->conversation().find(answer) : nullptr;
    if (!chat || !message)
        return;
    if (const auto use = tokenUseOf(*message))
        tokens.record(id, chat->isTemporary, *use);
    chat->record.hasFailed = message->state == MessageState::Failed;
    chat->record.isUnread = chat->record.isUnread || pool.openCount(id) == 0;
    const ConversationId mainLine = q->mainLineOf(id);
    if (mainLine != id) {
        ChatRecord &record = find(mainLine)->record;
        record.isUnread = record.isUnread || pool.openCount(id) == 0;
        noteLaneFailures(*find(mainLine));
        save({mainLine});
    }
    save({id});
    Q_EMIT q->chatChanged(id);
    if (mainLine != id)
        Q_EMIT q->chatChanged(mainLine);
    Q_EMIT q->answerFinished(id, answer);
}

void ChatLibrary::Private::onDraftLoaded(const ConversationId &key, const Draft &draft,
                                         const QList<Draft> &queue)
{
    const QList<ConversationId> asked = draftsAskedFor.values(key);
    draftsAskedFor.remove(key);
    for (const ConversationId &id : asked)
        Q_EMIT q->draftLoaded(id, draft, queue);
}

void ChatLibrary::Private::noteDraft(const ConversationId &id)
{
    Chat *chat = find(id);
    const bool hasDraft = drafts.has(id);
    if (!chat || !chat->hasMessages || chat->record.hasDraft == hasDraft)
        return;
    chat->record.hasDraft = hasDraft;
    Q_EMIT q->chatChanged(id);
}

ChatLibrary::Private::Chat *ChatLibrary::Private::find(const ConversationId &id)
{
    const auto found = chats.find(id);
    return found == chats.end() ? nullptr : &*found;
}

void ChatLibrary::Private::change(const QList<ConversationId> &ids,
                                  const std::function<void(ChatRecord &)> &change)
{
    QList<ConversationId> changed;
    for (const ConversationId &id : ids) {
        Chat *chat = find(id);
        if (!chat)
            continue;
        const ChatRecord before = chat->record;
        change(chat->record);
        if (chat->record != before)
            changed.append(id);
    }
    save(changed);
    for (const ConversationId &id : std::as_const(changed))
        Q_EMIT q->chatChanged(id);
}

void ChatLibrary::Private::save(const QList<ConversationId> &ids)
{
    QList<store::Change> changes;
    for (const ConversationId &id : ids) {
        const Chat *chat = find(id);
        if (!chat || !chat->isStored())
            continue;
        movedPositions.remove(id);
        if (ChatRecorder *recorder = pool.recorder(id))
            recorder->saveRecord(chat->record);
        else
            changes.append(store::SaveChat{.record = chat->record});
    }
    if (!changes.isEmpty())
        store.write(changes);
}

void ChatLibrary::Private::savePositions()
{
    const auto moved = std::exchange(movedPositions, {});
    save(QList<ConversationId>(moved.cbegin(), moved.cend()));
}

void ChatLibrary::Private::drop(const ConversationId &id)
{
    pool.close(id);
    drafts.forget(id);
    tokens.forget(id);
    movedPositions.remove(id);
    unlink(id);
    chats.remove(id);
}

void ChatLibrary::Private::giveAutomaticTitle(const ConversationId &id)
{
    const auto give = [this, id](const QString &title) {
        change({id}, [&](ChatRecord &record) {
            if (!record.isTitleChosen)
                record.title = title;
        });
    };
    // A comparison may have nothing in its main line: its lanes begin with the same question.
    const ConversationId lane = q->lanes(id).value(0);
    ChatSession *session = pool.find(id);
    if (session && session->conversation().isWhole()
        && (session->conversation().count() > 0 || lane.isNull())) {
        give(titleOfBranch(session->conversation()));
        return;
    }
    const bool isEmpty = session && session->conversation().isWhole();
    store.loadWhole(isEmpty ? lane : id, q,
                    [this, give, lane, isEmpty](const base::Result<WholeChat> &whole) {
                        if (!whole)
                            return;
                        if (!whole->messages.isEmpty() || lane.isNull() || isEmpty) {
                            give(titleOfBranch(branchTo(whole->messages, whole->leaf)));
                            return;
                        }
                        store.loadWhole(lane, q, [give](const base::Result<WholeChat> &first) {
                            if (first)
                                give(titleOfBranch(branchTo(first->messages, first->leaf)));
                        });
                    });
}

void ChatLibrary::Private::addCopy(const Chat &source, const QList<Message> &branch,
                                   QObject *context,
                                   const store::ChatStore::Callback<ConversationId> &done)
{
    WholeChat whole{.record = source.record, .messages = branch};
    MessageId parent;
    for (Message &message : whole.messages)
        message.parent = std::exchange(parent, message.id);
    whole.leaf = parent;
    whole = withNewIds(repaired(whole));
    ChatRecord &record = whole.record;
    record.isPinned = false;
    record.isUnread = false;
    record.hasDraft = false;
    record.hasFailed = !branch.isEmpty() && branch.constLast().state == MessageState::Failed;
    record.createdAt = QDateTime::currentDateTimeUtc();
    record.changedAt = record.createdAt;
    record.deletedAt = {};
    record.position = {};
    record.lane = {};
    record.comparison = {};
    if (isLane(source))
        record.title = titleOfBranch(branch);

    const ConversationId id = record.id;
    chats.insert(id, {.record = record, .isTemporary = source.isTemporary, .hasMessages = true});
    if (source.isTemporary)
        pool.insert(id, SessionPool::Kind::Temporary, {.branch = whole.messages});
    Q_EMIT q->chatAdded(id);
    if (source.isTemporary)
        done(id);
    else // where it has to wait in memory the chat is there all the same
        store.write(changesToStore(whole), context, [id, done](const base::Status &) { done(id); });
}

//! An archive can hold tens of thousands of messages: they are gone through in other threads.
void ChatLibrary::Private::addNext()
{
    const QList<WholeChat> given = additions.constFirst().chats;
    QList<MessageId> ids;
    for (const WholeChat &chat : given) {
        for (const Message &message : chat.messages)
            ids.append(message.id);
    }
    store.findMessages(ids, q, [this, given](const base::Result<QSet<MessageId>> &found) {
        // Where the store cannot be read nothing is written to it either.
        StoredIds stored{.messages = found.value_or(QSet<MessageId>())};
        for (auto each = chats.cbegin(); each != chats.cend(); ++each)
            stored.chats.insert(each.key());
        for (const store::Folder &folder : std::as_const(folders))
            stored.folders.insert(folder.id);
        auto *watcher = new QFutureWatcher<NewChats>(q);
        QObject::connect(watcher, &QFutureWatcherBase::finished, q, [this, watcher] {
            watcher->deleteLater();
            finishAddition(watcher->result());
        });
        watcher->setFuture(QtConcurrent::run(newChats, given, stored));
    });
}

void ChatLibrary::Private::finishAddition(const NewChats &made)
{
    const Addition addition = additions.takeFirst();
    for (const ChatRecord &record : made.records)
        chats.insert(record.id, {.record = record, .hasMessages = true});
    for (const ChatRecord &record : made.records)
        link(*find(record.id));
    const auto count = static_cast<int>(made.records.size());
    store.write(made.changes, addition.context,
                [done = addition.done, count](const base::Status &status) {
                    done(status ? base::Result<int>(count) : base::Result<int>(status.error()));
                });
    for (const ChatRecord &record : made.records) {
        if (!isLane(*find(record.id)))
            Q_EMIT q->chatAdded(record.id);
    }
    if (!additions.isEmpty())
        addNext();
}

void ChatLibrary::Private::forgetDeletedMessages()
{
    for (const ConversationId &id : pool.stored()) {
        const Conversation &conversation = pool.find(id)->conversation();
        if (!pool.isRunning(id) && conversation.hasDeleted())
            pool.reload(id);
    }
}

ConversationId ChatLibrary::Private::draftKey(const Chat &chat) const
{
    return chat.hasMessages || chat.isTemporary ? chat.record.id : ConversationId{};
}

DraftKeeper::Keeping ChatLibrary::Private::draftKeeping(const Chat &chat) const
{
    return chat.isTemporary ? DraftKeeper::Keeping::InMemory : DraftKeeper::Keeping::Stored;
}

} // namespace polylogue::app::session
