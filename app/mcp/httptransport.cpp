// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/mcp/httptransport.h"

#include "app/base/redact.h"
#include "app/endpoint/baseurl.h"
#include "app/mcp/rpcmessage.h"

#include <QHostAddress>
#include <QPointer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::mcp {

using base::Error;
using base::ErrorKind;

namespace {

constexpr int mostVainStreams = 5;
constexpr qsizetype longestSession = 1024; // bytes
constexpr qsizetype longestWords = 500; // characters of a server's own
const auto acceptAll = "application/json, text/event-stream"_ba;

//! Calls have a patience of their own (Connection): these are for servers that are gone.
constexpr net::Timeouts answerTimeouts{.connect = std::chrono::seconds(15),
                                       .firstByte = std::chrono::hours(1),
                                       .idle = std::chrono::hours(1)};

bool isLoopback(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

QByteArray headerIn(const wire::Headers &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

//! Visible ASCII, as the specification has it: it goes into a header as it came.
bool isSessionId(const QByteArray &id)
{
    return !id.isEmpty() && id.size() <= longestSession
        && std::all_of(id.begin(), id.end(), [](char c) { return c >= 0x21 && c <= 0x7e; });
}

//! \return \a value as a header may carry it (2026-07-28, Value Encoding).
QString headerValue(const QString &value)
{
    const bool isPlain = std::all_of(value.begin(), value.end(), [](QChar c) {
        return c.unicode() >= 0x20 && c.unicode() <= 0x7e;
    });
    const bool looksEncoded = value.startsWith("=?base64?"_L1) && value.endsWith("?="_L1);
    if (isPlain && !looksEncoded && value.trimmed() == value)
        return value;
    return u"=?base64?"_s + QString::fromLatin1(value.toUtf8().toBase64()) + u"?="_s;
}

ErrorKind kindOf(int status)
{
    switch (status) {
    case 401:
        return ErrorKind::Unauthorized;
    case 403:
        return ErrorKind::Forbidden;
    case 404:
    case 405:
        return ErrorKind::WrongAddress;
    case 413:
        return ErrorKind::TooLarge;
    case 429:
        return ErrorKind::RateLimited;
    default:
        return status >= 500 ? ErrorKind::ServerFault : ErrorKind::BadParameter;
    }
}

} // namespace

//! \brief One request and what came of it.
struct HttpTransport::Exchange
{
    enum class Kind { Message, ServerStream, Goodbye };

    Kind kind = Kind::Message;
    std::unique_ptr<net::HttpCall> call = {};
    Outgoing message = {};
    bool hadSession = false;
    bool isStream = false;
    wire::SseDecoder decoder = {};
    QByteArray body = {};
};

HttpTransport::HttpTransport(net::HttpClient &client, const ServerConfig &config,
                             const QByteArray &approval, std::chrono::milliseconds pause)
    : m_client(client)
    , m_config(config)
    , m_approval(approval)
{
    m_access.endpoint.id = endpoint::EndpointId{config.id.value};
    m_access.endpoint.name = config.name;
    m_access.endpoint.baseUrl = config.url;
    if (isLoopback(config.url.host()))
        m_access.endpoint.network.proxy.mode = endpoint::ProxySettings::Mode::None;
    for (const NamedValue &header : config.headers) {
        const bool isKey = header.name.compare("Authorization"_L1, Qt::CaseInsensitive) == 0
            && header.value.startsWith("Bearer "_L1);
        if (isKey) {
            m_access.key = header.value.sliced(7);
            m_access.keyOrigin = endpoint::originOf(config.url);
        } else {
            m_access.endpoint.headers.append({.name = header.name, .value = header.value});
        }
    }
    m_listenAgain.setSingleShot(true);
    m_listenAgain.setInterval(pause);
    connect(&m_listenAgain, &QTimer::timeout, this, &HttpTransport::get);
    m_goodbye.setSingleShot(true);
    m_goodbye.setInterval(std::chrono::seconds(2));
    connect(&m_goodbye, &QTimer::timeout, this, [this] { Q_EMIT ended({}); });
}

HttpTransport::~HttpTransport() = default;

void HttpTransport::open()
{
    const QUrl &url = m_config.url;
    const bool isHttp = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    std::optional<Error> error;
    if (m_approval.isEmpty() || m_approval != fingerprintOf(m_config))
        error =
            Error{.kind = ErrorKind::Forbidden, .type = u"not_approved"_s, .subject = url.host()};
    else if (!url.isValid() || !isHttp || url.host().isEmpty())
        error = Error{.kind = ErrorKind::WrongAddress,
                      .type = u"not_a_url"_s,
                      .subject = url.toDisplayString()};
    else if (!url.userInfo().isEmpty())
        error =
            Error{.kind = ErrorKind::WrongAddress, .type = u"user_info"_s, .subject = url.host()};
    QMetaObject::invokeMethod(
        this,
        [this, error] {
            if (error)
                Q_EMIT
            ended(error);
            else Q_EMIT opened();
        },
        Qt::QueuedConnection);
}

net::EndpointAccess HttpTransport::access(const Outgoing &message) const
{
    net::EndpointAccess access = m_access;
    const auto add = [&access](const QString &name, const QString &value) {
        access.endpoint.headers.append({.name = name, .value = value});
    };
    if (!message.version.isEmpty())
        add(u"MCP-Protocol-Version"_s, message.version);
    if (message.isModern) {
        if (!message.method.isEmpty())
            add(u"Mcp-Method"_s, message.method);
        if (!message.name.isEmpty())
            add(u"Mcp-Name"_s, headerValue(message.name));
        for (const endpoint::HeaderField &parameter : message.parameters)
            add(parameter.name, headerValue(parameter.value));
    } else if (!m_session.isEmpty() && message.method != "initialize"_L1) {
        add(u"Mcp-Session-Id"_s, QString::fromLatin1(m_session));
    }
    return access;
}

void HttpTransport::send(const Outgoing &message)
{
    if (m_isClosing)
        return;
    // Closing the stream of an answer says the same.
    if (message.isModern && message.method == "notifications/cancelled"_L1)
        return;
    if (message.method == "initialize"_L1)
        m_session.clear();
    auto exchange = std::make_unique<Exchange>();
    exchange->message = message;
    exchange->hadSession = !message.isModern && !m_session.isEmpty();
    exchange->call = m_client.send(access(message),
                                   {.method = "POST"_ba,
                                    .accept = acceptAll,
                                    .body = wire::RequestBody{.pieces = {message.bytes}},
                                    .timeouts = answerTimeouts});
    begin(std::move(exchange));
}

void HttpTransport::listen(const QString &version)
{
    m_version = version;
    get();
}

void HttpTransport::get()
{
    if (m_isClosing)
        return;
    auto exchange = std::make_unique<Exchange>();
    exchange->kind = Exchange::Kind::ServerStream;
    exchange->hadSession = !m_session.isEmpty();
    exchange->call = m_client.send(
        access({.version = m_version}),
        {.method = "GET"_ba, .accept = "text/event-stream"_ba, .timeouts = answerTimeouts});
    begin(std::move(exchange));
}

void HttpTransport::begin(std::unique_ptr<Exchange> exchange)
{
    const int key = ++m_lastKey;
    net::HttpCall *call = exchange->call.get();
    call->setLedgerNote(exchange->message.method, 1);
    connect(call, &net::HttpCall::headersReceived, this, [this, key] { onHeaders(key); });
    connect(call, &net::HttpCall::bytesReceived, this,
            [this, key](const QByteArray &bytes) { onBytes(key, bytes); });
    connect(call, &net::HttpCall::finished, this, [this, key] { onFinished(key); });
    connect(call, &net::HttpCall::failed, this,
            [this, key](const Error &error) { onFailed(key, error); });
    m_exchanges.emplace(key, std::move(exchange));
}

void HttpTransport::onHeaders(int key)
{
    Exchange &exchange = *m_exchanges.at(key);
    const wire::Headers headers = exchange.call->responseHeaders();
    exchange.isStream = exchange.call->httpStatus() < 300
        && headerIn(headers, "content-type").toLower().startsWith("text/event-stream");
    const QByteArray session = headerIn(headers, "mcp-session-id");
    if (exchange.message.method == "initialize"_L1 && isSessionId(session))
        m_session = session;
}

void HttpTransport::onBytes(int key, const QByteArray &bytes)
{
    Exchange &exchange = *m_exchanges.at(key);
    if (exchange.isStream) {
        m_vainStreams = 0;
        tell(exchange.decoder.feed(bytes));
        return;
    }
    exchange.body += bytes;
    if (exchange.body.size() > largestMessage)
        onFailed(key,
                 {.kind = ErrorKind::TooLarge,
                  .type = u"answer_too_large"_s,
                  .subject = m_config.url.host()});
}

void HttpTransport::tell(const QList<wire::SseEvent> &events)
{
    const QPointer<HttpTransport> alive(this);
    for (const wire::SseEvent &event : events) {
        const bool isMessage = event.form == wire::SseEvent::Form::Framed
            && (event.name.isEmpty() || event.name == "message") && !event.data.trimmed().isEmpty();
        if (isMessage && event.data.size() > largestMessage)
            Q_EMIT failed(0,
                          {.kind = ErrorKind::TooLarge,
                           .type = u"answer_too_large"_s,
                           .subject = m_config.url.host()});
        else if (isMessage)
            Q_EMIT received(event.data);
        if (!alive)
            return;
    }
}

void HttpTransport::onFinished(int key)
{
    Exchange &exchange = *m_exchanges.at(key);
    const int status = exchange.call->httpStatus();
    if (exchange.kind == Exchange::Kind::Goodbye) {
        m_goodbye.stop();
        Q_EMIT ended({});
        return;
    }
    if (exchange.kind == Exchange::Kind::ServerStream) {
        tell(exchange.decoder.finish());
        drop(key);
        // A server without such a stream says so by its status.
        if (status < 300 && ++m_vainStreams < mostVainStreams && !m_isClosing)
            m_listenAgain.start();
        return;
    }
    if (status >= 300) {
        onRefused(exchange, status);
        drop(key);
        return;
    }
    const qint64 id = exchange.message.id;
    if (exchange.isStream)
        tell(exchange.decoder.finish());
    else if (!exchange.body.trimmed().isEmpty())
        Q_EMIT received(exchange.body);
    if (!m_exchanges.contains(key))
        return; // answered and forgotten
    drop(key);
    if (id != 0)
        Q_EMIT failed(id,
                      {.kind = ErrorKind::Incomplete,
                       .type = u"stream_ended"_s,
                       .subject = m_config.url.host()});
}

//! What a status says, and the error in the body, which may be our request's or of no known one.
void HttpTransport::onRefused(const Exchange &exchange, int status)
{
    Error error{.kind = kindOf(status),
                .detail = QString::fromUtf8(exchange.body).simplified().left(longestWords),
                .httpStatus = status,
                .subject = m_config.url.host()};
    const auto messages = decodeRpc(exchange.body);
    const bool isRpc = messages && messages->first().kind == RpcMessage::Kind::Failure;
    RpcMessage failure;
    if (isRpc) {
        failure = messages->first();
        error.detail = failure.error.message.left(longestWords);
        error.code = QString::number(failure.error.code);
    }
    // By the specification 404; some answer 400 and tell in words.
    const bool isLost = exchange.hadSession
        && (status == 404
            || (status == 400 && error.detail.contains(u"session"_s, Qt::CaseInsensitive)));
    if (isLost) {
        m_session.clear();
        error.kind = ErrorKind::Incomplete;
        error.type = u"session_lost"_s;
    }
    error = base::redacted(error, m_access.key);
    const qint64 id = exchange.message.id;
    if (id == 0) {
        Q_EMIT logged(error.detail.toUtf8() + '\n');
    } else if (isRpc && !isLost && status != 401 && status != 403) {
        failure.id = json::JsonNode::of(id); // which some leave out
        Q_EMIT received(encodeRpc(failure));
    } else {
        Q_EMIT failed(id, error);
    }
}

void HttpTransport::onFailed(int key, const Error &error)
{
    const Exchange &exchange = *m_exchanges.at(key);
    const qint64 id = exchange.message.id;
    const Exchange::Kind kind = exchange.kind;
    drop(key);
    if (kind == Exchange::Kind::Goodbye) {
        m_goodbye.stop();
        Q_EMIT ended({});
    } else if (kind == Exchange::Kind::ServerStream) {
        if (++m_vainStreams < mostVainStreams && !m_isClosing)
            m_listenAgain.start();
    } else if (id != 0) {
        Q_EMIT failed(id, error);
    } else {
        Q_EMIT logged(error.detail.toUtf8() + '\n');
    }
}

//! The call may be the one that is telling us.
void HttpTransport::drop(int key)
{
    const auto found = m_exchanges.find(key);
    if (found == m_exchanges.end())
        return;
    net::HttpCall *call = found->second->call.release();
    call->disconnect(this);
    call->stopReading();
    call->deleteLater();
    m_exchanges.erase(found);
}

void HttpTransport::forget(qint64 id)
{
    for (const auto &[key, exchange] : m_exchanges) {
        if (exchange->kind == Exchange::Kind::Message && exchange->message.id == id) {
            drop(key);
            return;
        }
    }
}

void HttpTransport::close()
{
    if (std::exchange(m_isClosing, true))
        return;
    m_listenAgain.stop();
    while (!m_exchanges.empty())
        drop(m_exchanges.begin()->first);
    m_goodbye.start(m_session.isEmpty() ? std::chrono::milliseconds(0)
                                        : m_goodbye.intervalAsDuration());
    if (m_session.isEmpty())
        return;
    auto exchange = std::make_unique<Exchange>();
    exchange->kind = Exchange::Kind::Goodbye;
    exchange->call = m_client.send(access({.version = m_version}), {.method = "DELETE"_ba});
    begin(std::move(exchange));
}

} // namespace polylogue::app::mcp
