// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/net/endpointaccess.h"
#include "app/wire/embeddingscodec.h"

#include <QObject>

#include <memory>

namespace polylogue::app::net {

class HttpClient;

//! \brief One POST /embeddings, with the automatic retries of app/README.md. Exactly one of
//! completed()
//!        and failed(). Batching is for app/embeddings.
class EmbeddingRequest final : public QObject
{
    Q_OBJECT

public:
    EmbeddingRequest(HttpClient &client, const EndpointAccess &access,
                     const wire::EmbeddingsRequest &request, QObject *parent = nullptr);
    ~EmbeddingRequest() override;

Q_SIGNALS:
    void completed(const polylogue::app::wire::Embeddings &embeddings);
    void failed(const polylogue::app::base::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::net
