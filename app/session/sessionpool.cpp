// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/sessionpool.h"

#include "app/tools/toolbox.h"

#include <algorithm>
#include <utility>

namespace polylogue::app::session {

using conversation::LoadedMessages;
using conversation::MessageId;

namespace {

//! Sessions that nobody shows and that are kept all the same.
constexpr int IdleSessions = 6;

} // namespace

SessionPool::SessionPool(store::ChatStore &store, SessionFactory makeSession, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_makeSession(std::move(makeSession))
{
    m_cleaning.setSingleShot(true);
    connect(&m_cleaning, &QTimer::timeout, this, &SessionPool::removeIdle);
}

SessionPool::~SessionPool() = default;

ChatSession &SessionPool::open(const ConversationId &chat, Kind kind)
{
    const auto found = m_slots.find(chat);
    Slot &slot = found != m_slots.end() ? found->second : make(chat, kind);
    if (slot.isClosed)
        attach(chat, slot, kind);
    ++slot.openCount;
    slot.lastUse = ++m_uses;
    return *slot.session;
}

void SessionPool::insert(const ConversationId &chat, Kind kind, const LoadedMessages &messages)
{
    Q_ASSERT(!find(chat) && kind != Kind::Stored);
    Slot &slot = make(chat, kind);
    slot.session->conversation().beginLoading();
    slot.session->conversation().addLoaded(messages);
}

void SessionPool::release(const ConversationId &chat)
{
    const auto found = m_slots.find(chat);
    if (found == m_slots.end())
        return;
    Q_ASSERT(found->second.openCount > 0);
    --found->second.openCount;
    m_cleaning.start(0);
}

void SessionPool::setStored(const ConversationId &chat)
{
    if (const auto found = m_slots.find(chat); found != m_slots.end())
        found->second.kind = Kind::Stored;
}

void SessionPool::close(const ConversationId &chat)
{
    const auto found = m_slots.find(chat);
    if (found == m_slots.end() || found->second.isClosed)
        return;
    Slot &slot = found->second;
    slot.isClosed = true;
    slot.loading.reset();
    if (slot.recorder)
        slot.recorder->discard();
    slot.session->setSaveGate({});
    slot.session->disconnect(this);
    slot.session->conversation().disconnect(this);
    slot.session->stop();
    m_cleaning.start(0);
}

std::optional<base::Error> SessionPool::loadError(const ConversationId &chat) const
{
    const auto found = m_slots.find(chat);
    return found == m_slots.end() ? std::nullopt : found->second.loadError;
}

void SessionPool::loadAgain(const ConversationId &chat)
{
    const auto found = m_slots.find(chat);
    if (found == m_slots.end() || found->second.isClosed || !found->second.loadError)
        return;
    Slot &slot = found->second;
    slot.session->stop();
    slot.session->disconnect(this);
    slot.session->conversation().disconnect(this);
    attach(chat, slot, Kind::Stored); // the recorder that was there hands over what waits
}

void SessionPool::reload(const ConversationId &chat)
{
    const auto found = m_slots.find(chat);
    if (found == m_slots.end())
        return;
    Slot &slot = found->second;
    if (slot.recorder)
        slot.recorder->discard();
    slot.session->disconnect(this);
    slot.session->conversation().disconnect(this);
    slot.session->stop();
    attach(chat, slot, Kind::Stored);
}

QList<ConversationId> SessionPool::stored() const
{
    QList<ConversationId> chats;
    for (const auto &[chat, slot] : m_slots) {
        if (!slot.isClosed && slot.kind == Kind::Stored)
            chats.append(chat);
    }
    return chats;
}

ChatSession *SessionPool::find(const ConversationId &chat) const
{
    const auto found = m_slots.find(chat);
    return found == m_slots.end() || found->second.isClosed ? nullptr : found->second.session.get();
}

ToolLoop *SessionPool::toolLoop(const ConversationId &chat) const
{
    const auto found = m_slots.find(chat);
    return found == m_slots.end() || found->second.isClosed ? nullptr : found->second.loop.get();
}

ChatRecorder *SessionPool::recorder(const ConversationId &chat) const
{
    const auto found = m_slots.find(chat);
    return found == m_slots.end() || found->second.isClosed ? nullptr
                                                            : found->second.recorder.get();
}

int SessionPool::openCount(const ConversationId &chat) const
{
    const auto found = m_slots.find(chat);
    return found == m_slots.end() ? 0 : found->second.openCount;
}

bool SessionPool::isRunning(const ConversationId &chat) const
{
    const ChatSession *session = find(chat);
    return session && session->isRunning();
}

QList<ConversationId> SessionPool::running() const
{
    QList<ConversationId> chats;
    for (const auto &[chat, slot] : m_slots) {
        if (!slot.isClosed && slot.session->isRunning())
            chats.append(chat);
    }
    return chats;
}

SessionPool::Slot &SessionPool::make(const ConversationId &chat, Kind kind)
{
    Slot &slot = m_slots[chat];
    slot.session = m_makeSession();
    // Before anybody else listens: who hears of an answer's end finds the session calling.
    if (m_tools)
        slot.loop = makeLoop(*slot.session);
    slot.lastUse = ++m_uses;
    attach(chat, slot, kind);
    return slot;
}

std::unique_ptr<ToolLoop> SessionPool::makeLoop(ChatSession &session) const
{
    tools::ToolBox *box = m_tools;
    auto loop = std::make_unique<ToolLoop>(session);
    loop->setToolSource([box] { return box->tools(); });
    loop->setGate([box](const tools::Tool &tool, const QByteArray &arguments) {
        return tools::judge(box->rules(), tool, arguments);
    });
    connect(box, &tools::ToolBox::rulesChanged, loop.get(), &ToolLoop::judgeAgain);
    return loop;
}

void SessionPool::attach(const ConversationId &chat, Slot &slot, Kind kind)
{
    slot.kind = kind;
    slot.isClosed = false;
    slot.wasRunning = false;
    slot.recorder.reset();
    slot.session->setSaveGate({});
    if (kind != Kind::Temporary) {
        slot.recorder = std::make_unique<ChatRecorder>(
            slot.session->conversation(), chat,
            [this](const QList<store::Change> &changes, QObject *context,
                   const store::ChatStore::Callback<void> &done) {
                m_store.write(changes, context, done);
            });
        slot.session->setSaveGate([recorder = slot.recorder.get()](const auto &done) {
            recorder->whenSaved(done); // the session never outlives its recorder's slot
        });
    }
    connectSession(chat, *slot.session);
    if (kind == Kind::Stored)
        load(chat, slot);
}

void SessionPool::connectSession(const ConversationId &chat, ChatSession &session)
{
    connect(&session, &ChatSession::stateChanged, this, [this, chat] { onStateChanged(chat); });
    connect(&session, &ChatSession::answerFinished, this, [this, chat](const MessageId &answer) {
        m_cleaning.start(0);
        Q_EMIT answerFinished(chat, answer);
    });
    connect(&session, &ChatSession::draftReturned, this,
            [this, chat](const attachments::Draft &draft) { Q_EMIT draftReturned(chat, draft); });
    connect(&session.conversation(), &conversation::Conversation::messageAdded, this,
            [this, chat](const MessageId &message) { Q_EMIT messageAdded(chat, message); });
}

void SessionPool::load(const ConversationId &chat, Slot &slot)
{
    slot.loading = std::make_unique<QObject>();
    slot.loadError.reset();
    ChatSession *session = slot.session.get();
    ChatRecorder *recorder = slot.recorder.get();
    session->conversation().beginLoading();
    // Both live at least as long as what stands for the loading.
    m_store.load(chat, slot.loading.get(),
                 [this, chat, session, recorder](const base::Result<LoadedMessages> &part) {
                     if (part) {
                         session->conversation().addLoaded(*part);
                         return;
                     }
                     m_slots.at(chat).loadError = part.error();
                     // What waits to be sent was written for the whole chat: it stays with its
                     // writer.
                     session->stop();
                     recorder->setUnreadable(part.error());
                     session->conversation().addLoaded({}); // so that one can write at least
                     Q_EMIT loadFailed(chat, part.error());
                 });
}

void SessionPool::onStateChanged(const ConversationId &chat)
{
    const auto found = m_slots.find(chat);
    if (found == m_slots.end())
        return;
    Slot &slot = found->second;
    const bool isNowRunning = slot.session->isRunning();
    if (slot.wasRunning == isNowRunning)
        return;
    slot.wasRunning = isNowRunning;
    if (!isNowRunning)
        m_cleaning.start(0);
    Q_EMIT runningChanged(chat);
}

void SessionPool::removeIdle()
{
    QList<std::pair<quint64, ConversationId>> idle;
    for (auto at = m_slots.begin(); at != m_slots.end();) {
        const Slot &slot = at->second;
        if (slot.openCount > 0 || slot.session->isRunning()) {
            ++at;
        } else if (slot.isClosed) {
            at = m_slots.erase(at);
        } else {
            if (slot.kind == Kind::Stored)
                idle.append({slot.lastUse, at->first});
            ++at;
        }
    }
    std::sort(idle.begin(), idle.end());
    while (idle.size() > IdleSessions)
        m_slots.erase(idle.takeFirst().second);
}

} // namespace polylogue::app::session
