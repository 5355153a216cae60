// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/retryingcall.h"

#include "app/base/redact.h"
#include "app/wire/errorcodec.h"

#include <QRandomGenerator>

#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::net {

using base::Error;

namespace {

constexpr qsizetype mostErrorBytes = 1024 * 1024;

} // namespace

QString requestIdOf(const wire::Headers &headers)
{
    for (const QByteArrayView wanted :
         {"x-request-id", "request-id", "apim-request-id", "x-amzn-requestid"}) {
        for (const auto &[name, value] : headers) {
            if (name.compare(wanted, Qt::CaseInsensitive) == 0)
                return QString::fromUtf8(value);
        }
    }
    return {};
}

RetryingCall::RetryingCall(MakeCall makeCall, const QString &model, const QString &key, int attempt)
    : m_makeCall(std::move(makeCall))
    , m_model(model)
    , m_key(key)
    , m_attempt(attempt)
{
    m_wait.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &RetryingCall::tryOnce);
    tryOnce();
}

RetryingCall::~RetryingCall() = default;

void RetryingCall::retryNow()
{
    if (m_wait.isActive())
        m_wait.start(0);
}

void RetryingCall::stopReading()
{
    m_wait.stop();
    m_call->stopReading();
}

void RetryingCall::tryOnce()
{
    m_errorBody.clear();
    m_call = m_makeCall();
    m_call->setLedgerNote(m_model, m_attempt);
    connect(m_call.get(), &HttpCall::requestSent, this, &RetryingCall::requestSent);
    connect(m_call.get(), &HttpCall::uploadProgressed, this, &RetryingCall::uploadProgressed);
    connect(m_call.get(), &HttpCall::bytesReceived, this, &RetryingCall::onBytes);
    connect(m_call.get(), &HttpCall::finished, this, &RetryingCall::onFinished);
    connect(m_call.get(), &HttpCall::failed, this, &RetryingCall::onFailed);
}

void RetryingCall::onBytes(const QByteArray &bytes)
{
    if (m_call->httpStatus() < 300) {
        Q_EMIT
        bytesReceived(bytes);
        return;
    }
    m_errorBody += bytes;
    if (m_errorBody.size() > mostErrorBytes) {
        m_call->stopReading();
        onErrorAnswer();
    }
}

void RetryingCall::onFinished()
{
    if (m_call->httpStatus() >= 300)
        onErrorAnswer();
    else
        Q_EMIT
    finished();
}

void RetryingCall::onFailed(const Error &error)
{
    // A server that said no has said it, even where its words are cut short.
    const bool hasSaidNo = m_call->httpStatus() >= 400 && error.kind != base::ErrorKind::Proxy;
    if (hasSaidNo)
        onErrorAnswer();
    else
        retryOrFail(error);
}

void RetryingCall::onErrorAnswer()
{
    const Error error =
        wire::decodeErrorBody(m_call->httpStatus(), m_call->responseHeaders(), m_errorBody);
    retryOrFail(base::redacted(error, m_key));
}

void RetryingCall::retryOrFail(const Error &error)
{
    const auto delay = retryDelay({.error = error,
                                   .headers = m_call->responseHeaders(),
                                   .mayHaveBeenSeen = m_call->requestMayHaveBeenSeen(),
                                   .retriesDone = m_retries},
                                  QRandomGenerator::global()->generateDouble());
    if (!delay) {
        Q_EMIT
        failed(error);
        return;
    }
    ++m_retries;
    ++m_attempt;
    m_wait.start(*delay);
    Q_EMIT
    retryScheduled(m_attempt, *delay, error);
}

} // namespace polylogue::app::net
