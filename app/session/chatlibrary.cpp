// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/chatlibrary.h"

#include "app/session/chatlibrary_p.h"
#include "app/session/wholechats.h"

#include <QPointer>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace std::chrono_literals;

namespace polylogue::app::session {

using attachments::Draft;
using conversation::Message;
using conversation::MessageId;
using store::ChatRecord;
using store::WholeChat;

namespace {

constexpr auto PositionDelay = 500ms;

template <typename Item, typename Id> qsizetype indexOf(const QList<Item> &items, const Id &id)
{
    for (qsizetype at = 0; at < items.size(); ++at) {
        if (items.at(at).id == id)
            return at;
    }
    return -1;
}

//! Replaces the item of this id, or adds it.
template <typename Item> void put(QList<Item> &items, const Item &item)
{
    if (const qsizetype at = indexOf(items, item.id); at >= 0)
        items[at] = item;
    else
        items.append(item);
}

template <typename Item, typename Id> bool takeAway(QList<Item> &items, const Id &id)
{
    return items.removeIf([&](const Item &item) { return item.id == id; }) > 0;
}

} // namespace

ChatLibrary::ChatLibrary(store::ChatStore &store, SessionFactory makeSession, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, store, std::move(makeSession)))
{
    d->askForList();
}

ChatLibrary::~ChatLibrary()
{
    d->savePositions();
}

bool ChatLibrary::isLoaded() const
{
    return d->isLoaded;
}

const QStringList &ChatLibrary::unreadable() const
{
    return d->unreadable;
}

QList<ChatRecord> ChatLibrary::chats() const
{
    QList<ChatRecord> records;
    records.reserve(d->chats.size());
    for (const Private::Chat &chat : std::as_const(d->chats)) {
        if (chat.isListed() && !d->isLane(chat))
            records.append(chat.record);
    }
    return records;
}

QList<ChatRecord> ChatLibrary::trash() const
{
    QList<ChatRecord> records;
    for (const Private::Chat &chat : std::as_const(d->chats)) {
        const ChatRecord &record = chat.record;
        const Private::Chat *mainLine = d->find(record.lane.of);
        if (record.deletedAt.isValid() && !(mainLine && mainLine->record.deletedAt.isValid()))
            records.append(record);
    }
    return records;
}

const ChatRecord *ChatLibrary::find(const ConversationId &chat) const
{
    const Private::Chat *found = d->find(chat);
    return found ? &found->record : nullptr;
}

bool ChatLibrary::isTemporary(const ConversationId &chat) const
{
    const Private::Chat *found = d->find(chat);
    return found && found->isTemporary;
}

bool ChatLibrary::isRunning(const ConversationId &chat) const
{
    const QList<ConversationId> lanes = d->lanesOf(chat);
    return d->pool.isRunning(chat)
        || std::any_of(lanes.cbegin(), lanes.cend(),
                       [this](const ConversationId &lane) { return d->pool.isRunning(lane); });
}

QList<ConversationId> ChatLibrary::running() const
{
    return d->pool.running();
}

ConversationId ChatLibrary::create(const store::ChatSetup &setup, const store::FolderId &folder,
                                   bool isTemporary)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const ChatRecord record{.id = ConversationId::create(),
                            .folder = folder,
                            .createdAt = now,
                            .changedAt = now,
                            .setup = setup};
    d->chats.insert(record.id, {.record = record, .isTemporary = isTemporary});
    return record.id;
}

void ChatLibrary::setTools(tools::ToolBox &tools)
{
    d->pool.setTools(tools);
}

tools::ToolBox *ChatLibrary::tools() const
{
    return d->pool.tools();
}

ToolLoop *ChatLibrary::toolLoop(const ConversationId &chat) const
{
    return d->pool.toolLoop(chat);
}

ChatSession &ChatLibrary::open(const ConversationId &chat)
{
    using Kind = SessionPool::Kind;
    const Private::Chat *found = d->find(chat);
    Q_ASSERT(found);
    const Kind kind = found->isTemporary ? Kind::Temporary
        : found->hasMessages             ? Kind::Stored
                                         : Kind::Fresh;
    d->tokens.follow(chat);
    return d->pool.open(chat, kind);
}

void ChatLibrary::release(const ConversationId &chat)
{
    d->pool.release(chat);
    const Private::Chat *found = d->find(chat);
    if (!found || found->isStored() || d->pool.openCount(chat) > 0)
        return;
    const ConversationId mainLine = mainLineOf(chat);
    if (mainLine != chat && d->pool.openCount(mainLine) > 0)
        return; // a lane goes with its main line
    const bool wasListed = found->isListed() && mainLine == chat;
    for (const ConversationId &lane : d->lanesOf(chat)) {
        if (d->pool.openCount(lane) == 0)
            d->drop(lane);
    }
    d->drop(chat);
    if (wasListed)
        Q_EMIT chatRemoved(chat);
}

std::optional<base::Error> ChatLibrary::loadError(const ConversationId &chat) const
{
    return d->pool.loadError(chat);
}

void ChatLibrary::loadAgain(const ConversationId &chat)
{
    d->pool.loadAgain(chat);
}

void ChatLibrary::branchFrom(const ConversationId &chat, const MessageId &message, QObject *context,
                             const store::ChatStore::Callback<ConversationId> &done)
{
    const Private::Chat *found = d->find(chat);
    if (!found)
        return;
    const Private::Chat source = *found;
    ChatSession *session = d->pool.find(chat);
    if (session && session->conversation().isWhole()) {
        d->addCopy(source, branchTo(session->conversation().messages(), message), context, done);
        return;
    }
    d->store.loadWhole(chat, this,
                       [this, source, message, guard = QPointer<QObject>(context),
                        done](const base::Result<WholeChat> &whole) {
                           if (!guard)
                               return;
                           if (whole)
                               d->addCopy(source, branchTo(whole->messages, message), guard, done);
                           else
                               done(whole.error());
                       });
}

void ChatLibrary::add(const QList<WholeChat> &chats, QObject *context,
                      const store::ChatStore::Callback<int> &done)
{
    d->additions.append({.chats = chats, .context = context, .done = done});
    if (d->additions.size() == 1)
        d->addNext();
}

void ChatLibrary::rename(const ConversationId &chat, const QString &title)
{
    const QString chosen = title.simplified();
    d->change({chat}, [&](ChatRecord &record) {
        record.isTitleChosen = !chosen.isEmpty();
        if (record.isTitleChosen)
            record.title = chosen;
    });
    if (chosen.isEmpty())
        d->giveAutomaticTitle(chat);
}

void ChatLibrary::setPinned(const QList<ConversationId> &chats, bool pinned)
{
    d->change(chats, [pinned](ChatRecord &record) { record.isPinned = pinned; });
}

void ChatLibrary::setFolder(const QList<ConversationId> &chats, const store::FolderId &folder)
{
    d->change(d->withLanes(chats), [&](ChatRecord &record) { record.folder = folder; });
}

void ChatLibrary::setSetup(const ConversationId &chat, const store::ChatSetup &setup)
{
    d->change({chat}, [&](ChatRecord &record) { record.setup = setup; });
}

void ChatLibrary::setRead(const ConversationId &chat)
{
    d->change({chat}, [](ChatRecord &record) { record.isUnread = false; });
}

void ChatLibrary::setReadingPosition(const ConversationId &chat,
                                     const store::ReadingPosition &position)
{
    Private::Chat *found = d->find(chat);
    if (!found || found->record.position == position)
        return;
    // Follows every turn of the wheel, so neither told nor written at once.
    found->record.position = position;
    d->movedPositions.insert(chat);
    if (!d->positionTimer.isActive())
        d->positionTimer.start(PositionDelay);
}

void ChatLibrary::remove(const QList<ConversationId> &chats)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<ConversationId> removed;
    QList<ConversationId> inTrash;
    QList<ConversationId> comparisons;
    for (const ConversationId &id : d->withLanes(chats)) {
        if (ChatSession *session = d->pool.find(id))
            session->stop();
        Private::Chat *chat = d->find(id);
        if (!chat || chat->record.deletedAt.isValid())
            continue;
        const ConversationId mainLine = mainLineOf(id);
        if (mainLine != id && !chats.contains(mainLine)) {
            comparisons.append(mainLine);
            chat->record.title = d->find(mainLine)->record.title; // what the trash calls it
        } else if (mainLine == id && chat->isListed()) {
            removed.append(id);
        }
        if (chat->isStored()) {
            chat->record.deletedAt = now;
            inTrash.append(id);
        } else {
            d->drop(id);
        }
    }
    d->save(inTrash);
    for (const ConversationId &id : std::as_const(removed))
        Q_EMIT chatRemoved(id);
    for (const ConversationId &id : std::as_const(comparisons))
        Q_EMIT lanesChanged(id);
    if (!inTrash.isEmpty())
        Q_EMIT trashChanged();
}

void ChatLibrary::restore(const QList<ConversationId> &chats)
{
    QList<ConversationId> restored;
    for (const ConversationId &id : chats) {
        const Private::Chat *chosen = d->find(id);
        if (!chosen || !chosen->record.deletedAt.isValid())
            continue;
        const QDateTime removedAt = chosen->record.deletedAt; // lanes removed before stay there
        for (const ConversationId &each : d->withLanes({id})) {
            Private::Chat *chat = d->find(each);
            if (chat->record.deletedAt != removedAt)
                continue;
            chat->record.deletedAt = {};
            if (d->isLane(*chat))
                chat->record.title.clear();
            restored.append(each);
        }
    }
    d->save(restored);
    for (const ConversationId &id : std::as_const(restored)) {
        if (const ConversationId mainLine = mainLineOf(id); mainLine != id)
            Q_EMIT lanesChanged(mainLine);
        else
            Q_EMIT chatAdded(id);
    }
    if (!restored.isEmpty())
        Q_EMIT trashChanged();
}

void ChatLibrary::emptyTrash(QObject *context, const store::ChatStore::Callback<void> &done)
{
    QList<store::Change> changes;
    QList<ConversationId> gone;
    for (const Private::Chat &chat : std::as_const(d->chats)) {
        if (!chat.record.deletedAt.isValid())
            continue;
        changes.append(store::SaveChat{.record = chat.record}); // it may have got there just now
        gone.append(chat.record.id);
    }
    for (const ConversationId &id : std::as_const(gone))
        d->drop(id);
    changes.append(store::EmptyTrash{});
    d->store.write(changes, this,
                   [this, guard = QPointer<QObject>(context), done](const base::Status &status) {
                       if (status)
                           d->forgetDeletedMessages();
                       if (guard)
                           done(status);
                   });
    Q_EMIT trashChanged();
}

void ChatLibrary::loadDraft(const ConversationId &chat)
{
    const Private::Chat *found = d->find(chat);
    if (!found && !chat.isNull())
        return;
    const ConversationId key = found ? d->draftKey(*found) : ConversationId{};
    if (found && key.isNull())
        d->newChatDraftOwner = chat;
    d->draftsAskedFor.insert(key, chat);
    d->drafts.load(key, found ? d->draftKeeping(*found) : DraftKeeper::Keeping::Stored);
}

void ChatLibrary::setDraft(const ConversationId &chat, const Draft &draft)
{
    Private::Chat *found = d->find(chat);
    if (!found) {
        if (chat.isNull())
            d->drafts.set({}, draft, DraftKeeper::Keeping::Stored);
        return;
    }
    const ConversationId key = d->draftKey(*found);
    if (key.isNull())
        d->newChatDraftOwner = chat;
    d->drafts.set(key, draft, d->draftKeeping(*found));
    d->noteDraft(chat);
}

void ChatLibrary::setQueue(const ConversationId &chat, const QList<Draft> &queue)
{
    const Private::Chat *found = d->find(chat);
    if (!found || !found->hasMessages)
        return; // nothing runs there that one could wait for
    d->drafts.setQueue(chat, queue, d->draftKeeping(*found));
    d->noteDraft(chat);
}

void ChatLibrary::updateAttachment(const attachments::Attachment &attachment)
{
    d->drafts.updateAttachment(attachment);
}

const TokenLedger &ChatLibrary::tokens() const
{
    return d->tokens;
}

const QList<store::Folder> &ChatLibrary::folders() const
{
    return d->folders;
}

const QList<store::Prompt> &ChatLibrary::prompts() const
{
    return d->prompts;
}

const QList<store::Preset> &ChatLibrary::presets() const
{
    return d->presets;
}

const store::Folder *ChatLibrary::folder(const store::FolderId &id) const
{
    const qsizetype at = indexOf(d->folders, id);
    return at < 0 ? nullptr : &d->folders.at(at);
}

void ChatLibrary::saveFolder(const store::Folder &folder)
{
    put(d->folders, folder);
    std::stable_sort(
        d->folders.begin(), d->folders.end(),
        [](const store::Folder &a, const store::Folder &b) { return a.position < b.position; });
    d->store.write({store::SaveFolder{.folder = folder}});
    Q_EMIT foldersChanged();
}

void ChatLibrary::removeFolder(const store::FolderId &folder)
{
    if (!takeAway(d->folders, folder))
        return;
    QList<ConversationId> inside;
    for (auto chat = d->chats.cbegin(); chat != d->chats.cend(); ++chat) {
        if (chat->record.folder == folder)
            inside.append(chat.key());
    }
    setFolder(inside, {});
    d->store.write({store::RemoveFolder{.folder = folder}});
    Q_EMIT foldersChanged();
}

void ChatLibrary::savePrompt(const store::Prompt &prompt)
{
    put(d->prompts, prompt);
    sortByName(d->prompts);
    d->store.write({store::SavePrompt{.prompt = prompt}});
    Q_EMIT promptsChanged();
}

void ChatLibrary::removePrompt(const store::PromptId &prompt)
{
    if (!takeAway(d->prompts, prompt))
        return;
    d->store.write({store::RemovePrompt{.prompt = prompt}});
    Q_EMIT promptsChanged();
}

void ChatLibrary::savePreset(const store::Preset &preset)
{
    put(d->presets, preset);
    sortByName(d->presets);
    d->store.write({store::SavePreset{.preset = preset}});
    Q_EMIT presetsChanged();
}

void ChatLibrary::removePreset(const store::PresetId &preset)
{
    if (!takeAway(d->presets, preset))
        return;
    d->store.write({store::RemovePreset{.preset = preset}});
    Q_EMIT presetsChanged();
}

} // namespace polylogue::app::session
