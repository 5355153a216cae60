// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/httpclient.h"
#include "tests/app/net/callwatch.h"
#include "tests/support/faultserver.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTemporaryFile>
#include <QTest>
#include <QTimer>

#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace polylogue::app;
using namespace polylogue::tests;
using base::ErrorKind;
using net::HttpClient;
using net::Limits;
using net::Timeouts;

namespace {

const wire::RequestBody smallBody{.pieces = {"{\"model\":\"m\"}"_ba}};
const HeaderList chunkedText{{"Content-Type", "text/event-stream"},
                             {"Transfer-Encoding", "chunked"}};

quint16 closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

//! What servers and networks do to a call, and that none of it makes a second request.
class tst_HttpFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDroppedPostIsNeverRepeated_data();
    void aDroppedPostIsNeverRepeated();
    void aCutBodyFailsButKeepsWhatCame_data();
    void aCutBodyFailsButKeepsWhatCame();
    void aBodyThatEndsWithTheConnectionIsFinished();
    void redirectsReachNoOtherServer_data();
    void redirectsReachNoOtherServer();
    void silenceEndsByTheRightTimer_data();
    void silenceEndsByTheRightTimer();
    void anythingThatComesKeepsTheCallAlive();
    void refusedAndUnknownHostsAreTold();
    void anAnswerThatIsNoHttpIsTold();
    void aFloodEndsAtTheCap();
    void aHeaderFloodEndsByTheFirstByteTimer();
    void aCompressionBombIsDefused();
    void gzipThatNobodyAskedForIsInflated();
    void nobodyAnswersQuestionsForPasswords_data();
    void nobodyAnswersQuestionsForPasswords();
    void aServerThatHangsUpWhileWeSendIsTold();
    void anEarlyAnswerToABigBodyIsRead();
    void aFileThatShrinksWhileItIsSentIsNamed();
    void aMissingFileIsToldBeforeAnythingIsSent();
};

void tst_HttpFaults::aDroppedPostIsNeverRepeated_data()
{
    QTest::addColumn<Reply>("reply");

    QTest::newRow("close on head") << Reply::nothing().close().when(Reply::Begin::Head);
    QTest::newRow("reset on head") << Reply::nothing().reset().when(Reply::Begin::Head);
    QTest::newRow("close after body") << Reply::nothing().close();
    QTest::newRow("reset after body") << Reply::nothing().reset();
}

void tst_HttpFaults::aDroppedPostIsNeverRepeated()
{
    QFETCH(Reply, reply);
    constexpr int calls = 50;
    FaultServer server;
    server.otherwise(reply);
    HttpClient client;

    std::vector<std::unique_ptr<CallWatch>> watches;
    for (int i = 0; i < calls; ++i) {
        watches.push_back(std::make_unique<CallWatch>(
            client.post(accessTo(server.url()), u"/chat/completions", smallBody, "*/*"_ba)));
    }

    for (const auto &watch : watches) {
        QVERIFY(watch->waitForEnd());
        QVERIFY(watch->error);
        QCOMPARE(watch->error->kind, ErrorKind::Network);
        QCOMPARE(watch->error->type, u"closed_before_answer"_s);
        QVERIFY(watch->call->requestMayHaveBeenSeen());
    }
    QTest::qWait(50);
    QCOMPARE(server.posts(), calls);
    QCOMPARE(server.connections(), calls);
}

void tst_HttpFaults::aCutBodyFailsButKeepsWhatCame_data()
{
    QTest::addColumn<Reply>("reply");

    QTest::newRow("chunked without end")
        << Reply::head(200, chunkedText).chunk("some text"_ba).close();
    QTest::newRow("inside a chunk")
        << Reply::head(200, chunkedText).send("20\r\nsome text"_ba).close();
    QTest::newRow("short of its Content-Length")
        << Reply::head(200, {{"Content-Length", "100"}}).send("some text"_ba).close();
    QTest::newRow("reset")
        << Reply::head(200, chunkedText).chunk("some text"_ba).wait(50ms).reset();
}

void tst_HttpFaults::aCutBodyFailsButKeepsWhatCame()
{
    QFETCH(Reply, reply);
    FaultServer server;
    server.otherwise(reply);
    HttpClient client;

    CallWatch watch(client.post(accessTo(server.url()), u"/x", smallBody, "*/*"_ba));

    QVERIFY(watch.waitForEnd());
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, ErrorKind::Network);
    QCOMPARE(watch.error->type, u"closed_while_answering"_s);
    QCOMPARE(watch.body, "some text"_ba);
    QCOMPARE(server.posts(), 1);
}

void tst_HttpFaults::aBodyThatEndsWithTheConnectionIsFinished()
{
    FaultServer server;
    server.otherwise(Reply::head(200).send("all of it"_ba).close());
    HttpClient client;

    CallWatch watch(client.post(accessTo(server.url()), u"/x", smallBody, "*/*"_ba));

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.errorText(), QString());
    QCOMPARE(watch.body, "all of it"_ba);
}

void tst_HttpFaults::redirectsReachNoOtherServer_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isPost");

    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("GET %d", status) << status << false;
        QTest::addRow("POST %d", status) << status << true;
    }
}

void tst_HttpFaults::redirectsReachNoOtherServer()
{
    QFETCH(int, status);
    QFETCH(bool, isPost);
    FaultServer foreign;
    FaultServer server;
    const QString target = foreign.url(u"/elsewhere"_s).toString();
    server.otherwise(Reply::redirect(status, target.toUtf8()));
    HttpClient client;
    const net::EndpointAccess access = accessWithKey(server.url(), u"sk-canary"_s);

    CallWatch watch(isPost ? client.post(access, u"/x", smallBody, "*/*"_ba)
                           : client.get(access, u"/x"));

    QVERIFY(watch.waitForEnd());
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, ErrorKind::WrongAddress);
    QCOMPARE(watch.error->type, u"redirect"_s);
    QCOMPARE(watch.error->subject, target);
    QCOMPARE(watch.error->httpStatus, status);
    QTest::qWait(20);
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(foreign.connections(), 0);
}

void tst_HttpFaults::silenceEndsByTheRightTimer_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<int>("earliest");

    QTest::newRow("no answer") << Reply::nothing() << u"first byte"_s << 300;
    QTest::newRow("headers, then silence") << Reply::head(200, chunkedText) << u"idle"_s << 200;
    QTest::newRow("silence within the body")
        << Reply::head(200, chunkedText).chunk("a"_ba).wait(100ms).chunk("b"_ba) << u"idle"_s
        << 300;
}

void tst_HttpFaults::silenceEndsByTheRightTimer()
{
    QFETCH(Reply, reply);
    QFETCH(QString, subject);
    QFETCH(int, earliest);
    FaultServer server;
    server.otherwise(reply);
    HttpClient client(Timeouts{.connect = 5s, .firstByte = 300ms, .idle = 200ms});

    CallWatch watch(client.post(accessTo(server.url()), u"/x", smallBody, "*/*"_ba));

    QVERIFY(watch.waitForEnd());
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, ErrorKind::Timeout);
    QCOMPARE(watch.error->subject, subject);
    QVERIFY2(watch.took >= earliest - 30, qPrintable(QString::number(watch.took)));
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_HttpFaults::anythingThatComesKeepsTheCallAlive()
{
    FaultServer server;
    Reply reply = Reply::head(200, chunkedText);
    for (int i = 0; i < 6; ++i)
        reply.wait(100ms).chunk(": ping\n\n"_ba);
    server.otherwise(reply.endOfChunks());
    HttpClient client(Timeouts{.connect = 5s, .firstByte = 5s, .idle = 250ms});

    CallWatch watch(client.post(accessTo(server.url()), u"/x", smallBody, "*/*"_ba));

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.errorText(), QString());
    QVERIFY(watch.took > 500);
}

void tst_HttpFaults::refusedAndUnknownHostsAreTold()
{
    HttpClient client(Timeouts{.connect = 300ms});
    const quint16 port = closedPort();
    const QUrl refusing(u"http://127.0.0.1:%1/v1"_s.arg(port));
    const QUrl unknown(u"http://no-such-host.invalid/v1"_s);

    CallWatch refused(client.post(accessTo(refusing), u"/x", smallBody, "*/*"_ba));
    CallWatch missing(client.get(accessTo(unknown), u"/x"));

    QVERIFY(refused.waitForEnd());
    QCOMPARE(refused.error->kind, ErrorKind::Network);
    QCOMPARE(refused.error->type, u"refused"_s);
    QCOMPARE(refused.error->subject, u"127.0.0.1:%1"_s.arg(port));
    QVERIFY(!refused.call->requestMayHaveBeenSeen());
    QVERIFY(missing.waitForEnd());
    // Where the resolver itself is silent, the connect timer ends the wait.
    if (missing.error->kind == ErrorKind::Timeout)
        QCOMPARE(missing.error->subject, u"connect"_s);
    else
        QCOMPARE(missing.error->kind, ErrorKind::Dns);
    QVERIFY(!missing.call->requestMayHaveBeenSeen());
}

void tst_HttpFaults::anAnswerThatIsNoHttpIsTold()
{
    FaultServer server;
    server.otherwise(Reply::nothing().send("SSH-2.0-OpenSSH_9.2\r\n\r\n"_ba).close());
    HttpClient client;

    CallWatch watch(client.get(accessTo(server.url()), u"/models"));

    QVERIFY(watch.waitForEnd());
    QVERIFY(watch.error);
    QVERIFY(watch.error->kind == ErrorKind::Protocol || watch.error->kind == ErrorKind::Network);
}

void tst_HttpFaults::aFloodEndsAtTheCap()
{
    constexpr qint64 cap = 8 * 1024 * 1024;
    FaultServer server;
    server.otherwise(Reply::head(200).flood(QByteArray(65536, 'x'), 400 * 1024 * 1024));
    HttpClient client(Timeouts{}, Limits{.answerBytes = cap});

    CallWatch watch(client.post(accessTo(server.url()), u"/x", smallBody, "*/*"_ba));

    QVERIFY(watch.waitForEnd(10000));
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, ErrorKind::TooLarge);
    QCOMPARE(watch.error->type, u"answer_too_large"_s);
    QCOMPARE(watch.body.size(), cap);
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_HttpFaults::aHeaderFloodEndsByTheFirstByteTimer()
{
    FaultServer server;
    server.otherwise(Reply::nothing()
                         .send("HTTP/1.1 200 OK\r\n"_ba)
                         .flood("X-Flood: "_ba + QByteArray(8000, 'x') + "\r\n"_ba, 500000));
    HttpClient client(Timeouts{.connect = 5s, .firstByte = 500ms, .idle = 500ms});
    QElapsedTimer gap;
    qint64 longestGap = 0;
    QTimer heartbeat;
    connect(&heartbeat, &QTimer::timeout, this,
            [&] { longestGap = std::max(longestGap, gap.restart()); });
    gap.start();
    heartbeat.start(5);

    CallWatch watch(client.get(accessTo(server.url()), u"/models"));

    QVERIFY(watch.waitForEnd());
    QVERIFY(watch.error);
    QVERIFY(watch.took < 1500);
    QTest::qWait(200);
    qInfo("longest gap of the event loop: %lld ms", longestGap);
    QVERIFY(longestGap < 250);
}

void tst_HttpFaults::aCompressionBombIsDefused()
{
    // zlib's stream behind qCompress()'s length is what HTTP calls deflate.
    const QByteArray bomb = qCompress(QByteArray(30 * 1024 * 1024, '0'), 9).mid(4);
    FaultServer server;
    server.otherwise(Reply::whole(200, "text/plain"_ba, bomb, {{"Content-Encoding", "deflate"}}));
    HttpClient client;

    CallWatch watch(client.post(accessTo(server.url()), u"/x", smallBody, "*/*"_ba));

    QVERIFY(watch.waitForEnd(10000));
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, ErrorKind::TooLarge);
    QVERIFY(watch.body.size() < 8 * 1024 * 1024);
}

void tst_HttpFaults::gzipThatNobodyAskedForIsInflated()
{
    const QByteArray text = "data: {\"a\":1}\n\n"_ba.repeated(50);
    FaultServer server;
    server.otherwise(Reply::whole(200, "text/event-stream"_ba, qCompress(text).mid(4),
                                  {{"Content-Encoding", "deflate"}}));
    HttpClient client;

    CallWatch watch(client.post(accessTo(server.url()), u"/x", smallBody, "*/*"_ba));

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.errorText(), QString());
    QCOMPARE(watch.body, text);
}

void tst_HttpFaults::nobodyAnswersQuestionsForPasswords_data()
{
    QTest::addColumn<QByteArray>("challenge");

    QTest::newRow("NTLM") << "NTLM"_ba;
    QTest::newRow("Negotiate") << "Negotiate"_ba;
    QTest::newRow("Basic") << "Basic realm=\"x\""_ba;
    QTest::newRow("Bearer") << "Bearer"_ba;
}

void tst_HttpFaults::nobodyAnswersQuestionsForPasswords()
{
    QFETCH(QByteArray, challenge);
    FaultServer server;
    server.otherwise(
        Reply::json("{\"detail\":\"who are you?\"}"_ba, 401, {{"WWW-Authenticate", challenge}}));
    HttpClient client;

    CallWatch get(client.get(accessTo(server.url()), u"/models"));
    CallWatch post(client.post(accessTo(server.url()), u"/x", smallBody, "*/*"_ba));

    for (CallWatch *watch : {&get, &post}) {
        QVERIFY(watch->waitForEnd());
        QCOMPARE(watch->errorText(), QString());
        QCOMPARE(watch->httpStatus, 401);
        QCOMPARE(watch->body, "{\"detail\":\"who are you?\"}"_ba);
    }
    QTest::qWait(20);
    QCOMPARE(server.requests().size(), 2);
    for (const SeenRequest &seen : server.requests())
        QVERIFY(seen.header("authorization").isEmpty());
}

void tst_HttpFaults::aServerThatHangsUpWhileWeSendIsTold()
{
    FaultServer server;
    server.otherwise(Reply::nothing().wait(50ms).close().when(Reply::Begin::HeadUnread));
    HttpClient client;

    CallWatch watch(client.post(accessTo(server.url()), u"/x",
                                {.pieces = {QByteArray(30 * 1024 * 1024, 'x')}}, "*/*"_ba));

    QVERIFY(watch.waitForEnd());
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, ErrorKind::TooLarge);
    QCOMPARE(watch.error->type, u"closed_while_sending"_s);
    QCOMPARE(server.posts(), 1);
}

void tst_HttpFaults::anEarlyAnswerToABigBodyIsRead()
{
    FaultServer server;
    server.otherwise(Reply::json("{\"detail\":\"too big\"}"_ba, 413).when(Reply::Begin::Head));
    HttpClient client;

    CallWatch watch(client.post(accessTo(server.url()), u"/x",
                                {.pieces = {QByteArray(4 * 1024 * 1024, 'x')}}, "*/*"_ba));

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.errorText(), QString());
    QCOMPARE(watch.httpStatus, 413);
    QCOMPARE(watch.body, "{\"detail\":\"too big\"}"_ba);
}

void tst_HttpFaults::aFileThatShrinksWhileItIsSentIsNamed()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    const QByteArray content(20 * 1024 * 1024, 'x');
    QCOMPARE(file.write(content), content.size());
    QVERIFY(file.flush());
    FaultServer server;
    server.otherwise(Reply::json("{}"_ba));
    HttpClient client;

    CallWatch watch(client.post(
        accessTo(server.url()), u"/x",
        {.pieces = {wire::Base64File{.path = file.fileName(), .size = content.size()}}}, "*/*"_ba));
    connect(watch.call.get(), &net::HttpCall::connected, this, [&file] { file.resize(100000); });

    QVERIFY(watch.waitForEnd());
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, ErrorKind::File);
    QCOMPARE(watch.error->subject, file.fileName());
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_HttpFaults::aMissingFileIsToldBeforeAnythingIsSent()
{
    FaultServer server;
    HttpClient client;

    CallWatch watch(client.post(
        accessTo(server.url()), u"/x",
        {.pieces = {wire::Base64File{.path = u"/no/such/file.pdf"_s, .size = 10}}}, "*/*"_ba));

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.error->kind, ErrorKind::File);
    QCOMPARE(watch.error->subject, u"/no/such/file.pdf"_s);
    QCOMPARE(server.connections(), 0);
}

QTEST_GUILESS_MAIN(tst_HttpFaults)
#include "tst_httpfaults.moc"
