// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/secretstore.h"

#include "app/endpoint/baseurl.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::settings {

namespace {

//! Later and only while \a context lives, as the other implementations do it.
template <typename Callback, typename Value>
void report(QObject *context, Callback done, const Value &value)
{
    QMetaObject::invokeMethod(
        context, [done = std::move(done), value] { done(value); }, Qt::QueuedConnection);
}

} // namespace

void MemorySecretStore::read(const QString &name, QObject *context, ReadCallback done)
{
    report(context, std::move(done), base::Result<QString>(m_secrets.value(name)));
}

void MemorySecretStore::write(const QString &name, const QString &secret, QObject *context,
                              WriteCallback done)
{
    m_secrets.insert(name, secret);
    report(context, std::move(done), base::Status());
}

void MemorySecretStore::remove(const QString &name, QObject *context, WriteCallback done)
{
    m_secrets.remove(name);
    report(context, std::move(done), base::Status());
}

QString keySecretName(const QString &endpointId, const QString &origin)
{
    return u"key "_s + endpointId + u' ' + origin;
}

QString keySecretName(const endpoint::Endpoint &endpoint)
{
    return keySecretName(endpoint.id.value.toString(QUuid::WithoutBraces),
                         endpoint::originOf(endpoint.baseUrl));
}

QString proxySecretName(const endpoint::Endpoint &endpoint)
{
    const endpoint::ProxySettings &proxy = endpoint.network.proxy;
    return u"proxy password %1 %2:%3 %4"_s.arg(endpoint.id.value.toString(QUuid::WithoutBraces),
                                               proxy.host, QString::number(proxy.port), proxy.user);
}

} // namespace polylogue::app::settings
