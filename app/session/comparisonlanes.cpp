// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// Which lanes a comparison has, and what they ask with.

#include "app/session/chatoptions.h"
#include "app/session/comparison.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace polylogue::app::session {

using attachments::Draft;
using conversation::Conversation;
using conversation::Message;
using store::ChatSetup;

Comparison::Comparison(ChatLibrary &library, const ConversationId &mainLine, QObject *parent)
    : QObject(parent)
    , m_library(library)
    , m_mainLine(mainLine)
    , m_mainSession(library.open(mainLine))
    , m_mainMeter(std::make_unique<ContextMeter>(m_mainSession.conversation()))
{
    const Conversation &conversation = m_mainSession.conversation();
    connect(&conversation, &Conversation::wholeChanged, this, &Comparison::addWaitingLanes);
    connect(&conversation, &Conversation::branchChanged, this, &Comparison::mainLineChanged);
    connect(m_mainMeter.get(), &ContextMeter::changed, this, &Comparison::estimateChanged);
    connect(&library, &ChatLibrary::lanesChanged, this, [this](const ConversationId &changed) {
        if (changed == m_mainLine)
            takeLanes();
    });
    connect(&library, &ChatLibrary::chatChanged, this, [this](const ConversationId &changed) {
        if (changed == m_mainLine)
            Q_EMIT mainLineChanged();
        else if (m_lanes.count(changed) > 0)
            Q_EMIT laneChanged(changed);
    });
    takeLanes();
    m_wasRunning = isRunning();
}

Comparison::~Comparison()
{
    for (const ConversationId &lane : std::as_const(m_order))
        closeLane(lane);
    m_library.release(m_mainLine);
}

ChatSession *Comparison::session(const ConversationId &lane) const
{
    const auto found = m_lanes.find(lane);
    return found == m_lanes.end() ? nullptr : found->second.session;
}

ChatSetup Comparison::setup(const ConversationId &lane) const
{
    const store::ChatRecord *record = m_library.find(lane);
    return record ? record->setup : ChatSetup{};
}

void Comparison::setSetup(const ConversationId &lane, const ChatSetup &setup)
{
    m_library.setSetup(lane, setup);
    Q_EMIT estimateChanged();
}

void Comparison::setTools(const QStringList &names)
{
    for (const ConversationId &lane : QList<ConversationId>(m_order)) {
        ChatSetup changed = setup(lane);
        changed.tools = names;
        setSetup(lane, changed);
    }
}

ChatOptions Comparison::options(const ConversationId &lane) const
{
    const store::ChatRecord *record = m_library.find(m_mainLine);
    ChatOptions options = chatOptionsOf(
        setup(lane), record ? m_library.folder(record->folder) : nullptr, m_defaultModel);
    options.stepsDown = m_stepsDown;
    return options;
}

QList<LaneDifference> Comparison::differences(const ConversationId &lane) const
{
    if (m_order.isEmpty() || lane == m_order.constFirst())
        return {};
    ChatOptions own = options(lane);
    own.tools = tools(lane);
    ChatOptions reference = options(m_order.constFirst());
    reference.tools = tools(m_order.constFirst());
    return differencesOf(own, reference);
}

//! What the library says; sessions of lanes that stay are not touched.
void Comparison::takeLanes()
{
    const QList<ConversationId> lanes = m_library.lanes(m_mainLine);
    if (lanes == m_order)
        return;
    const QList<ConversationId> before = std::exchange(m_order, lanes);
    m_sharedTokens.reset();
    for (const ConversationId &lane : lanes) {
        if (!before.contains(lane))
            openLane(lane);
    }
    for (const ConversationId &lane : before) {
        if (!lanes.contains(lane))
            closeLane(lane);
    }
    Q_EMIT lanesChanged();
    Q_EMIT estimateChanged();
}

void Comparison::openLane(const ConversationId &id)
{
    ChatSession &session = m_library.open(id);
    Lane &lane = m_lanes[id];
    lane.session = &session;
    lane.meter = std::make_unique<ContextMeter>(session.conversation());
    connect(lane.meter.get(), &ContextMeter::changed, this, &Comparison::estimateChanged);
    connect(&session, &ChatSession::stateChanged, this, [this, id] { onStateChanged(id); });
    connect(&session, &ChatSession::accepted, this, [this, id] { noteAccepted(id); });
    connect(&session.conversation(), &Conversation::wholeChanged, this, [this, id] {
        m_sharedTokens.reset();
        Q_EMIT laneChanged(id);
    });
    connect(&session.conversation(), &Conversation::branchChanged, this, [this] {
        m_sharedTokens.reset();
        Q_EMIT estimateChanged();
    });
    connect(&session, &ChatSession::draftReturned, this, [this](const Draft &draft) {
        if (std::exchange(m_hasReturned, true))
            return;
        QTimer::singleShot(0, this, [this] { m_hasReturned = false; });
        Q_EMIT draftReturned(draft);
    });
}

void Comparison::setModelFacts(const ConversationId &lane, const ModelFacts &facts)
{
    const auto found = m_lanes.find(lane);
    if (found == m_lanes.end())
        return;
    found->second.facts = facts;
    found->second.meter->setIntake(facts.intake); // says so where that changes anything
}

void Comparison::closeLane(const ConversationId &id)
{
    const auto found = m_lanes.find(id);
    if (found == m_lanes.end())
        return;
    found->second.session->disconnect(this);
    found->second.session->conversation().disconnect(this);
    m_lanes.erase(found);
    m_asked.remove(id);
    m_unaccepted.remove(id);
    m_library.release(id);
}

void Comparison::addLanes(const QList<ChatSetup> &setups)
{
    m_waitingSetups += setups;
    addWaitingLanes();
}

//! A new lane has what the chat had before anything was promoted. Where more was asked in lanes it
//! is empty until it is asked a turn itself.
void Comparison::addWaitingLanes()
{
    if (m_waitingSetups.isEmpty() || !m_mainSession.conversation().isWhole())
        return;
    QList<Message> history;
    for (const Message &message : m_mainSession.conversation().branch()) {
        if (message.origin)
            break;
        history.append(message);
    }
    if (!history.isEmpty() && conversation::isRunning(history.constLast()))
        history = history.first(history.size() - qMin<qsizetype>(history.size(), 2));
    if (turnCount() > turnsOf(history).size())
        history.clear();
    for (const ChatSetup &setup : std::exchange(m_waitingSetups, {})) {
        if (m_order.size() < MostLanes)
            m_library.createLane(m_mainLine, setup, history); // lanesChanged() brings it here
    }
}

void Comparison::removeLane(const ConversationId &lane)
{
    if (mayRemoveLane() && m_order.contains(lane))
        m_library.remove({lane});
}

void Comparison::moveLane(const ConversationId &lane, int by)
{
    const qsizetype from = m_order.indexOf(lane);
    const qsizetype to = std::clamp<qsizetype>(from + by, 0, m_order.size() - 1);
    if (from < 0 || from == to)
        return;
    QList<ConversationId> order = m_order;
    order.move(from, to);
    m_library.orderLanes(order);
}

void Comparison::applySetups(const QList<ChatSetup> &setups)
{
    const QList<ConversationId> before = m_order;
    const qsizetype kept = qMin(before.size(), setups.size());
    for (qsizetype at = 0; at < kept; ++at)
        setSetup(before.at(at), setups.at(at));
    if (kept < before.size() && kept >= FewestLanes)
        m_library.remove(before.sliced(kept));
    if (kept < setups.size())
        addLanes(setups.sliced(kept));
}

} // namespace polylogue::app::session
