// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/testcertificates.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace polylogue::tests {

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("TestCertificates: cannot write");
}

QStringList newKey(const QString &keyFile)
{
    return {u"-newkey"_s, u"ec"_s,      u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s,
            u"-nodes"_s,  u"-keyout"_s, keyFile};
}

const QString localAddress = u"subjectAltName=IP:127.0.0.1"_s;

} // namespace

TestCertificates::TestCertificates()
{
    if (QStandardPaths::findExecutable(u"openssl"_s).isEmpty()) {
        m_problem = u"the openssl command is not installed"_s;
        return;
    }
    write(file(u"ca.conf"_s),
          "[ca]\ndefault_ca=own\n[own]\nnew_certs_dir=.\ndatabase=index\nserial=serial\n"
          "default_md=sha256\npolicy=any\ncopy_extensions=copy\nunique_subject=no\n[any]\n"
          "commonName=supplied\n"_ba);
    write(file(u"index"_s), {});
    write(file(u"serial"_s), "01\n"_ba);
    const QStringList today{u"-days"_s, u"30"_s};
    const QStringList yesterday{u"-startdate"_s, u"20200101000000Z"_s, u"-enddate"_s,
                                u"20200201000000Z"_s};
    const bool isMade = run(QStringList{u"req"_s, u"-x509"_s, u"-subj"_s, u"/CN=Test Authority"_s,
                                        u"-out"_s, u"ca.pem"_s, u"-days"_s, u"30"_s}
                            + newKey(u"ca.key"_s))
        && run(QStringList{u"req"_s, u"-x509"_s, u"-subj"_s, u"/CN=Test Server"_s, u"-addext"_s,
                           localAddress, u"-out"_s, u"selfsigned.pem"_s, u"-days"_s, u"30"_s}
               + newKey(u"selfsigned.key"_s))
        && makeSigned(u"valid"_s, localAddress, today)
        && makeSigned(u"expired"_s, localAddress, yesterday)
        && makeSigned(u"otherhost"_s, u"subjectAltName=DNS:other.example"_s, today)
        && makeSigned(u"client"_s, u"extendedKeyUsage=clientAuth"_s, today);
    if (!isMade && m_problem.isEmpty())
        m_problem = u"the openssl command did not make certificates"_s;
}

bool TestCertificates::run(const QStringList &arguments)
{
    QProcess openssl;
    openssl.setWorkingDirectory(m_directory.path());
    openssl.start(u"openssl"_s, arguments);
    const bool isDone = openssl.waitForFinished() && openssl.exitCode() == 0;
    if (!isDone)
        m_problem = u"openssl: "_s + QString::fromLocal8Bit(openssl.readAllStandardError());
    return isDone;
}

bool TestCertificates::makeSigned(const QString &name, const QString &extensions,
                                  const QStringList &dates)
{
    return run(QStringList{u"req"_s, u"-new"_s, u"-subj"_s, u"/CN="_s + name, u"-addext"_s,
                           extensions, u"-out"_s, name + u".csr"_s}
               + newKey(name + u".key"_s))
        && run(QStringList{u"ca"_s, u"-batch"_s, u"-notext"_s, u"-config"_s, u"ca.conf"_s,
                           u"-cert"_s, u"ca.pem"_s, u"-keyfile"_s, u"ca.key"_s, u"-in"_s,
                           name + u".csr"_s, u"-out"_s, name + u".pem"_s}
               + dates);
}

FaultServer::Tls TestCertificates::load(const QString &name) const
{
    return {.chain = QSslCertificate::fromData(contentOf(file(name + u".pem"_s))),
            .key = QSslKey(contentOf(file(name + u".key"_s)), QSsl::Ec)};
}

FaultServer::Tls TestCertificates::valid() const
{
    return load(u"valid"_s);
}

FaultServer::Tls TestCertificates::expired() const
{
    return load(u"expired"_s);
}

FaultServer::Tls TestCertificates::otherHost() const
{
    return load(u"otherhost"_s);
}

FaultServer::Tls TestCertificates::selfSigned() const
{
    return load(u"selfsigned"_s);
}

FaultServer::Tls TestCertificates::askingForClient(FaultServer::Tls tls) const
{
    tls.clientAuthorities = QSslCertificate::fromData(contentOf(authorityFile()));
    return tls;
}

} // namespace polylogue::tests
