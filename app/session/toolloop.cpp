// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/toolloop.h"

#include "app/json/jsoncodec.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace polylogue::app::session {

using conversation::Message;
using conversation::MessageId;
using conversation::MessageState;
using conversation::Role;
using conversation::ToolCallPart;
using conversation::ToolResultPart;
using tools::Permission;
using tools::Tool;
using tools::ToolOutcome;

namespace {

constexpr int mostEqualCalls = 2; // of a turn

bool isSameCall(const ToolCallPart &a, const ToolCallPart &b)
{
    if (a.name != b.name)
        return false;
    const auto first = json::parse(a.arguments.toUtf8());
    const auto second = json::parse(b.arguments.toUtf8());
    return first && second ? isSame(*first, *second) : a.arguments == b.arguments;
}

bool isSameJson(const QByteArray &a, const QByteArray &b)
{
    const auto first = json::parse(a);
    const auto second = json::parse(b);
    return first && second && isSame(*first, *second);
}

//! A model that is not told would trust a result of what it did not ask for.
QString contentFor(const ToolCall &call)
{
    if (call.arguments.isEmpty() || isSameJson(call.arguments, call.part.arguments.toUtf8()))
        return call.outcome.content;
    return u"%1\n\n(The user changed the arguments of this call to %2)"_s.arg(
        call.outcome.content, QString::fromUtf8(call.arguments));
}

QString refusal(const QString &words)
{
    const QString refused = u"The user did not allow this call."_s;
    return words.isEmpty() ? refused : u"%1 The user says: %2"_s.arg(refused, words);
}

} // namespace

class ToolLoop::Private
{
public:
    Private(ToolLoop *toolLoop, ChatSession &chatSession)
        : loop(toolLoop)
        , session(chatSession)
    { }

    void onAnswer(const MessageId &id);
    bool isTooMuch(const MessageId &id, const QList<ToolCallPart> &parts);
    void begin(const MessageId &id, const QList<ToolCallPart> &parts);
    void start(qsizetype at);
    void judge(qsizetype at);
    void run(qsizetype at);
    void finishLater(qsizetype at, const ToolOutcome &outcome);
    void takeOutcome(qsizetype at, const ToolOutcome &outcome);
    void finish(qsizetype at, const ToolOutcome &outcome);
    void askOn();
    void forget();
    //! The call, where it is in this state.
    ToolCall *find(qsizetype at, ToolCall::State state);
    //! The answers of this turn, from its question on; the newest last.
    QList<Message> turn() const;

    //! What calls back may still be on the stack.
    struct DeleteLater
    {
        void operator()(QObject *object) const { object->deleteLater(); }
    };
    using Context = std::unique_ptr<QObject, DeleteLater>;

    ToolLoop *const loop;
    ChatSession &session;
    ToolSource source = [] { return QList<Tool>(); };
    Gate gate;
    ChatOptions options; // of the rounds that follow
    MessageId answer; // whose calls are answered
    QList<ToolCall> calls;
    std::vector<Context> contexts; // what runs for a call ends with its own
};

QList<Message> ToolLoop::Private::turn() const
{
    QList<Message> answers;
    const conversation::Conversation &conversation = session.conversation();
    for (qsizetype row = conversation.count() - 1; row >= 0; --row) {
        const Message &message = conversation.at(row);
        if (message.role == Role::User)
            break;
        if (message.role == Role::Assistant)
            answers.prepend(message);
    }
    return answers;
}

ToolCall *ToolLoop::Private::find(qsizetype at, ToolCall::State state)
{
    return at >= 0 && at < calls.size() && calls.at(at).state == state ? &calls[at] : nullptr;
}

void ToolLoop::Private::onAnswer(const MessageId &id)
{
    const Message *message = session.conversation().find(id);
    const bool isComplete = message && message->state == MessageState::Complete;
    options = session.asked();
    const QList<ToolCallPart> parts = isComplete && !options.tools.isEmpty()
        ? toolCallsOf(message->content)
        : QList<ToolCallPart>();
    if (parts.isEmpty())
        Q_EMIT loop->ended(id, End::Answered);
    else if (!isTooMuch(id, parts))
        begin(id, parts);
}

bool ToolLoop::Private::isTooMuch(const MessageId &id, const QList<ToolCallPart> &parts)
{
    const QList<Message> answers = turn();
    if (answers.size() > mostRounds) {
        Q_EMIT loop->ended(id, End::TooManyRounds);
        return true;
    }
    for (const ToolCallPart &call : parts) {
        qsizetype before = 0;
        for (const Message &earlier : answers) {
            const QList<ToolCallPart> known = toolCallsOf(earlier.content);
            before += std::count_if(known.begin(), known.end(), [&](const ToolCallPart &each) {
                return isSameCall(each, call);
            });
        }
        if (before > mostEqualCalls) { // this one is among them
            Q_EMIT loop->ended(id, End::Repeated);
            return true;
        }
    }
    return false;
}

void ToolLoop::Private::begin(const MessageId &id, const QList<ToolCallPart> &parts)
{
    const QList<Tool> known = source();
    answer = id;
    calls.clear();
    contexts.clear();
    for (const ToolCallPart &part : parts) {
        const auto tool = std::ranges::find_if(
            known, [&part](const Tool &each) { return each.definition.name == part.name; });
        calls.append({.part = part,
                      .tool = tool == known.end() ? Tool{} : *tool,
                      .state = ToolCall::State::Running,
                      .arguments = part.arguments.toUtf8()});
        contexts.emplace_back(new QObject);
    }
    session.setCalling(true);
    for (qsizetype at = 0; at < parts.size() && answer == id; ++at)
        start(at);
    if (answer == id)
        Q_EMIT loop->callsChanged();
}

void ToolLoop::Private::start(qsizetype at)
{
    const MessageId id = answer;
    Q_EMIT loop->callStarted(calls.at(at).part);
    if (answer != id)
        return; // stopped by whoever was told
    const ToolCall &call = calls.at(at);
    const QString fault = call.tool.definition.name.isEmpty()
        ? u"There is no tool \"%1\"."_s.arg(call.part.name)
        : tools::argumentFault(call.tool.definition, call.part.arguments);
    if (!fault.isEmpty()) {
        calls[at].arguments.clear();
        finishLater(at, {.content = fault, .isError = true});
        return;
    }
    judge(at);
}

void ToolLoop::Private::judge(qsizetype at)
{
    ToolCall &call = calls[at];
    const tools::Verdict verdict =
        gate ? gate(call.tool, call.arguments) : tools::Verdict{.permission = Permission::Run};
    if (verdict.permission == Permission::Refuse) {
        call.state = ToolCall::State::Running;
        finishLater(at, {.content = refusal({}), .isError = true});
    } else if (!call.tool.run) {
        call.state = ToolCall::State::ByHand;
    } else if (verdict.permission == Permission::Ask) {
        call.state = ToolCall::State::Asking;
        call.wasAllowedAs = verdict.wasAllowedAs;
    } else {
        run(at);
    }
}

void ToolLoop::Private::run(qsizetype at)
{
    calls[at].state = ToolCall::State::Running;
    const ToolCall call = calls.at(at);
    // What was cancelled goes with its context, which may be a moment later.
    call.tool.run(call.arguments, contexts.at(static_cast<size_t>(at)).get(),
                  [this, at, id = answer](const ToolOutcome &outcome) {
                      if (answer == id && find(at, ToolCall::State::Running))
                          takeOutcome(at, outcome);
                  });
}

void ToolLoop::Private::finishLater(qsizetype at, const ToolOutcome &outcome)
{
    QMetaObject::invokeMethod(
        contexts.at(static_cast<size_t>(at)).get(), [this, at, outcome] { finish(at, outcome); },
        Qt::QueuedConnection);
}

void ToolLoop::Private::takeOutcome(qsizetype at, const ToolOutcome &outcome)
{
    if (!gate || outcome.content.size() <= longestResult) {
        finish(at, outcome);
        return;
    }
    calls[at].outcome = outcome;
    calls[at].state = ToolCall::State::TooLong;
    Q_EMIT loop->callsChanged();
}

void ToolLoop::Private::finish(qsizetype at, const ToolOutcome &outcome)
{
    calls[at].outcome = outcome;
    calls[at].state = ToolCall::State::Done;
    contexts.at(static_cast<size_t>(at)).reset();
    const MessageId id = answer;
    Q_EMIT loop->callFinished(calls.at(at).part, outcome);
    if (answer == id)
        Q_EMIT loop->callsChanged();
    if (answer != id || !std::ranges::all_of(calls, [](const ToolCall &call) {
            return call.state == ToolCall::State::Done;
        }))
        return;
    // The tool that called back is still on the stack.
    QMetaObject::invokeMethod(
        loop,
        [this, id] {
            if (answer == id)
                askOn();
        },
        Qt::QueuedConnection);
}

void ToolLoop::Private::askOn()
{
    QList<Message> results;
    for (const ToolCall &call : std::as_const(calls)) {
        const ToolResultPart result{
            .callId = call.part.id, .content = contentFor(call), .isError = call.outcome.isError};
        // Notes are the user's: the model is not told what a function wrote by the way.
        results.append({.role = Role::Tool, .content = {result}, .notes = call.outcome.log});
    }
    const MessageId id = answer;
    forget();
    session.answerCalls(id, results, options);
}

void ToolLoop::Private::forget()
{
    answer = {};
    calls.clear();
    contexts.clear();
    Q_EMIT loop->callsChanged();
}

ToolLoop::ToolLoop(ChatSession &session, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, session))
{
    connect(&session, &ChatSession::answerFinished, this,
            [this](const MessageId &id) { d->onAnswer(id); });
    connect(&session, &ChatSession::stateChanged, this, [this] {
        if (!isRunning() || d->session.state() == ChatSession::State::Calling)
            return;
        const MessageId id = d->answer;
        d->forget(); // what runs ends now
        Q_EMIT ended(id, End::Stopped);
    });
}

ToolLoop::~ToolLoop()
{
    for (Private::Context &context : d->contexts)
        const std::unique_ptr<QObject> endsNow(context.release());
}

void ToolLoop::setTools(const QList<Tool> &tools)
{
    d->source = [tools] { return tools; };
}

void ToolLoop::setToolSource(ToolSource source)
{
    d->source = std::move(source);
}

void ToolLoop::setGate(Gate gate)
{
    d->gate = std::move(gate);
}

QList<wire::ToolDefinition> ToolLoop::definitions() const
{
    QList<wire::ToolDefinition> definitions;
    const QList<Tool> tools = d->source();
    for (const Tool &tool : tools)
        definitions.append(tool.definition);
    return definitions;
}

bool ToolLoop::isRunning() const
{
    return !d->answer.isNull();
}

const QList<ToolCall> &ToolLoop::calls() const
{
    return d->calls;
}

void ToolLoop::stop()
{
    if (isRunning())
        d->session.setCalling(false);
}

bool ToolLoop::canResume() const
{
    const conversation::Conversation &conversation = d->session.conversation();
    if (d->session.isRunning() || !conversation.isWhole() || conversation.count() == 0)
        return false;
    const Message &last = conversation.at(conversation.count() - 1);
    return last.role == Role::Assistant && last.state == MessageState::Complete
        && !toolCallsOf(last.content).isEmpty();
}

void ToolLoop::resume(const ChatOptions &options)
{
    Q_ASSERT(canResume());
    d->options = options;
    const conversation::Conversation &conversation = d->session.conversation();
    const Message last = conversation.at(conversation.count() - 1);
    d->begin(last.id, toolCallsOf(last.content));
}

QString ToolLoop::run(qsizetype call, const QByteArray &arguments)
{
    ToolCall *found = d->find(call, ToolCall::State::Asking);
    if (!found)
        return {};
    const QString fault =
        tools::argumentFault(found->tool.definition, QString::fromUtf8(arguments));
    if (!fault.isEmpty())
        return fault;
    found->arguments = arguments;
    d->run(call);
    Q_EMIT callsChanged();
    return {};
}

void ToolLoop::deny(qsizetype call, const QString &words)
{
    if (d->find(call, ToolCall::State::Asking) || d->find(call, ToolCall::State::ByHand)) {
        d->calls[call].arguments.clear();
        d->finish(call, {.content = refusal(words), .isError = true});
    }
}

void ToolLoop::answer(qsizetype call, const QString &result)
{
    if (d->find(call, ToolCall::State::ByHand))
        d->finish(call, {.content = result});
}

void ToolLoop::cancel(qsizetype call)
{
    if (d->find(call, ToolCall::State::Running))
        d->finish(call, {.content = u"The user cancelled this call."_s, .isError = true});
}

void ToolLoop::sendResult(qsizetype call, bool whole)
{
    const ToolCall *found = d->find(call, ToolCall::State::TooLong);
    if (!found)
        return;
    ToolOutcome outcome = found->outcome;
    if (!whole) {
        outcome.content = u"%1\n[The first %2 of %3 characters]"_s.arg(
            outcome.content.first(longestResult), QString::number(longestResult),
            QString::number(outcome.content.size()));
    }
    d->finish(call, outcome);
}

void ToolLoop::judgeAgain()
{
    bool hasChanged = false;
    for (qsizetype at = 0; at < d->calls.size(); ++at) {
        if (ToolCall *call = d->find(at, ToolCall::State::Asking)) {
            d->judge(at);
            hasChanged = hasChanged || call->state != ToolCall::State::Asking;
        }
    }
    if (hasChanged)
        Q_EMIT callsChanged();
}

} // namespace polylogue::app::session
