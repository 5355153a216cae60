// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/callerror.h"

#include "app/net/tlssettings.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::net {

using base::Error;
using base::ErrorKind;

namespace {

bool isProxyError(QNetworkReply::NetworkError code)
{
    return code >= QNetworkReply::ProxyConnectionRefusedError
        && code <= QNetworkReply::UnknownProxyError;
}

//! Before the tunnel or the proxy's own answer there is nobody else who could have failed.
bool isAtProxy(const BrokenCall &call)
{
    if (call.proxy.isEmpty() || call.wasConnected)
        return false;
    return call.code == QNetworkReply::ConnectionRefusedError
        || call.code == QNetworkReply::HostNotFoundError
        || call.code == QNetworkReply::RemoteHostClosedError
        || call.code == QNetworkReply::TimeoutError
        || call.code == QNetworkReply::UnknownNetworkError;
}

//! TLS 1.3 tells of a refused client certificate only after the handshake, as a failed read.
bool isTlsAlert(const BrokenCall &call)
{
    return call.url.scheme() == "https"_L1
        && (call.code == QNetworkReply::SslHandshakeFailedError
            || call.words.contains("SSL routines"_L1) || call.words.contains("alert"_L1));
}

Error handshakeError(const BrokenCall &call)
{
    static const QStringList aboutUs{
        u"certificate required"_s, u"bad certificate"_s,   u"unknown ca"_s,  u"private key"_s,
        u"peer did not return"_s,  u"handshake failure"_s, u"with no key"_s, u"does not certify"_s,
    };
    Error error{.kind = ErrorKind::Tls,
                .detail = call.words,
                .type = u"handshake"_s,
                .subject = call.url.host()};
    for (const QString &words : aboutUs) {
        if (!call.words.contains(words, Qt::CaseInsensitive))
            continue;
        if (words == "handshake failure"_L1 && call.network.clientCertificate.isEmpty())
            continue;
        error.type = u"client_certificate"_s;
        if (!call.network.clientCertificate.isEmpty())
            error.subject = u"%1 (%2)"_s.arg(call.url.host(), call.network.clientCertificate);
        break;
    }
    return error;
}

Error closedError(const BrokenCall &call)
{
    Error error{.kind = ErrorKind::Network, .detail = call.words, .subject = call.url.host()};
    // Qt says "Unknown error" for what it could only have repeated.
    if (call.code == QNetworkReply::ContentReSendError
        || call.code == QNetworkReply::UnknownNetworkError)
        error.detail.clear();
    if (call.hasHeaders) {
        error.type = u"closed_while_answering"_s;
    } else if (call.bytesLeftToSend > 0) {
        error.kind = ErrorKind::TooLarge;
        error.type = u"closed_while_sending"_s;
    } else {
        error.type = u"closed_before_answer"_s;
    }
    return error;
}

} // namespace

Error errorOf(const BrokenCall &call)
{
    if (!call.certificateErrors.isEmpty())
        return certificateError(call.url.host(), call.certificateErrors, call.network);
    if (isProxyError(call.code) || isAtProxy(call)) {
        return Error{.kind = ErrorKind::Proxy, .detail = call.words, .subject = call.proxy};
    }
    if (isTlsAlert(call))
        return handshakeError(call);

    Error error{.kind = ErrorKind::Network, .detail = call.words, .subject = call.url.host()};
    switch (call.code) {
    case QNetworkReply::HostNotFoundError:
        error.kind = ErrorKind::Dns;
        return error;
    case QNetworkReply::ConnectionRefusedError:
        error.type = u"refused"_s;
        error.subject = call.url.host() + u':'
            + QString::number(call.url.port(call.url.scheme() == "https"_L1 ? 443 : 80));
        return error;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        error.kind = ErrorKind::Protocol;
        error.type = u"not_http"_s;
        return error;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
        return closedError(call);
    default:
        break;
    }
    if (call.wasConnected)
        return closedError(call);
    error.type = u"unreachable"_s;
    return error;
}

} // namespace polylogue::app::net
