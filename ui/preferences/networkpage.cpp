// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/networkpage.h"

#include "app/net/systemproxy.h"
#include "ui/preferences/settingsrow.h"
#include "ui/text/format.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace polylogue::ui::preferences {

using app::endpoint::Endpoint;
using app::endpoint::ProxySettings;

namespace {

constexpr qsizetype LongestName = 80;

QString wayOf(const Endpoint &endpoint)
{
    const app::endpoint::NetworkSettings &network = endpoint.network;
    QStringList parts;
    switch (network.proxy.mode) {
    case ProxySettings::Mode::System:
        parts.append(NetworkPage::tr("proxy as the system says"));
        break;
    case ProxySettings::Mode::None:
        parts.append(NetworkPage::tr("no proxy"));
        break;
    case ProxySettings::Mode::Manual:
        parts.append(
            NetworkPage::tr("proxy %1").arg(text::oneLine(network.proxy.host, LongestName)));
        break;
    }
    if (!network.caBundle.isEmpty())
        parts.append(NetworkPage::tr("extra CA file"));
    if (!network.clientCertificate.isEmpty())
        parts.append(NetworkPage::tr("client certificate"));
    return parts.join(NetworkPage::tr(", "));
}

} // namespace

NetworkPage::NetworkPage(theme::Theme &theme, app::settings::SettingsStore &store, QWidget *parent)
    : SettingsPage(theme, store, tr("Network"), parent)
    , m_system(addRow(tr("The system's proxy"), {}, nullptr))
    , m_endpoints(nullptr)
{
    addSection(tr("Proxy, authorities (CA) and client certificate belong to an endpoint."));
    m_endpoints = addGroup();
    connect(&store, &app::settings::SettingsStore::endpointsChanged, this, &NetworkPage::refresh);
    refresh();
}

void NetworkPage::refresh()
{
    const auto current = store().currentEndpoint();
    const QUrl url = current && !current->isPractice ? current->baseUrl
                                                     : QUrl(QStringLiteral("https://example.org"));
    const QString proxy = app::net::systemProxyName(url);
    m_system->setHint(proxy.isEmpty() ? tr("None: %1 is reached directly.").arg(url.host())
                                      : tr("%1 is used for %2.").arg(proxy, url.host()));
    removeRows(m_endpoints);
    for (const Endpoint &endpoint : store().endpoints()) {
        if (endpoint.isPractice)
            continue;
        auto *edit = new QPushButton(tr("Edit…"), this);
        edit->setAccessibleName(tr("Edit %1").arg(endpoint.name));
        addRow(m_endpoints, text::oneLine(endpoint.name, LongestName), wayOf(endpoint), edit)
            ->setKeywords(tr("proxy certificate CA TLS"));
        connect(edit, &QPushButton::clicked, this,
                [this, endpoint] { Q_EMIT editRequested(endpoint); });
    }
}

} // namespace polylogue::ui::preferences
