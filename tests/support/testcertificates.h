// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/faultserver.h"

#include <QString>
#include <QTemporaryDir>

namespace polylogue::tests {

//! \brief An authority and certificates of it, made by the openssl command when a test runs.
class TestCertificates
{
public:
    TestCertificates();

    //! Empty where all was made; else why a test has to be skipped.
    QString problem() const { return m_problem; }

    QString authorityFile() const { return file(QStringLiteral("ca.pem")); } //!< "Test Authority"
    QString clientFile() const { return file(QStringLiteral("client.pem")); }
    QString clientKeyFile() const { return file(QStringLiteral("client.key")); }

    FaultServer::Tls valid() const; //!< for 127.0.0.1, by the authority
    FaultServer::Tls expired() const; //!< the same, yesterday's
    FaultServer::Tls otherHost() const; //!< for other.example
    FaultServer::Tls selfSigned() const; //!< for 127.0.0.1, by nobody else
    //! \a tls, only for clients with a certificate of the authority.
    FaultServer::Tls askingForClient(FaultServer::Tls tls) const;

private:
    QString file(const QString &name) const { return m_directory.filePath(name); }
    bool run(const QStringList &arguments);
    bool makeSigned(const QString &name, const QString &extensions, const QStringList &dates);
    FaultServer::Tls load(const QString &name) const;

    QTemporaryDir m_directory;
    QString m_problem;
};

} // namespace polylogue::tests
