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

} // namespace

class ToolLoop::Private
{
public:
    Private(ToolLoop *toolLoop, ChatSession &chatSession)
        : loop(toolLoop)
        , session(chatSession)
    { }

    void onAnswer(const MessageId &id);
    void run(const ToolCallPart &call, size_t at);
    void finish(size_t at, const ToolOutcome &outcome);
    void forget();
    //! The answers of this turn, from its question on; the newest last.
    QList<Message> turn() const;

    ToolLoop *const loop;
    ChatSession &session;
    QList<Tool> tools;
    ChatOptions options;
    MessageId answer; // whose calls run
    QList<ToolCallPart> calls;
    std::vector<std::optional<ToolOutcome>> outcomes;
    std::unique_ptr<QObject> context; // what runs ends with it
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

void ToolLoop::Private::onAnswer(const MessageId &id)
{
    const Message *message = session.conversation().find(id);
    calls = message && message->state == MessageState::Complete ? toolCallsOf(message->content)
                                                                : QList<ToolCallPart>();
    if (calls.isEmpty()) {
        Q_EMIT loop->ended(id, End::Answered);
        return;
    }
    const QList<Message> answers = turn();
    if (answers.size() > mostRounds) {
        Q_EMIT loop->ended(id, End::TooManyRounds);
        return;
    }
    for (const ToolCallPart &call : calls) {
        qsizetype before = 0;
        for (const Message &earlier : answers) {
            const QList<ToolCallPart> known = toolCallsOf(earlier.content);
            before += std::count_if(known.begin(), known.end(), [&](const ToolCallPart &each) {
                return isSameCall(each, call);
            });
        }
        if (before > mostEqualCalls) { // this one is among them
            Q_EMIT loop->ended(id, End::Repeated);
            return;
        }
    }
    answer = id;
    outcomes.assign(static_cast<size_t>(calls.size()), std::nullopt);
    context = std::make_unique<QObject>();
    for (qsizetype i = 0; i < calls.size() && answer == id; ++i)
        run(calls.at(i), static_cast<size_t>(i));
}

void ToolLoop::Private::run(const ToolCallPart &call, size_t at)
{
    const auto tool = std::ranges::find_if(
        tools, [&call](const Tool &each) { return each.definition.name == call.name; });
    QString fault;
    if (tool == tools.end())
        fault = u"There is no tool \"%1\"."_s.arg(call.name);
    else
        fault = tools::argumentFault(tool->definition, call.arguments);
    Q_EMIT loop->callStarted(call);
    if (!context)
        return; // stopped by whoever was told
    if (fault.isEmpty()) {
        tool->run(call.arguments.toUtf8(), context.get(),
                  [this, at](const ToolOutcome &outcome) { finish(at, outcome); });
        return;
    }
    QMetaObject::invokeMethod(
        context.get(), [this, at, fault] { finish(at, {.content = fault, .isError = true}); },
        Qt::QueuedConnection);
}

void ToolLoop::Private::finish(size_t at, const ToolOutcome &outcome)
{
    outcomes.at(at) = outcome;
    const MessageId id = answer;
    Q_EMIT loop->callFinished(calls.at(static_cast<qsizetype>(at)), outcome);
    if (answer != id
        || !std::ranges::all_of(outcomes, [](const auto &each) { return each.has_value(); }))
        return;
    QList<ToolResultPart> results;
    for (size_t i = 0; i < outcomes.size(); ++i)
        results.append({.callId = calls.at(static_cast<qsizetype>(i)).id,
                        .content = outcomes[i]->content,
                        .isError = outcomes[i]->isError});
    // The tool that called back is still on the stack.
    QMetaObject::invokeMethod(
        context.get(),
        [this, id, results] {
            ChatOptions next = options;
            next.tools = loop->definitions();
            forget();
            session.answerCalls(id, results, next);
        },
        Qt::QueuedConnection);
}

void ToolLoop::Private::forget()
{
    if (context)
        context.release()->deleteLater(); // it may be what calls us
    answer = {};
    calls.clear();
    outcomes.clear();
}

ToolLoop::ToolLoop(ChatSession &session, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, session))
{
    connect(&session, &ChatSession::answerFinished, this,
            [this](const MessageId &id) { d->onAnswer(id); });
}

ToolLoop::~ToolLoop() = default;

void ToolLoop::setTools(const QList<Tool> &tools)
{
    d->tools = tools;
}

QList<wire::ToolDefinition> ToolLoop::definitions() const
{
    QList<wire::ToolDefinition> definitions;
    for (const Tool &tool : d->tools)
        definitions.append(tool.definition);
    return definitions;
}

void ToolLoop::setOptions(const ChatOptions &options)
{
    d->options = options;
}

bool ToolLoop::isRunning() const
{
    return !d->answer.isNull();
}

void ToolLoop::stop()
{
    if (!isRunning())
        return;
    const MessageId id = d->answer;
    d->context.reset(); // what runs ends now
    d->forget();
    Q_EMIT ended(id, End::Stopped);
}

} // namespace polylogue::app::session
