// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/httpclient.h"

#include "app/endpoint/baseurl.h"
#include "app/net/callqueue.h"
#include "app/net/httpcallprivate.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::net {

namespace {

CallPurpose purposeOf(const QUrl &url)
{
    const QString path = url.path();
    if (path.endsWith(u"/chat/completions"))
        return CallPurpose::Chat;
    if (path.endsWith(u"/models"))
        return CallPurpose::Models;
    return path.endsWith(u"/embeddings") ? CallPurpose::Embeddings : CallPurpose::Tools;
}

} // namespace

HttpClient::HttpClient(const Timeouts &timeouts, QObject *parent)
    : HttpClient(timeouts, Limits{}, parent)
{ }

HttpClient::HttpClient(const Timeouts &timeouts, const Limits &limits, QObject *parent)
    : QObject(parent)
    , m_timeouts(timeouts)
    , m_limits(limits)
    , m_queue(std::make_unique<CallQueue>(
          CallQueue::Limits{.running = limits.runningCalls,
                            .runningOfOrigin = limits.runningCallsOfOrigin,
                            .gap = limits.gap}))
{ }

HttpClient::~HttpClient() = default;

std::unique_ptr<HttpCall> HttpClient::get(const EndpointAccess &access, QStringView path)
{
    return makeCall(access, endpoint::endpointUrl(access.endpoint.baseUrl, path),
                    {.method = "GET"_ba, .accept = "application/json"_ba});
}

std::unique_ptr<HttpCall> HttpClient::post(const EndpointAccess &access, QStringView path,
                                           const wire::RequestBody &body, const QByteArray &accept)
{
    return makeCall(access, endpoint::endpointUrl(access.endpoint.baseUrl, path),
                    {.accept = accept, .body = body});
}

std::unique_ptr<HttpCall> HttpClient::send(const EndpointAccess &access, const HttpRequest &request)
{
    return makeCall(access, access.endpoint.baseUrl, request);
}

std::unique_ptr<HttpCall> HttpClient::makeCall(const EndpointAccess &access, const QUrl &url,
                                               const HttpRequest &request)
{
    auto state = std::make_unique<HttpCall::Private>();
    state->client = this;
    state->queue = m_queue.get();
    state->timeouts = request.timeouts.value_or(m_timeouts);
    state->answerBytes = m_limits.answerBytes;
    state->access = access;
    state->url = url;
    state->accept = request.accept;
    state->body = request.body;
    state->record.endpoint = access.endpoint.id;
    state->record.purpose = access.purpose.value_or(purposeOf(url));
    state->record.subject = access.subject;
    state->record.method = request.method;
    state->record.url = state->url.adjusted(QUrl::RemoveUserInfo);
    return std::unique_ptr<HttpCall>(new HttpCall(std::move(state)));
}

} // namespace polylogue::app::net
