// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/embeddingrequest.h"

#include "app/base/redact.h"
#include "app/net/httpclient.h"
#include "app/net/retryingcall.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace polylogue::app::net {

class EmbeddingRequest::Private
{
public:
    Private(HttpClient &client, const EndpointAccess &access,
            const wire::EmbeddingsRequest &request)
        : texts(request.input.size())
        , call(
              [&client, access,
               requestBody = wire::RequestBody{{wire::encodeEmbeddingsRequest(request)}}] {
                  return client.post(access, u"/embeddings", requestBody, "application/json"_ba);
              },
              request.model, access.key)
    { }

    qsizetype texts;
    RetryingCall call;
    QByteArray body;
    QFutureWatcher<base::Result<wire::Embeddings>> decoding;
};

EmbeddingRequest::EmbeddingRequest(HttpClient &client, const EndpointAccess &access,
                                   const wire::EmbeddingsRequest &request, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(client, access, request))
{
    connect(&d->call, &RetryingCall::bytesReceived, this,
            [this](const QByteArray &bytes) { d->body += bytes; });
    connect(&d->call, &RetryingCall::failed, this, &EmbeddingRequest::failed);
    connect(&d->decoding, &QFutureWatcher<base::Result<wire::Embeddings>>::finished, this,
            [this, key = access.key] {
                const auto embeddings = d->decoding.result();
                if (embeddings)
                    Q_EMIT completed(*embeddings);
                else
                    Q_EMIT failed(base::redacted(embeddings.error(), key));
            });
    // A megabyte of numbers would hold up whoever watches.
    connect(&d->call, &RetryingCall::finished, this, [this] {
        d->decoding.setFuture(QtConcurrent::run(&wire::decodeEmbeddings, d->body, d->texts));
    });
}

EmbeddingRequest::~EmbeddingRequest() = default;

} // namespace polylogue::app::net
