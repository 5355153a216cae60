// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/endpoint.h"
#include "app/net/endpointaccess.h"

#include <QList>
#include <QObject>
#include <QUrl>

#include <memory>
#include <vector>

namespace polylogue::app::net {
class HttpClient;
class ModelsRequest;
} // namespace polylogue::app::net

namespace polylogue::ui::preferences {

//! \brief Asks the usual ports of this computer for models; only ever on the user's wish.
//!
//! Ollama 11434, llama.cpp 8080, LM Studio 1234, vLLM 8000. Destroying it ends the search.
class LocalServers final : public QObject
{
    Q_OBJECT

public:
    struct Server
    {
        QUrl baseUrl = {};
        qsizetype modelCount = 0;
    };

    //! \param client outlives this
    explicit LocalServers(app::net::HttpClient &client, QObject *parent = nullptr);
    LocalServers(app::net::HttpClient &client, const QList<quint16> &ports,
                 QObject *parent = nullptr);
    ~LocalServers() override;

Q_SIGNALS:
    //! Once, when all have answered or not.
    void finished(const QList<polylogue::ui::preferences::LocalServers::Server> &found);

private:
    void ask(app::net::HttpClient &client, quint16 port);
    void endOne();

    std::vector<std::unique_ptr<app::net::ModelsRequest>> m_requests;
    QList<Server> m_found;
    qsizetype m_running = 0;
};

} // namespace polylogue::ui::preferences
