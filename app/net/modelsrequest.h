// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/endpoint/modelinfo.h"
#include "app/net/endpointaccess.h"

#include <QObject>

#include <memory>

namespace polylogue::app::net {

class HttpClient;

//! \brief Asks a server for its models (GET /models). Exactly one of the two signals.
class ModelsRequest final : public QObject
{
    Q_OBJECT

public:
    ModelsRequest(HttpClient &client, const EndpointAccess &access, QObject *parent = nullptr);
    ~ModelsRequest() override;

Q_SIGNALS:
    void completed(const QList<polylogue::app::endpoint::ModelInfo> &models);
    void failed(const polylogue::app::base::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::net
