// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/completionstream.h"

#include "app/base/redact.h"
#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/net/refusedfields.h"
#include "app/net/retryingcall.h"
#include "app/wire/answerdecoder.h"

#include <QPointer>
#include <QTimer>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace polylogue::app::net {

using base::Error;
using base::ErrorKind;
using base::Result;
using conversation::MessageDelta;

namespace {

//! Usage comes after the finish reason, but not every server says [DONE].
constexpr std::chrono::milliseconds usagePatience = 2s;

} // namespace

//! One try after the other; every way to the end leads through end().
class CompletionStream::Private
{
public:
    Private(CompletionStream *stream, HttpClient &httpClient, LearnedDrops &learnedDrops,
            const EndpointAccess &endpointAccess, const wire::ChatRequest &chatRequest)
        : q(stream)
        , client(httpClient)
        , learned(learnedDrops)
        , access(endpointAccess)
        , request(chatRequest)
    {
        silence.setSingleShot(true);
        silence.setInterval(usagePatience);
        QObject::connect(&silence, &QTimer::timeout, q, [this] { finishAnswer(); });
        const QSet<QString> refused = learned.fieldsFor(access.endpoint.id, request.model);
        for (const QString &field : refused)
            leaveOut(request, field);
        send();
    }

    void send();
    void onBytes(const QByteArray &bytes);
    //! Tells what the decoder still holds back, then ends.
    void finishAnswer();
    void onFailed(const Error &error);
    bool sendsWithoutRefusedField(const Error &error);
    //! \return false: a slot has ended or destroyed us.
    bool tell(const MessageDelta &delta);
    void end(std::optional<Error> error);

    CompletionStream *q;
    HttpClient &client;
    LearnedDrops &learned;
    EndpointAccess access;
    wire::ChatRequest request;
    std::unique_ptr<RetryingCall> call;
    std::unique_ptr<wire::AnswerDecoder> decoder;
    QTimer silence;
    int nextAttempt = 1;
    std::optional<conversation::Usage> usage;
    QString requestId;
    bool isOver = false;
};

void CompletionStream::Private::send()
{
    const Result<wire::RequestBody> body = wire::encodeChatRequest(request);
    if (!body) {
        const Error error = body.error();
        QTimer::singleShot(0, q, [this, error] { end(error); });
        return;
    }
    decoder = std::make_unique<wire::AnswerDecoder>(
        wire::AnswerDecoder::Options{.origin = request.origin});
    const QByteArray accept =
        streams(request) ? "text/event-stream, application/json"_ba : "application/json"_ba;
    call = std::make_unique<RetryingCall>(
        [this, sent = *body, accept] {
            return client.post(access, u"/chat/completions", sent, accept);
        },
        request.model, access.key, nextAttempt);
    QObject::connect(call.get(), &RetryingCall::requestSent, q, &CompletionStream::requestSent);
    QObject::connect(call.get(), &RetryingCall::uploadProgressed, q,
                     &CompletionStream::uploadProgressed);
    QObject::connect(call.get(), &RetryingCall::retryScheduled, q,
                     &CompletionStream::retryScheduled);
    QObject::connect(call.get(), &RetryingCall::bytesReceived, q,
                     [this](const QByteArray &bytes) { onBytes(bytes); });
    QObject::connect(call.get(), &RetryingCall::finished, q, [this] { finishAnswer(); });
    QObject::connect(call.get(), &RetryingCall::failed, q,
                     [this](const Error &error) { onFailed(error); });
}

void CompletionStream::Private::onBytes(const QByteArray &bytes)
{
    const MessageDelta delta = decoder->feed(bytes);
    if (!tell(delta))
        return;
    if (const auto error = decoder->error())
        end(error);
    else if (decoder->isDone())
        finishAnswer();
    else if (decoder->isComplete() && (!silence.isActive() || !delta.isEmpty()))
        silence.start();
}

void CompletionStream::Private::finishAnswer()
{
    if (tell(decoder->finish()))
        end(decoder->error());
}

void CompletionStream::Private::onFailed(const Error &error)
{
    const int status = call->httpStatus();
    if (status < 200 || status >= 300) {
        if (!sendsWithoutRefusedField(error))
            end(error);
        return;
    }
    if (!tell(decoder->finish()))
        return;
    if (decoder->isComplete())
        return end({});
    Error told = error;
    if (error.kind == ErrorKind::Network || error.kind == ErrorKind::Incomplete) {
        told.kind = ErrorKind::Incomplete;
        told.type = u"incomplete_stream"_s;
    }
    end(told);
}

bool CompletionStream::Private::sendsWithoutRefusedField(const Error &error)
{
    const QString field = refusedFieldOf(request, error);
    if (field.isEmpty())
        return false;
    leaveOut(request, field);
    nextAttempt = call->attempt() + 1;
    learned.learn({.endpoint = access.endpoint.id,
                   .model = request.model,
                   .field = field,
                   .serverWords = error.detail,
                   .learnedAt = QDateTime::currentDateTimeUtc()});
    send();
    Q_EMIT
    q->fieldDropped(field, error.detail);
    return true;
}

bool CompletionStream::Private::tell(const MessageDelta &delta)
{
    if (delta.isEmpty())
        return true;
    if (delta.usage)
        usage = delta.usage;
    const QPointer<CompletionStream> alive(q);
    Q_EMIT
    q->deltaReceived(delta);
    return alive && !isOver;
}

void CompletionStream::Private::end(std::optional<Error> error)
{
    if (std::exchange(isOver, true))
        return;
    silence.stop();
    if (call) {
        requestId = requestIdOf(call->responseHeaders());
        if (usage)
            call->setUsage(*usage);
        if (!error)
            call->stopReading();
        call.reset();
    }
    if (error) {
        if (error->requestId.isEmpty())
            error->requestId = requestId;
        Q_EMIT
        q->failed(base::redacted(*error, access.key));
    } else {
        Q_EMIT
        q->completed();
    }
}

CompletionStream::CompletionStream(HttpClient &client, LearnedDrops &learned,
                                   const EndpointAccess &access, const wire::ChatRequest &request,
                                   QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, client, learned, access, request))
{ }

CompletionStream::~CompletionStream() = default;

void CompletionStream::cancel()
{
    d->end(Error{.kind = ErrorKind::Cancelled});
}

void CompletionStream::retryNow()
{
    if (d->call)
        d->call->retryNow();
}

QString CompletionStream::requestId() const
{
    return d->call ? requestIdOf(d->call->responseHeaders()) : d->requestId;
}

} // namespace polylogue::app::net
