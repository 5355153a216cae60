// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/probecall.h"

#include "app/base/redact.h"
#include "app/endpoint/baseurl.h"
#include "app/net/httpclient.h"
#include "app/net/refusedfields.h"
#include "app/net/retryingcall.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::probe {

using base::Error;
using base::ErrorKind;

namespace {

constexpr qsizetype mostKept = 64 * 1024; // bytes of a request or an answer

QString kept(const QByteArray &bytes)
{
    QString text = QString::fromUtf8(bytes.first(std::min(bytes.size(), mostKept)));
    if (bytes.size() > mostKept)
        text += u'\u2026';
    return text;
}

QString textOf(const wire::RequestBody &body)
{
    QByteArray bytes;
    for (const wire::BodyPiece &piece : body.pieces) {
        if (const auto *text = std::get_if<QByteArray>(&piece))
            bytes += *text; // what a probe sends is never a file on the disk
    }
    return kept(bytes);
}

} // namespace

ProbeCall::ProbeCall(net::HttpClient &client, const net::EndpointAccess &access,
                     const Request &request, std::chrono::milliseconds patience)
    : m_client(client)
    , m_access(access)
    , m_request(request)
    , m_origin(endpoint::originOf(access.endpoint.baseUrl))
{
    m_access.purpose = net::CallPurpose::Probe;
    if (auto *chat = std::get_if<wire::ChatRequest>(&m_request))
        chat->origin = m_origin;
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        // Why it was tried again says more than that we did not wait for it.
        end(m_retried.value_or(Error{.kind = ErrorKind::Timeout}));
    });
    m_patience.start(patience);
    m_exchange.at = QDateTime::currentDateTimeUtc();
    send();
}

ProbeCall::~ProbeCall() = default;

void ProbeCall::send()
{
    const auto *chat = std::get_if<wire::ChatRequest>(&m_request);
    const auto *texts = std::get_if<wire::EmbeddingsRequest>(&m_request);
    const base::Result<wire::RequestBody> body = chat
        ? wire::encodeChatRequest(*chat)
        : base::Result(wire::RequestBody{{wire::encodeEmbeddingsRequest(*texts)}});
    if (!body) {
        QTimer::singleShot(0, this, [this, error = body.error()] { end(error); });
        return;
    }
    const bool isStreamed = chat && net::streams(*chat);
    m_exchange.path = chat ? u"/chat/completions"_s : u"/embeddings"_s;
    m_exchange.request = textOf(*body);
    m_reader = std::make_unique<ReplyReader>(m_request, m_origin);
    m_clock.start();
    m_call = std::make_unique<net::RetryingCall>(
        [this, path = m_exchange.path, sent = *body, isStreamed] {
            return m_client.post(m_access, path, sent,
                                 isStreamed ? "text/event-stream, application/json"_ba
                                            : "application/json"_ba);
        },
        chat ? chat->model : texts->model, m_access.key);
    connect(m_call.get(), &net::RetryingCall::requestSent, this, [this] { m_clock.start(); });
    connect(m_call.get(), &net::RetryingCall::bytesReceived, this, &ProbeCall::onBytes);
    connect(m_call.get(), &net::RetryingCall::finished, this, [this] { end({}); });
    connect(m_call.get(), &net::RetryingCall::failed, this, &ProbeCall::onFailed);
    connect(m_call.get(), &net::RetryingCall::retryScheduled, this, &ProbeCall::onRetryScheduled);
}

void ProbeCall::onRetryScheduled(int, std::chrono::milliseconds delay, const Error &error)
{
    if (delay < m_patience.remainingTimeAsDuration())
        m_retried = error;
    else
        end(error); // nobody will wait for that try
}

std::chrono::milliseconds ProbeCall::elapsed() const
{
    return std::chrono::milliseconds(m_clock.isValid() ? m_clock.elapsed() : 0);
}

void ProbeCall::onBytes(const QByteArray &bytes)
{
    m_reader->feed(bytes, elapsed());
    if (m_reader->isDone())
        end({});
}

void ProbeCall::onFailed(const Error &error)
{
    if (!sendsTextForNull(error))
        end(error);
}

//! What stands in place of an answer's text is no part of what is to be proved.
bool ProbeCall::sendsTextForNull(const Error &error)
{
    auto *chat = std::get_if<wire::ChatRequest>(&m_request);
    if (!chat || m_isOver || net::refusedFieldOf(*chat, error) != "content"_L1)
        return false;
    net::leaveOut(*chat, u"content"_s);
    QTimer::singleShot(0, this, [this] {
        if (!m_isOver)
            send();
    });
    return true;
}

void ProbeCall::end(const std::optional<Error> &failure)
{
    if (std::exchange(m_isOver, true))
        return;
    m_patience.stop();
    m_exchange.took = elapsed();
    Reply reply;
    if (m_reader) {
        reply = m_reader->finish(failure, elapsed());
        m_exchange.answer = base::redacted(kept(m_reader->body()), m_access.key);
    } else {
        reply.error = failure;
    }
    if (reply.error)
        reply.error = base::redacted(*reply.error, m_access.key);
    if (reply.error && m_exchange.answer.isEmpty())
        m_exchange.answer = reply.error->detail;
    if (m_call) {
        m_exchange.httpStatus = m_call->httpStatus();
        m_call->stopReading();
        m_call.release()->deleteLater(); // it may be the one that called us
    }
    Q_EMIT finished(reply, m_exchange);
}

} // namespace polylogue::app::probe
