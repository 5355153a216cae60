// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// Asking all lanes, and what becomes of their answers. comparisonlanes.cpp has which lanes there
// are.

#include "app/session/comparison.h"

#include "app/session/chatoptions.h"
#include "app/session/question.h"
#include "app/session/tokenestimate.h"

#include <algorithm>
#include <utility>

namespace polylogue::app::session {

using attachments::Draft;
using conversation::Conversation;
using conversation::Message;
using conversation::MessageId;
using conversation::MessageState;
using conversation::Role;
using store::HistoryRule;

namespace {

//! \return the answer at the end of what is shown; nullptr where there is none.
const Message *lastAnswer(const Conversation &conversation)
{
    if (conversation.count() == 0)
        return nullptr;
    const Message &last = conversation.at(conversation.count() - 1);
    return last.role == Role::Assistant ? &last : nullptr;
}

//! \return whether anything has come of what was asked last.
bool hasBegun(const Conversation &conversation)
{
    for (qsizetype row = conversation.count() - 1; row >= 0; --row) {
        const Message &message = conversation.at(row);
        if (message.role == Role::User)
            return false;
        if (!message.content.isEmpty())
            return true;
    }
    return false;
}

//! \return a message of a lane as it stands in the main line.
Message promotedFrom(const ConversationId &lane, const Message &message)
{
    return {.role = message.role,
            .content = message.content,
            .state = message.state,
            .model = message.model,
            .finishReason = message.finishReason,
            .rawFinishReason = message.rawFinishReason,
            .timing = message.timing,
            .notes = message.notes,
            .origin = conversation::MessageOrigin{.chat = lane, .message = message.id}};
}

} // namespace

// --- What requests hold --------------------------------------------------------------------------

QList<Message> Comparison::branchOf(const ConversationId &lane) const
{
    ChatSession *own = session(lane);
    return own ? own->conversation().branch() : QList<Message>{};
}

QList<Turn> Comparison::turns(const ConversationId &lane) const
{
    return turnsOf(branchOf(lane));
}

qsizetype Comparison::turnCount() const
{
    qsizetype most = 0;
    for (const ConversationId &lane : m_order)
        most = std::max(most, turns(lane).size());
    return most;
}

qsizetype Comparison::turnOf(const ConversationId &lane, const MessageId &message) const
{
    ChatSession *own = session(lane);
    if (!own)
        return -1;
    const Conversation &conversation = own->conversation();
    qsizetype turn = -1;
    for (qsizetype row = 0, end = conversation.rowOf(message); row <= end; ++row)
        turn += conversation.at(row).role == Role::User ? 1 : 0;
    return turn;
}

HistoryRule Comparison::historyRule() const
{
    const store::ChatRecord *record = m_library.find(m_mainLine);
    return record ? record->comparison.history : HistoryRule::Own;
}

void Comparison::setHistoryRule(HistoryRule rule)
{
    const store::ChatRecord *record = m_library.find(m_mainLine);
    if (!record || record->comparison.history == rule)
        return;
    store::ComparisonState state = record->comparison;
    state.history = rule;
    m_library.setComparison(m_mainLine, state);
}

bool Comparison::needsChoice() const
{
    if (historyRule() != HistoryRule::Chosen)
        return false;
    qsizetype newest = -1; // that any lane has answered: below it there may be notes
    for (const ConversationId &lane : m_order) {
        const QList<Turn> all = turns(lane);
        for (qsizetype turn = all.size() - 1; turn > newest; --turn) {
            if (all.at(turn).answer)
                newest = turn;
        }
    }
    return newest >= turnsOf(m_mainSession.conversation().branch()).size()
        && promotedAt(newest).isNull();
}

QString Comparison::sharedBefore(const ConversationId &lane, qsizetype turn) const
{
    QList<OtherAnswer> answers;
    for (qsizetype at = 0; at < m_order.size(); ++at) {
        const QList<Turn> all = m_order.at(at) == lane ? QList<Turn>{} : turns(m_order.at(at));
        if (turn < 1 || all.size() < turn || !all.at(turn - 1).answer)
            continue;
        const QString text = textOf(all.at(turn - 1).answer->content);
        if (!text.isEmpty())
            answers.append({.letter = laneLetter(at), .text = text});
    }
    return sharedAnswers(answers);
}

ChatOptions Comparison::optionsForTurn(const ConversationId &lane, qsizetype turn) const
{
    ChatOptions asked = options(lane);
    asked.tools = tools(lane);
    if (historyRule() == HistoryRule::Shared)
        asked.preface = sharedBefore(lane, turn);
    if (historyRule() != HistoryRule::Chosen)
        return asked;
    const QList<Turn> own = turns(lane);
    QList<Message> history;
    for (const Message &message : m_mainSession.conversation().branch()) {
        const bool isLater = message.origin
            ? turnOf(message.origin->chat, message.origin->message) >= turn
            : turn < own.size() && message.createdAt > own.at(turn).question.createdAt;
        if (isLater)
            break;
        history.append(message);
    }
    asked.history = history;
    return asked;
}

//! What was called above has to be offered, wherever the lane continues from.
QList<wire::ToolDefinition> Comparison::tools(const ConversationId &lane) const
{
    ChatSession *own = session(lane);
    if (!own || !m_library.tools())
        return {};
    const bool continuesMainLine = historyRule() == HistoryRule::Chosen;
    return offeredTools(setup(lane).tools,
                        continuesMainLine ? m_mainSession.conversation() : own->conversation(),
                        *m_library.tools());
}

ChatOptions Comparison::nextOptions(const ConversationId &lane) const
{
    return optionsForTurn(lane, turns(lane).size());
}

ChatOptions Comparison::optionsFor(const ConversationId &lane, const MessageId &answer) const
{
    return optionsForTurn(lane, turnOf(lane, answer));
}

Comparison::Estimate Comparison::estimate(const Draft &draft) const
{
    Estimate estimate{.requests = static_cast<int>(m_order.size())};
    for (const ConversationId &lane : m_order)
        estimate.tokens += useOf(lane, draft).total();
    if (historyRule() == HistoryRule::Shared)
        estimate.tokens += sharedTokens();
    return estimate;
}

ContextUse Comparison::useOf(const ConversationId &lane, const Draft &draft) const
{
    const Lane &own = m_lanes.at(lane);
    const bool continuesMainLine = historyRule() == HistoryRule::Chosen;
    const ContextMeter &meter = continuesMainLine ? *m_mainMeter : *own.meter;
    ChatOptions asked = options(lane);
    asked.fitInto = own.facts.contextLength;
    return meter.use(estimatedTokens(draft, own.facts.intake), asked);
}

QMap<qsizetype, ContextUse> Comparison::tooLong(const Draft &draft) const
{
    QMap<qsizetype, ContextUse> tooLong;
    m_mainMeter->complete();
    for (qsizetype at = 0; at < m_order.size(); ++at) {
        const ConversationId &lane = m_order.at(at);
        m_lanes.at(lane).meter->complete();
        ContextUse use = useOf(lane, draft);
        if (historyRule() == HistoryRule::Shared)
            use.draft += estimatedTokens(sharedBefore(lane, turns(lane).size()));
        if (use.isOverLimit())
            tooLong.insert(at, use);
    }
    return tooLong;
}

qint64 Comparison::sharedTokens() const
{
    if (m_sharedTokens)
        return *m_sharedTokens;
    qint64 tokens = 0;
    for (const ConversationId &lane : m_order)
        tokens += estimatedTokens(sharedBefore(lane, turns(lane).size()));
    m_sharedTokens = tokens;
    return tokens;
}

// --- Asking --------------------------------------------------------------------------------------

bool Comparison::isRunning() const
{
    return std::any_of(m_lanes.cbegin(), m_lanes.cend(),
                       [](const auto &lane) { return lane.second.session->isRunning(); });
}

void Comparison::send(const Draft &draft, TooLong tooLong)
{
    Q_ASSERT(!isRunning() && !draft.isEmpty());
    // All of them before any is asked: the first answer must not be a part of another's request.
    QHash<ConversationId, ChatOptions> asked;
    for (const ConversationId &lane : std::as_const(m_order)) {
        ChatOptions &options = asked[lane];
        options = optionsForTurn(lane, turns(lane).size());
        if (tooLong == TooLong::LeavesOutOldest)
            options.fitInto = m_lanes.at(lane).facts.contextLength;
    }
    m_asked = QSet<ConversationId>(m_order.cbegin(), m_order.cend());
    m_unaccepted = m_asked;
    for (const ConversationId &lane : QList<ConversationId>(m_order)) {
        if (ChatSession *own = session(lane))
            own->send(draft, asked.value(lane));
    }
}

void Comparison::note(const Draft &draft)
{
    Q_ASSERT(!isRunning() && !draft.isEmpty());
    m_unaccepted = QSet<ConversationId>(m_order.cbegin(), m_order.cend());
    for (const ConversationId &lane : QList<ConversationId>(m_order)) {
        if (ChatSession *own = session(lane))
            own->note(draft);
    }
    if (historyRule() == HistoryRule::Chosen)
        m_mainSession.note(draft);
}

void Comparison::retry(const ConversationId &lane, const MessageId &answer)
{
    ChatSession *own = session(lane);
    if (!own || own->isRunning())
        return;
    MessageId wanted = answer;
    if (wanted.isNull()) {
        if (const Message *last = lastAnswer(own->conversation()))
            wanted = last->id;
    }
    if (!wanted.isNull())
        own->retry(wanted, optionsFor(lane, wanted));
}

bool Comparison::mayAskTurns(const ConversationId &lane) const
{
    ChatSession *own = session(lane);
    return own && own->conversation().isWhole() && !own->isRunning()
        && own->conversation().count() == 0 && turnCount() > 0;
}

void Comparison::askTurn(const ConversationId &lane, qsizetype turn)
{
    ChatSession *own = session(lane);
    if (!mayAskTurns(lane))
        return;
    for (const ConversationId &other : std::as_const(m_order)) {
        const QList<Turn> asked = turns(other);
        if (turn < 0 || turn >= asked.size())
            continue;
        if (asked.at(turn).row > 0)
            own->add(branchOf(other).first(asked.at(turn).row));
        own->send(draftOf(asked.at(turn).question), optionsForTurn(lane, turn));
        return;
    }
}

void Comparison::stop(const ConversationId &lane)
{
    if (ChatSession *own = session(lane))
        own->cancelAnswer();
}

void Comparison::stopAll()
{
    const bool isBegun = std::any_of(m_asked.cbegin(), m_asked.cend(), [this](const auto &lane) {
        ChatSession *own = session(lane);
        return own && hasBegun(own->conversation());
    });
    for (const ConversationId &lane : QList<ConversationId>(m_order)) {
        ChatSession *own = session(lane);
        if (!own || !own->isRunning())
            continue;
        if (isBegun)
            own->cancelAnswer(); // the others keep the question too
        else
            own->stop();
    }
}

void Comparison::noteAccepted(const ConversationId &lane)
{
    if (m_unaccepted.remove(lane) && m_unaccepted.isEmpty())
        Q_EMIT accepted();
}

void Comparison::onStateChanged(const ConversationId &lane)
{
    const ChatSession *own = session(lane);
    if (own && !own->isRunning() && m_asked.contains(lane))
        m_unaccepted.remove(lane); // it was stopped before it was safe
    m_sharedTokens.reset();
    Q_EMIT laneChanged(lane);
    const bool isNowRunning = isRunning();
    if (isNowRunning != m_wasRunning) {
        m_wasRunning = isNowRunning;
        Q_EMIT runningChanged();
    }
    // Later: an answer that calls something is idle for a moment.
    if (!isNowRunning && !m_asked.isEmpty())
        QMetaObject::invokeMethod(this, &Comparison::endRound, Qt::QueuedConnection);
}

void Comparison::endRound()
{
    if (isRunning() || m_asked.isEmpty())
        return;
    bool isComplete = true;
    for (const ConversationId &asked : std::exchange(m_asked, {})) {
        ChatSession *session = this->session(asked);
        const Message *answer = session ? lastAnswer(session->conversation()) : nullptr;
        isComplete &= answer && answer->state == MessageState::Complete;
    }
    Q_EMIT roundFinished(isComplete);
}

// --- Promoting -----------------------------------------------------------------------------------

MessageId Comparison::promotable(const ConversationId &lane) const
{
    ChatSession *own = session(lane);
    const Message *answer = own && !own->isRunning() ? lastAnswer(own->conversation()) : nullptr;
    return answer && !answer->content.isEmpty() && toolCallsOf(answer->content).isEmpty()
            && !isCopied(*answer)
        ? answer->id
        : MessageId{};
}

//! Whether the lane began with it: what it was copied from has the same time.
bool Comparison::isCopied(const Message &answer) const
{
    const Conversation &conversation = m_mainSession.conversation();
    for (qsizetype row = 0; row < conversation.count(); ++row) {
        if (!conversation.at(row).origin && conversation.at(row).createdAt == answer.createdAt)
            return true;
    }
    return false;
}

bool Comparison::isPromoted(const ConversationId &lane, const MessageId &answer) const
{
    const Conversation &conversation = m_mainSession.conversation();
    for (qsizetype row = conversation.count() - 1; row >= 0; --row) {
        const auto &origin = conversation.at(row).origin;
        if (origin && origin->chat == lane && origin->message == answer)
            return true;
    }
    return false;
}

MessageId Comparison::promotedAt(qsizetype turn) const
{
    const Conversation &conversation = m_mainSession.conversation();
    for (qsizetype row = conversation.count() - 1; row >= 0; --row) {
        const Message &message = conversation.at(row);
        if (message.role == Role::Assistant && message.origin
            && turnOf(message.origin->chat, message.origin->message) == turn)
            return message.id;
    }
    return {};
}

void Comparison::promote(const ConversationId &lane, const MessageId &answer)
{
    const MessageId wanted = answer.isNull() ? promotable(lane) : answer;
    ChatSession *own = session(lane);
    const Message *chosen = own && !wanted.isNull() ? own->conversation().find(wanted) : nullptr;
    const qsizetype turn = chosen ? turnOf(lane, wanted) : -1;
    if (turn < 0 || m_mainSession.isRunning() || !m_mainSession.conversation().isWhole()
        || isPromoted(lane, wanted))
        return;
    const Message promoted = promotedFrom(lane, *chosen);
    const Message question = promotedFrom(lane, turns(lane).at(turn).question);
    if (const MessageId other = promotedAt(turn); !other.isNull())
        m_mainSession.conversation().replace(other, promoted); // stays as another version
    else
        m_mainSession.add({question, promoted});
    Q_EMIT mainLineChanged();
}

} // namespace polylogue::app::session
