// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/httpserver.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace polylogue::app::practice;

class tst_HttpServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void requestsAreAnsweredOneAfterTheOther();
    void pipelinedRequestsAreAnsweredInOrder();
    void foreignHostsAndOriginsAreRefused_data();
    void foreignHostsAndOriginsAreRefused();
    void anUploadTooLargeIsToldSoBeforeItEnds();
    void clientsThatWaitForContinueGetIt();
    void streamsAreChunked();
    void oldClientsGetStreamsUntilTheEnd();
    void aClientThatGoesIsNoticed();
    void aBrokenAnswerHasNoEnd();
    void silentClientsAreLeft();
    void halfARequestTimesOut();
    void clientsThatDoNotReadAreLeft();
    void tooManyConnectionsAreClosed();
    void aTakenPortIsAnError();

private:
    void answerAll(); //!< every request with its body, or with its path
    QByteArray hostLine() const;
    std::unique_ptr<QTcpSocket> connected() const;

    std::unique_ptr<HttpServer> m_server = {};
};

namespace {

HttpLimits quickLimits()
{
    using namespace std::chrono_literals;
    return {.headSize = 2000, .bodySize = 1000, .connections = 8, .idle = 200ms, .linger = 200ms};
}

//! Everything that came once \a end did.
QByteArray readUntil(QTcpSocket &socket, const QByteArray &end)
{
    QByteArray bytes;
    const bool isThere = QTest::qWaitFor(
        [&] {
            bytes += socket.readAll();
            return bytes.contains(end);
        },
        3000);
    return isThere ? bytes : "not there: "_ba + bytes;
}

} // namespace

void tst_HttpServer::init()
{
    m_server = std::make_unique<HttpServer>(quickLimits());
    QVERIFY(m_server->start(0).has_value());
}

void tst_HttpServer::cleanup()
{
    m_server.reset();
}

void tst_HttpServer::answerAll()
{
    connect(m_server.get(), &HttpServer::requestReceived, this, [](HttpExchange *exchange) {
        const HttpRequest &request = exchange->request();
        exchange->answer(200, "text/plain"_ba,
                         request.body.isEmpty() ? request.path : request.body);
    });
}

QByteArray tst_HttpServer::hostLine() const
{
    return "Host: 127.0.0.1:"_ba + QByteArray::number(m_server->serverPort()) + "\r\n";
}

std::unique_ptr<QTcpSocket> tst_HttpServer::connected() const
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(u"127.0.0.1"_s, m_server->serverPort());
    socket->waitForConnected(3000);
    return socket;
}

void tst_HttpServer::requestsAreAnsweredOneAfterTheOther()
{
    answerAll();
    const auto socket = connected();
    for (const char *path : {"/one", "/two", "/three"}) {
        socket->write("GET "_ba + path + " HTTP/1.1\r\n" + hostLine() + "\r\n");
        QVERIFY(
            readUntil(*socket, QByteArray("\r\n\r\n") + path).startsWith("HTTP/1.1 200 OK\r\n"));
    }
}

void tst_HttpServer::pipelinedRequestsAreAnsweredInOrder()
{
    QList<HttpExchange *> waiting;
    connect(m_server.get(), &HttpServer::requestReceived, this,
            [&waiting](HttpExchange *exchange) { waiting.append(exchange); });
    const auto socket = connected();
    socket->write("POST /1 HTTP/1.1\r\n"_ba + hostLine()
                  + "Content-Length: 1\r\n\r\naGET /2 HTTP/1.1\r\n" + hostLine() + "\r\n");

    QTRY_COMPARE(waiting.size(), 1);
    QTest::qWait(20); // the second must not come before the first is answered
    QCOMPARE(waiting.size(), 1);
    waiting[0]->answer(200, "text/plain"_ba, "first"_ba);
    QTRY_COMPARE(waiting.size(), 2);
    QCOMPARE(waiting[1]->request().path, "/2"_ba);
    waiting[1]->answer(200, "text/plain"_ba, "second"_ba);
    QVERIFY(readUntil(*socket, "second"_ba).contains("first"));
}

void tst_HttpServer::foreignHostsAndOriginsAreRefused_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("status");

    QTest::newRow("ours") << "Host: 127.0.0.1:PORT\r\n"_ba
                          << "200"_ba;
    QTest::newRow("by name") << "Host: LocalHost:PORT\r\n"_ba
                             << "200"_ba;
    QTest::newRow("IPv6") << "Host: [::1]:PORT\r\n"_ba
                          << "200"_ba;
    QTest::newRow("none") << ""_ba
                          << "400"_ba;
    QTest::newRow("foreign") << "Host: evil.example\r\n"_ba
                             << "403"_ba;
    QTest::newRow("foreign with our port") << "Host: evil.example:PORT\r\n"_ba
                                           << "403"_ba;
    QTest::newRow("other port") << "Host: 127.0.0.1:1\r\n"_ba
                                << "403"_ba;
    QTest::newRow("our name at the front") << "Host: localhost.evil.example:PORT\r\n"_ba
                                           << "403"_ba;
    QTest::newRow("foreign origin") << "Host: 127.0.0.1:PORT\r\nOrigin: https://evil.example\r\n"_ba
                                    << "403"_ba;
    QTest::newRow("origin of a sandbox") << "Host: 127.0.0.1:PORT\r\nOrigin: null\r\n"_ba
                                         << "403"_ba;
    QTest::newRow("our origin") << "Host: 127.0.0.1:PORT\r\nOrigin: http://127.0.0.1:PORT\r\n"_ba
                                << "200"_ba;
}

void tst_HttpServer::foreignHostsAndOriginsAreRefused()
{
    QFETCH(QByteArray, fields);
    QFETCH(const QByteArray, status);

    answerAll();
    fields.replace("PORT", QByteArray::number(m_server->serverPort()));
    const auto socket = connected();
    socket->write("GET /secret HTTP/1.1\r\n"_ba + fields + "\r\n");
    const QByteArray answer = readUntil(*socket, "\r\n\r\n"_ba);
    QVERIFY2(answer.startsWith("HTTP/1.1 "_ba + status), answer.constData());
}

void tst_HttpServer::anUploadTooLargeIsToldSoBeforeItEnds()
{
    answerAll();
    const auto socket = connected();
    socket->write("POST / HTTP/1.1\r\n"_ba + hostLine() + "Content-Length: 2000\r\n\r\n"
                  + QByteArray(500, 'x'));
    QVERIFY(readUntil(*socket, "{\"detail\":"_ba).startsWith("HTTP/1.1 413 "));
    socket->write(QByteArray(1500, 'x')); // is read and thrown away: no reset
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(socket->error(), QAbstractSocket::RemoteHostClosedError);
}

void tst_HttpServer::clientsThatWaitForContinueGetIt()
{
    answerAll();
    const auto socket = connected();
    socket->write("POST / HTTP/1.1\r\n"_ba + hostLine()
                  + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(readUntil(*socket, "\r\n\r\n"_ba), "HTTP/1.1 100 Continue\r\n\r\n"_ba);
    socket->write("hello");
    QVERIFY(readUntil(*socket, "\r\n\r\nhello"_ba).startsWith("HTTP/1.1 200"));
}

void tst_HttpServer::streamsAreChunked()
{
    connect(m_server.get(), &HttpServer::requestReceived, this, [](HttpExchange *exchange) {
        exchange->beginStream("text/event-stream"_ba);
        exchange->write("data: 1\n\n"_ba);
        exchange->write(QByteArray());
        exchange->write(QByteArray(20, 'x'));
        exchange->endStream();
    });
    const auto socket = connected();
    for (int i = 0; i < 2; ++i) { // the connection lives on
        socket->write("GET / HTTP/1.1\r\n"_ba + hostLine() + "\r\n");
        const QByteArray answer = readUntil(*socket, "0\r\n\r\n"_ba);
        QVERIFY(answer.contains("\r\nTransfer-Encoding: chunked\r\n"));
        QVERIFY(answer.endsWith("\r\n\r\n9\r\ndata: 1\n\n\r\n14\r\n"_ba + QByteArray(20, 'x')
                                + "\r\n0\r\n\r\n"));
    }
}

void tst_HttpServer::oldClientsGetStreamsUntilTheEnd()
{
    connect(m_server.get(), &HttpServer::requestReceived, this, [](HttpExchange *exchange) {
        exchange->beginStream("text/event-stream"_ba);
        exchange->write("data: 1\n\n"_ba);
        exchange->endStream();
    });
    const auto socket = connected();
    socket->write("GET / HTTP/1.0\r\n"_ba + hostLine() + "\r\n");
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    const QByteArray answer = socket->readAll();
    QVERIFY(!answer.contains("chunked"));
    QVERIFY(answer.endsWith("\r\n\r\ndata: 1\n\n"));
}

void tst_HttpServer::aClientThatGoesIsNoticed()
{
    QPointer<HttpExchange> pending;
    connect(m_server.get(), &HttpServer::requestReceived, this,
            [&pending](HttpExchange *exchange) { pending = exchange; });
    auto socket = connected();
    socket->write("GET / HTTP/1.1\r\n"_ba + hostLine() + "\r\n");
    QTRY_VERIFY(pending);
    QSignalSpy gone(pending, &HttpExchange::clientGone);

    socket->abort();
    QTRY_COMPARE(gone.count(), 1);
    QTRY_VERIFY(!pending);
}

void tst_HttpServer::aBrokenAnswerHasNoEnd()
{
    connect(m_server.get(), &HttpServer::requestReceived, this, [](HttpExchange *exchange) {
        exchange->beginStream("text/event-stream"_ba);
        exchange->write("data: 1\n\n"_ba);
        exchange->breakOff();
    });
    const auto socket = connected();
    socket->write("GET / HTTP/1.1\r\n"_ba + hostLine() + "\r\n");
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    const QByteArray answer = socket->readAll();
    QVERIFY(answer.endsWith("data: 1\n\n\r\n"));
}

void tst_HttpServer::silentClientsAreLeft()
{
    const auto socket = connected();
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    QVERIFY(socket->readAll().isEmpty());
}

void tst_HttpServer::halfARequestTimesOut()
{
    const auto socket = connected();
    socket->write("GET / HTTP/1.1\r\n");
    QVERIFY(readUntil(*socket, "\r\n\r\n"_ba).startsWith("HTTP/1.1 408 "));
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
}

void tst_HttpServer::clientsThatDoNotReadAreLeft()
{
    QPointer<HttpExchange> pending;
    connect(m_server.get(), &HttpServer::requestReceived, this, [&pending](HttpExchange *exchange) {
        pending = exchange;
        exchange->beginStream("text/plain"_ba);
        exchange->write(QByteArray(32 * 1024 * 1024, 'x')); // more than the kernel takes
    });
    const auto socket = connected();
    socket->setReadBufferSize(1);
    socket->write("GET / HTTP/1.1\r\n"_ba + hostLine() + "\r\n");
    QTRY_VERIFY(pending);
    QCOMPARE_GT(pending->bytesToWrite(), 0);
    QTRY_VERIFY(!pending);
}

void tst_HttpServer::tooManyConnectionsAreClosed()
{
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int i = 0; i < 9; ++i)
        sockets.push_back(connected());
    QTRY_COMPARE_WITH_TIMEOUT(sockets.back()->state(), QAbstractSocket::UnconnectedState, 150);
    QCOMPARE(sockets.front()->state(), QAbstractSocket::ConnectedState);
}

void tst_HttpServer::aTakenPortIsAnError()
{
    HttpServer second;
    const auto status = second.start(m_server->serverPort());
    QVERIFY(!status);
    QCOMPARE(status.error().kind, polylogue::app::base::ErrorKind::Network);
    QCOMPARE(m_server->serverAddress(), QHostAddress(QHostAddress::LocalHost));
}

QTEST_GUILESS_MAIN(tst_HttpServer)
#include "tst_httpserver.moc"
