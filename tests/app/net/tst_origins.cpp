// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/httpclient.h"
#include "tests/app/net/callwatch.h"
#include "tests/support/faultserver.h"
#include "tests/support/testcertificates.h"

#include <QFile>
#include <QTemporaryDir>

#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace polylogue::app;
using namespace polylogue::tests;
using base::ErrorKind;
using net::HttpClient;

namespace {

const wire::RequestBody smallBody{.pieces = {"{}"_ba}};

net::EndpointAccess throughProxy(const QUrl &target, quint16 proxyPort)
{
    net::EndpointAccess access = accessTo(target);
    access.endpoint.network.proxy = {
        .mode = endpoint::ProxySettings::Mode::Manual, .host = u"127.0.0.1"_s, .port = proxyPort};
    return access;
}

} // namespace

//! Where a request goes, who is trusted on the way, and what goes nowhere else.
class tst_Origins : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theKeyGoesOnlyToTheOriginItWasEnteredFor();
    void anAzureKeyGoesInItsOwnHeader();
    void badHeadersAndKeysAreRefusedBeforeSending_data();
    void badHeadersAndKeysAreRefusedBeforeSending();
    void theProxyIsUsedAndAskedWithItsPassword();
    void theSystemsProxyIsUsed();
    void aProxyInTheWayIsNamed_data();
    void aProxyInTheWayIsNamed();
    void anExtraAuthorityIsTrusted();
    void untrustedServersAreToldApart_data();
    void untrustedServersAreToldApart();
    void aClientCertificateIsShown();
    void unreadablePemFilesAreNamed_data();
    void unreadablePemFilesAreNamed();

private:
    std::optional<TestCertificates> m_certificates;
    const TestCertificates &certificates()
    {
        if (!m_certificates)
            m_certificates.emplace();
        return *m_certificates;
    }
};

void tst_Origins::theKeyGoesOnlyToTheOriginItWasEnteredFor()
{
    FaultServer own;
    FaultServer foreign;
    for (FaultServer *server : {&own, &foreign})
        server->otherwise(Reply::json("{}"_ba));
    HttpClient client;
    net::EndpointAccess access = accessWithKey(own.url(), u"sk-canary"_s);

    CallWatch right(client.get(access, u"/models"));
    QVERIFY(right.waitForEnd());
    access.endpoint.baseUrl = foreign.url(); // the user changed the address, not the key
    CallWatch wrong(client.post(access, u"/x", smallBody, "*/*"_ba));
    QVERIFY(wrong.waitForEnd());

    QCOMPARE(own.requests().first().header("authorization"), "Bearer sk-canary"_ba);
    const SeenRequest atForeign = foreign.requests().first();
    for (const auto &[name, value] : atForeign.headers)
        QVERIFY2(!value.contains("canary"), name.constData());
}

void tst_Origins::anAzureKeyGoesInItsOwnHeader()
{
    FaultServer server;
    server.otherwise(Reply::json("{}"_ba));
    HttpClient client;
    net::EndpointAccess access = accessWithKey(server.url(), u" k1\n"_s);
    access.endpoint.keyHeader = endpoint::KeyHeader::ApiKey;

    CallWatch watch(client.get(access, u"/models"));

    QVERIFY(watch.waitForEnd());
    QCOMPARE(server.requests().first().header("api-key"), "k1"_ba);
    QVERIFY(server.requests().first().header("authorization").isEmpty());
}

void tst_Origins::badHeadersAndKeysAreRefusedBeforeSending_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("type");

    QTest::newRow("line break in a value")
        << u"X-A"_s << u"a\r\nX-B: b"_s << QString() << u"header"_s;
    QTest::newRow("space in a name") << u"X A"_s << u"a"_s << QString() << u"header"_s;
    QTest::newRow("the connection's own")
        << u"Content-Length"_s << u"0"_s << QString() << u"header"_s;
    QTest::newRow("line break in the key")
        << u"X-A"_s << u"a"_s << u"sk\r\nX-B: b"_s << u"malformed_key"_s;
}

void tst_Origins::badHeadersAndKeysAreRefusedBeforeSending()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QString, key);
    QFETCH(QString, type);
    FaultServer server;
    HttpClient client;
    net::EndpointAccess access = accessWithKey(server.url(), key);
    access.endpoint.headers = {{name, value}};

    CallWatch watch(client.get(access, u"/models"));

    QVERIFY(watch.waitForEnd());
    QVERIFY(watch.error);
    QCOMPARE(watch.error->type, type);
    QCOMPARE(server.connections(), 0);
}

void tst_Origins::theProxyIsUsedAndAskedWithItsPassword()
{
    FaultServer proxy;
    proxy.otherwise(Reply::json("{\"via\":\"proxy\"}"_ba));
    HttpClient client;
    net::EndpointAccess access = throughProxy(QUrl(u"http://api.example.test/v1"_s), proxy.port());
    access.endpoint.network.proxy.user = u"me"_s;
    access.proxyPassword = u"secret"_s;

    CallWatch watch(client.post(access, u"/chat/completions", smallBody, "*/*"_ba));

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.errorText(), QString());
    QCOMPARE(watch.body, "{\"via\":\"proxy\"}"_ba);
    const SeenRequest seen = proxy.requests().first();
    QCOMPARE(seen.target, "http://api.example.test/v1/chat/completions"_ba);
    QCOMPARE(seen.header("proxy-authorization"), "Basic "_ba + "me:secret"_ba.toBase64());
}

void tst_Origins::theSystemsProxyIsUsed()
{
    FaultServer proxy;
    proxy.otherwise(Reply::json("{}"_ba));
    HttpClient client;
    net::EndpointAccess access = accessTo(QUrl(u"http://api.example.test/v1"_s));
    access.endpoint.network.proxy.mode = endpoint::ProxySettings::Mode::System;

    qputenv("http_proxy", "http://127.0.0.1:"_ba + QByteArray::number(proxy.port()));
    CallWatch watch(client.get(access, u"/models"));
    const bool hasEnded = watch.waitForEnd();
    qunsetenv("http_proxy");

    QVERIFY(hasEnded);
    QCOMPARE(watch.errorText(), QString());
    QCOMPARE(proxy.requests().first().target, "http://api.example.test/v1/models"_ba);
}

void tst_Origins::aProxyInTheWayIsNamed_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<Reply>("reply");

    for (const QString &scheme : {u"http"_s, u"https"_s}) {
        const auto row = [&scheme](const char *name) -> QTestData & {
            return QTest::addRow("%s, %s", qPrintable(scheme), name);
        };
        row("asks for a password") << scheme
                                   << Reply::whole(407, "text/plain"_ba, {},
                                                   {{"Proxy-Authenticate", "Basic realm=\"p\""}});
        row("hangs up") << scheme << Reply::nothing().close();
    }
    QTest::newRow("https, forbids it") << u"https"_s << Reply::whole(403, "text/plain"_ba, {});
}

void tst_Origins::aProxyInTheWayIsNamed()
{
    QFETCH(QString, scheme);
    QFETCH(Reply, reply);
    FaultServer proxy;
    proxy.otherwise(reply);
    HttpClient client(net::Timeouts{.connect = 1s}); // Qt asks on where a tunnel hangs up
    const net::EndpointAccess access =
        throughProxy(QUrl(scheme + u"://api.example.test/v1"_s), proxy.port());

    CallWatch watch(client.get(access, u"/models"));

    QVERIFY(watch.waitForEnd());
    QVERIFY(watch.error);
    if (scheme == "http"_L1 && reply.steps().size() == 1) {
        // What was sent through it may have arrived: the connection is what failed.
        QCOMPARE(watch.error->kind, ErrorKind::Network);
        return;
    }
    QCOMPARE(watch.error->kind, ErrorKind::Proxy);
    QCOMPARE(watch.error->subject, u"127.0.0.1:%1"_s.arg(proxy.port()));
}

void tst_Origins::anExtraAuthorityIsTrusted()
{
    if (!certificates().problem().isEmpty())
        QSKIP(qPrintable(certificates().problem()));
    FaultServer server(certificates().valid());
    server.otherwise(Reply::json("{}"_ba));
    HttpClient client;
    net::EndpointAccess access = accessWithKey(server.url(), u"sk-1"_s);
    access.endpoint.network.caBundle = certificates().authorityFile();

    CallWatch watch(client.post(access, u"/x", smallBody, "*/*"_ba));

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.errorText(), QString());
    QCOMPARE(watch.call->tlsSummary(), u"TLS 1.3, Test Authority"_s);
    QCOMPARE(server.requests().first().header("authorization"), "Bearer sk-1"_ba);
}

void tst_Origins::untrustedServersAreToldApart_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<bool>("hasBundle");
    QTest::addColumn<QString>("subject");

    QTest::newRow("self_signed") << u"self-signed"_s << false << u"127.0.0.1 (Test Server)"_s;
    QTest::newRow("untrusted") << u"valid"_s << false << u"127.0.0.1 (Test Authority)"_s;
    QTest::newRow("expired") << u"expired"_s << true << u"127.0.0.1 (Test Authority)"_s;
    QTest::newRow("host_mismatch") << u"other host"_s << true << u"127.0.0.1 (Test Authority)"_s;
}

void tst_Origins::untrustedServersAreToldApart()
{
    if (!certificates().problem().isEmpty())
        QSKIP(qPrintable(certificates().problem()));
    QFETCH(QString, certificate);
    QFETCH(bool, hasBundle);
    QFETCH(QString, subject);
    const FaultServer::Tls tls = certificate == "self-signed"_L1 ? certificates().selfSigned()
        : certificate == "expired"_L1                            ? certificates().expired()
        : certificate == "other host"_L1                         ? certificates().otherHost()
                                                                 : certificates().valid();
    FaultServer server(tls);
    server.otherwise(Reply::json("{}"_ba));
    HttpClient client;
    net::EndpointAccess access = accessTo(server.url());
    if (hasBundle)
        access.endpoint.network.caBundle = certificates().authorityFile();

    CallWatch watch(client.get(access, u"/models"));

    QVERIFY(watch.waitForEnd());
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, ErrorKind::Tls);
    QCOMPARE(watch.error->type, QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(watch.error->subject, subject);
    QVERIFY(!watch.error->detail.isEmpty());
    QVERIFY(!watch.call->requestMayHaveBeenSeen());
    QCOMPARE(server.requests().size(), 0);
}

void tst_Origins::aClientCertificateIsShown()
{
    if (!certificates().problem().isEmpty())
        QSKIP(qPrintable(certificates().problem()));
    FaultServer server(certificates().askingForClient(certificates().valid()));
    server.otherwise(Reply::json("{}"_ba));
    HttpClient client;
    net::EndpointAccess access = accessTo(server.url());
    access.endpoint.network.caBundle = certificates().authorityFile();

    CallWatch without(client.get(access, u"/models"));
    QVERIFY(without.waitForEnd());
    QVERIFY(without.error);
    // TLS 1.3 servers say no after the handshake; whether their reason arrives is a race.
    QVERIFY2(without.error->type == "client_certificate"_L1
                 || without.error->type == "closed_before_answer"_L1,
             qPrintable(without.errorText()));

    access.endpoint.network.clientCertificate = certificates().clientFile();
    access.endpoint.network.clientKey = certificates().clientKeyFile();
    CallWatch with(client.get(access, u"/models"));
    QVERIFY(with.waitForEnd());
    QCOMPARE(with.errorText(), QString());
}

void tst_Origins::unreadablePemFilesAreNamed_data()
{
    QTest::addColumn<bool>("exists");

    QTest::newRow("missing") << false;
    QTest::newRow("no PEM") << true;
}

void tst_Origins::unreadablePemFilesAreNamed()
{
    QFETCH(bool, exists);
    QTemporaryDir directory;
    const QString path = directory.filePath(u"some.pem"_s);
    if (exists) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write("not a certificate"), 17);
    }
    HttpClient client;
    net::EndpointAccess bundle = accessTo(QUrl(u"https://localhost:9/v1"_s));
    bundle.endpoint.network.caBundle = path;
    net::EndpointAccess own = accessTo(QUrl(u"https://localhost:9/v1"_s));
    own.endpoint.network.clientCertificate = path;

    CallWatch first(client.get(bundle, u"/models"));
    CallWatch second(client.get(own, u"/models"));

    QVERIFY(first.waitForEnd());
    QCOMPARE(first.error->kind, ErrorKind::File);
    QCOMPARE(first.error->type, u"ca_bundle"_s);
    QCOMPARE(first.error->subject, path);
    QVERIFY(second.waitForEnd());
    QCOMPARE(second.error->type, u"client_certificate"_s);
    QCOMPARE(second.error->subject, path);
}

QTEST_GUILESS_MAIN(tst_Origins)
#include "tst_origins.moc"
