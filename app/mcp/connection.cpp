// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/mcp/connection.h"

#include "app/mcp/serverrequests.h"
#include "app/mcp/versions.h"

#include <QPointer>

#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::mcp {

using base::Error;
using base::ErrorKind;
using json::JsonNode;

namespace {

constexpr int mostPatience = 10; // times Request::patience
constexpr qsizetype longestQuote = 500; // bytes of what was not understood

} // namespace

Connection::Connection(std::unique_ptr<Transport> transport)
    : m_transport(std::move(transport))
{
    connect(m_transport.get(), &Transport::opened, this, &Connection::opened);
    connect(m_transport.get(), &Transport::logged, this, &Connection::logged);
    connect(m_transport.get(), &Transport::received, this, &Connection::onReceived);
    connect(m_transport.get(), &Transport::ended, this, &Connection::end);
    connect(m_transport.get(), &Transport::failed, this, [this](qint64 id, const Error &error) {
        if (id == 0)
            failAll(error);
        else
            settle(id, {.failure = error});
    });
}

Connection::~Connection() = default;

void Connection::close()
{
    failAll({.kind = ErrorKind::Cancelled});
    m_transport->close();
}

void Connection::speak(const QString &version, bool isModern)
{
    m_version = version;
    m_isModern = isModern;
}

//! What a request says beside its parameters: the version and our abilities, where it may report.
JsonNode Connection::stamped(const Request &request, qint64 id) const
{
    JsonNode meta = emptyObject();
    if (m_isModern)
        meta = modernMeta(m_version);
    if (request.onProgress)
        meta.insert(u"progressToken"_s, JsonNode::of(id));
    JsonNode params = request.params;
    if (!meta.children.isEmpty()) {
        if (!params.isObject())
            params = emptyObject();
        params.insert(u"_meta"_s, meta);
    }
    return params;
}

void Connection::send(const RpcMessage &message)
{
    send(message, {}, 0);
}

void Connection::send(const RpcMessage &message, const Request &about, qint64 id)
{
    m_transport->send({.bytes = encodeRpc(message),
                       .id = id,
                       .method = message.method,
                       .version = m_version,
                       .isModern = m_isModern,
                       .name = about.name,
                       .parameters = about.parameters});
}

qint64 Connection::request(const Request &request, const Answer &answer)
{
    const qint64 id = ++m_lastId;
    auto pending = std::make_unique<Pending>();
    pending->request = request;
    pending->answer = answer;
    pending->timer.setSingleShot(true);
    connect(&pending->timer, &QTimer::timeout, this, [this, id] { onTimeout(id); });
    if (request.patience.count() > 0) {
        pending->timer.start(request.patience);
        pending->deadline = QDeadlineTimer(mostPatience * request.patience);
    }
    m_pending.emplace(id, std::move(pending));
    if (m_hasEnded) {
        QMetaObject::invokeMethod(
            this,
            [this, id] {
                settle(id, {.failure = Error{.kind = ErrorKind::Incomplete, .type = u"ended"_s}});
            },
            Qt::QueuedConnection);
        return id;
    }
    send({.kind = RpcMessage::Kind::Request,
          .id = JsonNode::of(id),
          .method = request.method,
          .params = stamped(request, id)},
         request, id);
    return id;
}

void Connection::notify(const QString &method, const JsonNode &params)
{
    send({.kind = RpcMessage::Kind::Notification, .method = method, .params = params});
}

void Connection::cancel(qint64 id)
{
    if (!m_pending.contains(id))
        return;
    notify(u"notifications/cancelled"_s, objectWith(u"requestId"_s, JsonNode::of(id)));
    forget(id);
}

void Connection::forget(qint64 id)
{
    m_pending.erase(id);
    m_transport->forget(id);
}

void Connection::onReceived(const QByteArray &bytes)
{
    const auto messages = decodeRpc(bytes);
    if (!messages) {
        Q_EMIT logged(bytes.first(qMin(longestQuote, bytes.size())) + '\n');
        if (!m_unasked.take())
            leave();
        return;
    }
    const QPointer<Connection> alive(this);
    for (const RpcMessage &message : *messages) {
        if (!alive || m_hasEnded)
            return;
        onMessage(message);
    }
}

void Connection::onMessage(const RpcMessage &message)
{
    const bool isAnswer =
        message.kind == RpcMessage::Kind::Result || message.kind == RpcMessage::Kind::Failure;
    if (isAnswer) {
        const auto id = ownId(message.id);
        if (id && m_pending.contains(*id)) {
            if (message.kind == RpcMessage::Kind::Result)
                settle(*id, {.result = message.result});
            else
                settle(*id, {.refusal = message.error});
            return;
        }
    }
    if (!m_unasked.take()) {
        leave();
        return;
    }
    if (message.kind == RpcMessage::Kind::Failure)
        Q_EMIT logged(message.error.message.left(longestQuote).toUtf8() + '\n');
    else if (message.kind == RpcMessage::Kind::Request)
        send(answerTo(message, m_roots));
    else if (message.method == "notifications/progress"_L1)
        onProgress(message.params);
    else if (message.kind == RpcMessage::Kind::Notification)
        Q_EMIT notified(message.method, message.params);
}

void Connection::onProgress(const JsonNode &params)
{
    const JsonNode *token = params.member(u"progressToken");
    const auto id = token ? ownId(*token) : std::nullopt;
    const auto found = id ? m_pending.find(*id) : m_pending.end();
    if (found == m_pending.end() || !found->second->request.onProgress)
        return;
    Pending &pending = *found->second;
    if (pending.timer.isActive() && !pending.deadline.hasExpired())
        pending.timer.start();
    const auto numberIn = [&params](QStringView name) {
        const JsonNode *member = params.member(name);
        return member && member->isNumber() ? member->text : QString();
    };
    // A copy: whoever is told may cancel.
    const auto tell = pending.request.onProgress;
    tell({.done = numberIn(u"progress"),
          .total = numberIn(u"total"),
          .message = stringIn(params, u"message").left(longestQuote)});
}

void Connection::onTimeout(qint64 id)
{
    if (!m_pending.contains(id))
        return;
    notify(u"notifications/cancelled"_s, objectWith(u"requestId"_s, JsonNode::of(id)));
    settle(id, {.failure = Error{.kind = ErrorKind::Timeout, .subject = u"answer"_s}});
}

void Connection::settle(qint64 id, const RpcReply &reply)
{
    const auto found = m_pending.find(id);
    if (found == m_pending.end())
        return;
    const Answer answer = found->second->answer;
    forget(id);
    answer(reply);
}

void Connection::failAll(const Error &error)
{
    const QPointer<Connection> alive(this);
    QList<qint64> ids;
    for (const auto &[id, pending] : m_pending)
        ids.append(id);
    for (const qint64 id : ids) {
        if (alive)
            settle(id, {.failure = error});
    }
}

//! It says too much.
void Connection::leave()
{
    m_transport->close();
    end(Error{.kind = ErrorKind::Protocol, .type = u"flood"_s});
}

void Connection::end(const std::optional<Error> &error)
{
    if (std::exchange(m_hasEnded, true))
        return;
    const QPointer<Connection> alive(this);
    failAll(error.value_or(Error{.kind = ErrorKind::Incomplete, .type = u"ended"_s}));
    if (alive)
        Q_EMIT ended(error);
}

} // namespace polylogue::app::mcp
