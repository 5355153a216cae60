// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/modelsrequest.h"

#include "app/base/redact.h"
#include "app/net/httpclient.h"
#include "app/net/retryingcall.h"
#include "app/wire/modelscodec.h"

namespace polylogue::app::net {

class ModelsRequest::Private
{
public:
    Private(HttpClient &client, const EndpointAccess &access)
        : call([&client, access] { return client.get(access, u"/models"); }, {}, access.key)
    { }

    RetryingCall call;
    QByteArray body;
};

ModelsRequest::ModelsRequest(HttpClient &client, const EndpointAccess &access, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(client, access))
{
    connect(&d->call, &RetryingCall::bytesReceived, this,
            [this](const QByteArray &bytes) { d->body += bytes; });
    connect(&d->call, &RetryingCall::failed, this, &ModelsRequest::failed);
    connect(&d->call, &RetryingCall::finished, this, [this, key = access.key] {
        const auto models = wire::decodeModels(d->body);
        if (models)
            Q_EMIT
        completed(*models);
        else Q_EMIT failed(base::redacted(models.error(), key));
    });
}

ModelsRequest::~ModelsRequest() = default;

} // namespace polylogue::app::net
