// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/requestfactory.h"

#include "app/endpoint/baseurl.h"
#include "app/net/tlssettings.h"

#include <QLibraryInfo>
#include <QNetworkProxyFactory>
#include <QVersionNumber>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::net {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::Status;
using endpoint::ProxySettings;

namespace {

bool hasControlCharacter(const QString &text)
{
    return std::any_of(text.begin(), text.end(),
                       [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
}

//! RFC 9110 5.6.2
bool isHeaderName(const QString &name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) {
        const bool isAlphanumeric =
            (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
        return isAlphanumeric || u"!#$%&'*+-.^_`|~"_s.contains(c);
    });
}

//! What the connection itself lives on.
bool isReserved(const QString &name)
{
    static const QStringList names{
        u"host"_s,
        u"content-length"_s,
        u"transfer-encoding"_s,
        u"connection"_s,
        u"upgrade"_s,
        u"accept-encoding"_s,
        u"proxy-authorization"_s,
        u"expect"_s,
        u"keep-alive"_s,
        u"te"_s,
        u"trailer"_s,
    };
    return names.contains(name.toLower());
}

//! Safe from HPACK overflow and from deciding on HTTP/2 before TLS is up (CVE-2023-51714,
//! CVE-2024-39936).
bool mayUseHttp2()
{
    const QVersionNumber version = QLibraryInfo::version();
    return version >= QVersionNumber(6, 7, 3)
        || (version >= QVersionNumber(6, 5, 7) && version < QVersionNumber(6, 6));
}

Status addProfileHeaders(QNetworkRequest &request, const endpoint::Endpoint &endpoint)
{
    for (const endpoint::HeaderField &field : endpoint.headers) {
        if (!isHeaderName(field.name) || isReserved(field.name)
            || hasControlCharacter(field.value)) {
            return Error{
                .kind = ErrorKind::BadParameter, .type = u"header"_s, .parameter = field.name};
        }
        request.setRawHeader(field.name.toLatin1(), field.value.toUtf8());
    }
    return {};
}

//! Comes last: a header of the profile cannot replace the key.
Status addKey(QNetworkRequest &request, const EndpointAccess &access)
{
    const QString key = access.key.trimmed();
    if (key.isEmpty() || access.keyOrigin != endpoint::originOf(request.url()))
        return {};
    if (hasControlCharacter(key))
        return Error{.kind = ErrorKind::Unauthorized, .type = u"malformed_key"_s};
    if (access.endpoint.keyHeader == endpoint::KeyHeader::ApiKey)
        request.setRawHeader("api-key"_ba, key.toUtf8());
    else
        request.setRawHeader("Authorization"_ba, "Bearer "_ba + key.toUtf8());
    return {};
}

void setRules(QNetworkRequest &request, bool usesProxy)
{
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, mayUseHttp2());
    // Keeps Qt from answering NTLM by itself, but a proxy's question too (app/README.md).
    if (!usesProxy) {
        request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute,
                             QNetworkRequest::Manual);
    }
}

//! A proxy that is asked for a plain http address sees the body with the first try, and a body of
//! ours cannot be sent twice: its password goes with it. Tunnels to https are asked first.
void addProxyPassword(QNetworkRequest &request, const QNetworkProxy &proxy)
{
    const bool isPlainHttp =
        proxy.type() == QNetworkProxy::HttpProxy && request.url().scheme() == "http"_L1;
    if (!isPlainHttp || proxy.user().isEmpty())
        return;
    const QString credentials = proxy.user() + u':' + proxy.password();
    request.setRawHeader("Proxy-Authorization"_ba, "Basic "_ba + credentials.toUtf8().toBase64());
}

} // namespace

QString proxyName(const QNetworkProxy &proxy)
{
    if (proxy.type() == QNetworkProxy::NoProxy || proxy.type() == QNetworkProxy::DefaultProxy)
        return {};
    return proxy.hostName() + u':' + QString::number(proxy.port());
}

QNetworkProxy proxyFor(const endpoint::Endpoint &endpoint, const QUrl &url)
{
    const ProxySettings &settings = endpoint.network.proxy;
    if (endpoint.isPractice || settings.mode == ProxySettings::Mode::None)
        return QNetworkProxy::NoProxy;
    if (settings.mode == ProxySettings::Mode::Manual) {
        return QNetworkProxy(QNetworkProxy::HttpProxy, settings.host,
                             static_cast<quint16>(settings.port), settings.user);
    }
    const QList<QNetworkProxy> proxies =
        QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
    QNetworkProxy proxy = proxies.value(0, QNetworkProxy::NoProxy);
    if (!settings.user.isEmpty())
        proxy.setUser(settings.user);
    return proxy;
}

Result<PreparedRequest> prepareRequest(const EndpointAccess &access, const RequestPlan &plan)
{
    PreparedRequest prepared{.request = QNetworkRequest(plan.url),
                             .proxy = proxyFor(access.endpoint, plan.url)};
    if (!access.proxyPassword.isEmpty())
        prepared.proxy.setPassword(access.proxyPassword);

    QNetworkRequest &request = prepared.request;
    setRules(request, prepared.proxy.type() != QNetworkProxy::NoProxy);
    request.setHeader(QNetworkRequest::UserAgentHeader,
                      u"Polylogue/"_s + QLatin1StringView(POLYLOGUE_VERSION));
    request.setRawHeader("Accept"_ba, plan.accept);
    request.setRawHeader("Accept-Encoding"_ba, "identity"_ba);
    if (plan.bodySize >= 0) {
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        request.setHeader(QNetworkRequest::ContentLengthHeader, plan.bodySize);
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    }
    if (const Status status = addProfileHeaders(request, access.endpoint); !status)
        return status.error();
    if (const Status status = addKey(request, access); !status)
        return status.error();
    addProxyPassword(request, prepared.proxy);
    if (plan.url.scheme() == "https"_L1) {
        const Result<QSslConfiguration> tls = tlsConfiguration(access.endpoint.network);
        if (!tls)
            return tls.error();
        request.setSslConfiguration(*tls);
    }
    return prepared;
}

} // namespace polylogue::app::net
