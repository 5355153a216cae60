// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/tlssettings.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace polylogue::app::net {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

Error pemError(const QString &type, const QString &path, const QString &words)
{
    return Error{.kind = ErrorKind::File, .detail = words, .type = type, .subject = path};
}

Result<QByteArray> readPem(const QString &type, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return pemError(type, path, file.errorString());
    return file.readAll();
}

Result<QList<QSslCertificate>> readCertificates(const QString &type, const QString &path)
{
    const Result<QByteArray> pem = readPem(type, path);
    if (!pem)
        return pem.error();
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(*pem, QSsl::Pem);
    if (certificates.isEmpty())
        return pemError(type, path, {});
    return certificates;
}

Result<QSslKey> readKey(const QString &path)
{
    const Result<QByteArray> pem = readPem(u"client_key"_s, path);
    if (!pem)
        return pem.error();
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        if (const QSslKey key(*pem, algorithm); !key.isNull())
            return key;
    }
    return pemError(u"client_key"_s, path, {});
}

QString nameOf(const QSslCertificate &certificate, bool isIssuer)
{
    for (const QSslCertificate::SubjectInfo info :
         {QSslCertificate::CommonName, QSslCertificate::Organization}) {
        const QStringList names =
            isIssuer ? certificate.issuerInfo(info) : certificate.subjectInfo(info);
        if (!names.isEmpty())
            return names.first();
    }
    return {};
}

QString typeOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::SelfSignedCertificate:
        return u"self_signed"_s;
    case QSslError::CertificateExpired:
        return u"expired"_s;
    case QSslError::CertificateNotYetValid:
        return u"not_yet_valid"_s;
    case QSslError::HostNameMismatch:
        return u"host_mismatch"_s;
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return u"untrusted"_s;
    default:
        return u"certificate"_s;
    }
}

//! Of several reasons the one to act on first: dates and names say more than a missing issuer.
QString mainType(const QList<QSslError> &errors)
{
    QStringList types;
    for (const QSslError &error : errors)
        types.append(typeOf(error.error()));
    for (const QString &type :
         {u"self_signed"_s, u"expired"_s, u"not_yet_valid"_s, u"host_mismatch"_s, u"untrusted"_s}) {
        if (types.contains(type))
            return type;
    }
    return u"certificate"_s;
}

} // namespace

Result<QSslConfiguration> tlsConfiguration(const endpoint::NetworkSettings &settings)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (!settings.caBundle.isEmpty()) {
        const auto extra = readCertificates(u"ca_bundle"_s, settings.caBundle);
        if (!extra)
            return extra.error();
        configuration.setCaCertificates(QSslConfiguration::systemCaCertificates() + *extra);
    }
    if (!settings.clientCertificate.isEmpty()) {
        const auto chain = readCertificates(u"client_certificate"_s, settings.clientCertificate);
        if (!chain)
            return chain.error();
        // One file may hold both.
        const Result<QSslKey> key =
            readKey(settings.clientKey.isEmpty() ? settings.clientCertificate : settings.clientKey);
        if (!key)
            return key.error();
        configuration.setLocalCertificateChain(*chain);
        configuration.setPrivateKey(*key);
    }
    return configuration;
}

Error certificateError(const QString &host, const QList<QSslError> &errors,
                       const endpoint::NetworkSettings &settings)
{
    QStringList words;
    QString issuer;
    for (const QSslError &error : errors) {
        if (const QString text = error.errorString(); !words.contains(text))
            words.append(text);
        if (issuer.isEmpty())
            issuer = nameOf(error.certificate(), true);
    }
    Error error{.kind = ErrorKind::Tls,
                .detail = words.join(u"; "_s),
                .type = mainType(errors),
                .subject = issuer.isEmpty() ? host : u"%1 (%2)"_s.arg(host, issuer)};
    const bool isAboutTrust = error.type == "self_signed"_L1 || error.type == "untrusted"_L1;
    if (isAboutTrust && !settings.caBundle.isEmpty())
        error.detail += u" ["_s + settings.caBundle + u']';
    return error;
}

QString tlsSummary(const QSslConfiguration &session)
{
    const QSslCertificate peer = session.peerCertificate();
    if (peer.isNull())
        return {};
    static constexpr std::array<std::pair<QSsl::SslProtocol, QLatin1StringView>, 2> protocols{{
        {QSsl::TlsV1_2, "TLS 1.2"_L1},
        {QSsl::TlsV1_3, "TLS 1.3"_L1},
    }};
    const auto known = std::find_if(protocols.begin(), protocols.end(), [&](const auto &entry) {
        return entry.first == session.sessionProtocol();
    });
    const QLatin1StringView protocol = known == protocols.end() ? "TLS"_L1 : known->second;
    return u"%1, %2"_s.arg(protocol, nameOf(peer, true));
}

} // namespace polylogue::app::net
