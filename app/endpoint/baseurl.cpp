// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/baseurl.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace polylogue::app::endpoint {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

//! Loopback, private IPv4 ranges and names that only a local network knows.
bool isLocalHost(const QString &host)
{
    static const QRegularExpression local(
        uR"(^(localhost|.+\.(localhost|local|internal)|::1|(127|10)\..+|192\.168\..+|172\.(1[6-9]|2\d|3[01])\..+)$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return local.match(host).hasMatch();
}

//! Puts a scheme before "localhost:8080", "api.example.gov/api/v1" and the like.
QString withScheme(const QString &text)
{
    static const QRegularExpression scheme(u"^[A-Za-z][A-Za-z0-9+.-]*://"_s);
    if (scheme.match(text).hasMatch())
        return text;
    const QUrl guess(u"http://"_s + text);
    return (isLocalHost(guess.host()) ? u"http://"_s : u"https://"_s) + text;
}

//! Takes off what stands behind the root in the API's documents and in people's notes.
QString rootOfPath(QString path)
{
    static const QRegularExpression tail(
        u"/+(chat/completions|completions|chat|embeddings|models|docs|redoc|openapi\\.json)?/*$"_s,
        QRegularExpression::CaseInsensitiveOption);
    for (QString before; before != path;) {
        before = path;
        path.remove(tail);
    }
    return path;
}

QUrl withPath(QUrl url, const QString &path)
{
    url.setPath(path);
    return url;
}

//! Known servers whose root is not where the seed's gateway has it (PROTOCOL.md 3.3).
QString usualRoot(const QUrl &url)
{
    const QString host = url.host();
    if (host == "generativelanguage.googleapis.com"_L1)
        return u"/v1beta/openai"_s;
    if (host == "api.groq.com"_L1)
        return u"/openai/v1"_s;
    if (host.endsWith(".openai.azure.com"_L1))
        return u"/openai/v1"_s;
    static const QStringList plainV1{
        u"api.openai.com"_s,   u"api.mistral.ai"_s,    u"api.deepseek.com"_s,
        u"api.together.xyz"_s, u"api.anthropic.com"_s, u"api.x.ai"_s,
    };
    if (plainV1.contains(host) || isLocalHost(host))
        return u"/v1"_s;
    return u"/api/v1"_s;
}

} // namespace

Result<BaseUrl> parseBaseUrl(const QString &pasted)
{
    const QString text = pasted.trimmed();
    QUrl url(withScheme(text), QUrl::StrictMode);
    if (!url.isValid())
        url = QUrl(withScheme(text), QUrl::TolerantMode);
    const bool isHttp = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (text.isEmpty() || !url.isValid() || !isHttp || url.host().isEmpty())
        return Error{.kind = ErrorKind::WrongAddress, .type = u"not_a_url"_s, .subject = text};
    if (!url.userInfo().isEmpty())
        return Error{
            .kind = ErrorKind::WrongAddress, .type = u"user_info"_s, .subject = url.host()};
    url.setFragment({});
    if (!url.path().contains("/deployments/"_L1))
        url.setQuery(QString());

    const QString path = rootOfPath(url.path());
    url.setPath(path);
    if (!path.isEmpty())
        return BaseUrl{.url = url};

    BaseUrl guess{.url = withPath(url, usualRoot(url)), .isGuessed = true};
    for (const QString &other : {u"/api/v1"_s, u"/v1"_s, QString()}) {
        if (const QUrl alternative = withPath(url, other); alternative != guess.url)
            guess.alternatives.append(alternative);
    }
    return guess;
}

QUrl endpointUrl(const QUrl &base, QStringView path)
{
    return withPath(base, base.path() + path.toString());
}

QString originOf(const QUrl &url)
{
    const int port = url.port(url.scheme() == "https"_L1 ? 443 : 80);
    const QString host = url.host().contains(u':') ? u'[' + url.host() + u']' : url.host();
    return url.scheme().toLower() + u"://"_s + host.toLower() + u':' + QString::number(port);
}

} // namespace polylogue::app::endpoint
