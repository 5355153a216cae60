// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/baseurl.h"

#include <QRegularExpression>
#include <QUrlQuery>

#include <array>

using namespace Qt::StringLiterals;

namespace polylogue::app::endpoint {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

//! Loopback, private address ranges and names that only a local network knows.
bool isLocalHost(const QString &host)
{
    static const QRegularExpression local(
        uR"(^([^.:]+|.+\.(localhost|local|internal|lan)|0\.0\.0\.0|(127|10)(\.\d+){3})"
        uR"(|192\.168(\.\d+){2}|172\.(1[6-9]|2\d|3[01])(\.\d+){2}|::1|f[cd]..:.+|fe80:.+)$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return local.match(host).hasMatch();
}

//! Takes off what came along from a mail or a line of code: white space, quotes, a comma.
QString withoutWrapping(QString text)
{
    static const QRegularExpression wrapping(uR"(^[\s"'`<]+|[\s"'`>,;]+$)"_s);
    return text.remove(wrapping);
}

//! Puts a scheme before "localhost:8080", "api.example.gov/api/v1" and the like.
QString withScheme(const QString &text)
{
    static const QRegularExpression mistyped(u"^(https?):/(?!/)"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression scheme(u"^[A-Za-z][A-Za-z0-9+.-]*://"_s);
    if (scheme.match(text).hasMatch())
        return text;
    if (mistyped.match(text).hasMatch())
        return QString(text).replace(mistyped, u"\\1://"_s);
    const QUrl guess(u"http://"_s + text);
    return (isLocalHost(guess.host()) ? u"http://"_s : u"https://"_s) + text;
}

//! Takes off what stands behind the root in the API's documents and in people's notes.
QString rootOfPath(QString path)
{
    static const QRegularExpression tail(
        u"/+(chat/completions|completions|chat|responses|embeddings|models|docs|redoc|openapi\\.json)?/*$"_s,
        QRegularExpression::CaseInsensitiveOption);
    for (QString before; before != path;) {
        before = path;
        path.remove(tail);
    }
    return path;
}

//! Paths stay percent-encoded all the way, so that "%2F" in a deployment's name stays what it is.
QUrl withPath(QUrl url, const QString &path)
{
    url.setPath(path, QUrl::TolerantMode);
    return url;
}

QString pathOf(const QUrl &url)
{
    return url.path(QUrl::FullyEncoded);
}

//! Known servers whose root is not where the USAi gateway has it (app/wire/README.md).
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
    const QString text = withoutWrapping(pasted);
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
    if (!QUrlQuery(url).hasQueryItem(u"api-version"_s))
        url.setQuery(QString());

    const QString path = rootOfPath(pathOf(url));
    if (!path.isEmpty())
        return BaseUrl{.url = withPath(url, path)};

    BaseUrl guess{.url = withPath(url, usualRoot(url)), .isGuessed = true};
    for (const QString &other : {u"/api/v1"_s, u"/v1"_s, QString()}) {
        if (const QUrl alternative = withPath(url, other); alternative != guess.url)
            guess.alternatives.append(alternative);
    }
    return guess;
}

QUrl endpointUrl(const QUrl &base, QStringView path)
{
    return withPath(base, pathOf(base) + path.toString());
}

QString originOf(const QUrl &url)
{
    const int port = url.port(url.scheme() == "https"_L1 ? 443 : 80);
    const QString host = url.host().contains(u':') ? u'[' + url.host() + u']' : url.host();
    return url.scheme().toLower() + u"://"_s + host.toLower() + u':' + QString::number(port);
}

std::optional<qint64> requestLimitOf(const QUrl &baseUrl)
{
    struct Limit
    {
        QLatin1StringView host;
        qint64 bytes;
    };
    // Sources: app/wire/README.md, Sizes. Where a page says MB the smaller reading is taken.
    constexpr std::array limits{Limit{"api.anthropic.com"_L1, 32'000'000},
                                Limit{"generativelanguage.googleapis.com"_L1, 100'000'000},
                                Limit{"api.groq.com"_L1, 4'000'000}};
    for (const Limit &limit : limits) {
        if (baseUrl.host() == limit.host)
            return limit.bytes;
    }
    return {};
}

} // namespace polylogue::app::endpoint
