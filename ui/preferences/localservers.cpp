// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/localservers.h"

#include "app/net/modelsrequest.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::preferences {

LocalServers::LocalServers(app::net::HttpClient &client, QObject *parent)
    : LocalServers(client, {11434, 8080, 1234, 8000}, parent)
{ }

LocalServers::LocalServers(app::net::HttpClient &client, const QList<quint16> &ports,
                           QObject *parent)
    : QObject(parent)
    , m_running(ports.size())
{
    for (const quint16 port : ports)
        ask(client, port);
}

LocalServers::~LocalServers() = default;

void LocalServers::ask(app::net::HttpClient &client, quint16 port)
{
    const QUrl url(u"http://127.0.0.1:%1/v1"_s.arg(port));
    // The loopback is never behind a proxy, and no key goes to whoever listens there.
    app::net::EndpointAccess access{.endpoint = {.baseUrl = url}};
    access.endpoint.network.proxy.mode = app::endpoint::ProxySettings::Mode::None;
    m_requests.push_back(std::make_unique<app::net::ModelsRequest>(client, access));
    const auto *request = m_requests.back().get();
    connect(request, &app::net::ModelsRequest::completed, this,
            [this, url](const QList<app::endpoint::ModelInfo> &models) {
                m_found.append({.baseUrl = url, .modelCount = models.size()});
                endOne();
            });
    connect(request, &app::net::ModelsRequest::failed, this, [this] { endOne(); });
}

void LocalServers::endOne()
{
    if (--m_running > 0)
        return;
    std::sort(m_found.begin(), m_found.end(),
              [](const Server &a, const Server &b) { return a.modelCount > b.modelCount; });
    Q_EMIT finished(m_found);
}

} // namespace polylogue::ui::preferences
