// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/jsoncodec.h"
#include "app/mcp/client.h"
#include "app/mcp/serverrequests.h"

#include <QPointer>

#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::mcp {

using base::Error;
using base::ErrorKind;
using json::JsonNode;

namespace {

constexpr int mostQuestions = 10; // of a server, within one call

} // namespace

struct Client::Call
{
    QString tool = {};
    JsonNode arguments = {};
    CallDone done = {};
    CallProgress progress = {};
    QPointer<QObject> context = {};
    QMetaObject::Connection contextEnds = {};
    qint64 id = 0; // of the request that runs
    int questions = 0;
    bool wasRenewed = false;
};

void Client::call(const QString &tool, const QByteArray &arguments, QObject *context,
                  const CallDone &done, const CallProgress &progress)
{
    const auto call = std::make_shared<Call>();
    call->tool = tool;
    call->arguments = json::parse(arguments).value_or(emptyObject());
    call->done = done;
    call->progress = progress;
    call->context = context;
    call->contextEnds = connect(context, &QObject::destroyed, this,
                                [this, call] { m_connection.cancel(call->id); });
    send(call);
}

void Client::send(const std::shared_ptr<Call> &call, const JsonNode &extra)
{
    if (!call->context)
        return;
    JsonNode params = objectWith(u"name"_s, JsonNode::of(call->tool));
    params.insert(u"arguments"_s, call->arguments);
    for (qsizetype i = 0; i < extra.children.size(); ++i)
        params.insert(extra.names.at(i), extra.children.at(i));
    Connection::Request request{.method = u"tools/call"_s,
                                .params = params,
                                .patience = m_options.callPatience,
                                .name = call->tool};
    request.onProgress = [call](const Progress &progress) {
        if (call->progress && call->context)
            call->progress(progress);
    };
    for (const ServerTool &tool : std::as_const(m_tools)) {
        if (tool.name != call->tool)
            continue;
        for (const HeaderMark &mark : tool.headers) {
            const JsonNode *value = json::resolve(call->arguments, mark.pointer);
            if (!value || value->isObject() || value->isArray()
                || value->kind == JsonNode::Kind::Null)
                continue;
            request.parameters.append({.name = u"Mcp-Param-"_s + mark.header,
                                       .value = value->kind == JsonNode::Kind::Boolean
                                           ? (value->boolean ? u"true"_s : u"false"_s)
                                           : value->text});
        }
    }
    call->id = m_connection.request(request,
                                    [this, call](const RpcReply &reply) { onReply(call, reply); });
}

void Client::onReply(const std::shared_ptr<Call> &call, const RpcReply &reply)
{
    if (!call->context)
        return;
    const bool isLost = reply.failure && reply.failure->type == "session_lost"_L1;
    if (isLost && !std::exchange(call->wasRenewed, true) && m_state != State::Ended) {
        m_afterStart.push_back(call);
        renew();
        return;
    }
    if (reply.result && stringIn(*reply.result, u"resultType") == "input_required"_L1) {
        answerInput(call, *reply.result);
        return;
    }
    disconnect(call->contextEnds);
    const auto result = reply.result ? readCallResult(*reply.result) : std::nullopt;
    if (result)
        call->done(*result);
    else if (reply.refusal)
        call->done(errorOf(*reply.refusal));
    else
        call->done(reply.failure.value_or(Error{.kind = ErrorKind::Protocol, .type = u"result"_s}));
}

//! The server wants to know something first, and then the same call again (2026-07-28).
void Client::answerInput(const std::shared_ptr<Call> &call, const JsonNode &result)
{
    JsonNode extra = emptyObject();
    bool isAnswered = ++call->questions <= mostQuestions;
    if (const JsonNode *requests = result.member(u"inputRequests")) {
        JsonNode answers = emptyObject();
        for (qsizetype i = 0; isAnswered && i < requests->children.size(); ++i) {
            const auto answer = requests->isObject()
                ? inputFor(requests->children.at(i), m_options.roots)
                : std::nullopt;
            isAnswered = answer.has_value();
            if (answer)
                answers.insert(requests->names.at(i), *answer);
        }
        extra.insert(u"inputResponses"_s, answers);
    }
    if (const JsonNode *state = result.member(u"requestState"))
        extra.insert(u"requestState"_s, *state);
    if (isAnswered) {
        send(call, extra);
        return;
    }
    disconnect(call->contextEnds);
    call->done(Error{.kind = ErrorKind::Protocol, .type = u"input_required"_s});
}

//! The server has forgotten us: from the beginning.
void Client::renew()
{
    if (m_state != State::Ready)
        return;
    m_listSoon.stop();
    become(State::Starting);
    if (m_state != State::Starting)
        return; // stopped by whoever was told
    m_hasInitialized = false;
    initialize();
}

} // namespace polylogue::app::mcp
