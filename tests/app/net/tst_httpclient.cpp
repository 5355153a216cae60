// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/httpclient.h"
#include "tests/app/net/callwatch.h"
#include "tests/support/faultserver.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace polylogue::app;
using namespace polylogue::tests;
using base::ErrorKind;
using net::CallRecord;
using net::HttpCall;
using net::HttpClient;
using net::Timeouts;

namespace {

const wire::RequestBody smallBody{.pieces = {"{\"model\":\"m\"}"_ba}};

} // namespace

class tst_HttpClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void getReturnsStatusHeadersAndBody();
    void postSendsTheBodyOnceWithItsLength();
    void errorStatusIsAnAnswerNotAFailure_data();
    void errorStatusIsAnAnswerNotAFailure();
    void saysHonestlyWhoAsksAndForWhat();
    void destroyingIsSilent();
    void cancelFailsOnceBeforeItReturns();
};

void tst_HttpClient::getReturnsStatusHeadersAndBody()
{
    FaultServer server;
    server.on("/v1/models"_ba, Reply::json("{\"data\":[]}"_ba, 200, {{"x-request-id", "r1"}}));
    HttpClient client;
    QList<CallRecord> records;
    connect(&client, &HttpClient::callFinished, this,
            [&records](const CallRecord &record) { records.append(record); });

    CallWatch watch(client.get(accessTo(server.url()), u"/models"));

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.errorText(), QString());
    QCOMPARE(watch.httpStatus, 200);
    QCOMPARE(watch.body, "{\"data\":[]}"_ba);
    QCOMPARE(watch.requestsSent, 1);
    QVERIFY(watch.call->responseHeaders().contains({"x-request-id"_ba, "r1"_ba}));
    QCOMPARE(records.size(), 1);
    QCOMPARE(records.first().httpStatus, 200);
    QCOMPARE(records.first().bytesReceived, 11);
    QVERIFY(records.first().firstByte);
    QVERIFY(!records.first().error);
}

void tst_HttpClient::postSendsTheBodyOnceWithItsLength()
{
    FaultServer server;
    server.on("/v1/chat/completions"_ba, Reply::json("{}"_ba));
    HttpClient client;

    CallWatch watch(client.post(accessTo(server.url()), u"/chat/completions", smallBody,
                                "text/event-stream, application/json"_ba));

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.errorText(), QString());
    QCOMPARE(watch.requestsSent, 1);
    const QList<SeenRequest> seen = server.requests();
    QCOMPARE(seen.size(), 1);
    QCOMPARE(seen.first().body, "{\"model\":\"m\"}"_ba);
    QCOMPARE(seen.first().header("content-length"), "13"_ba);
    QCOMPARE(seen.first().header("content-type"), "application/json"_ba);
    QCOMPARE(seen.first().header("accept"), "text/event-stream, application/json"_ba);
}

void tst_HttpClient::errorStatusIsAnAnswerNotAFailure_data()
{
    QTest::addColumn<int>("status");

    for (const int status : {400, 401, 403, 404, 405, 413, 422, 429, 500, 502, 503, 504, 529})
        QTest::addRow("%d", status) << status;
}

void tst_HttpClient::errorStatusIsAnAnswerNotAFailure()
{
    QFETCH(int, status);
    FaultServer server;
    server.otherwise(Reply::json("{\"detail\":\"no\"}"_ba, status));
    HttpClient client;

    CallWatch get(client.get(accessTo(server.url()), u"/models"));
    CallWatch post(client.post(accessTo(server.url()), u"/chat/completions", smallBody, "*/*"_ba));

    for (CallWatch *watch : {&get, &post}) {
        QVERIFY(watch->waitForEnd());
        QCOMPARE(watch->errorText(), QString());
        QCOMPARE(watch->httpStatus, status);
        QCOMPARE(watch->body, "{\"detail\":\"no\"}"_ba);
    }
    QCOMPARE(server.requests().size(), 2);
}

void tst_HttpClient::saysHonestlyWhoAsksAndForWhat()
{
    FaultServer server;
    server.otherwise(Reply::json("{}"_ba, 200, {{"Set-Cookie", "a=b"}}));
    HttpClient client;
    net::EndpointAccess access = accessWithKey(server.url(), u"sk-canary"_s);
    access.endpoint.headers = {{u"X-Team"_s, u"blue"_s}, {u"authorization"_s, u"Basic xyz"_s}};

    for (int i = 0; i < 2; ++i) {
        CallWatch watch(client.get(access, u"/models"));
        QVERIFY(watch.waitForEnd());
    }

    for (const SeenRequest &seen : server.requests()) {
        QVERIFY(seen.header("user-agent").startsWith("Polylogue/"));
        QCOMPARE(seen.header("accept-encoding"), "identity"_ba);
        QCOMPARE(seen.header("accept"), "application/json"_ba);
        QCOMPARE(seen.header("x-team"), "blue"_ba);
        QCOMPARE(seen.header("authorization"), "Bearer sk-canary"_ba);
        QVERIFY(seen.header("cookie").isEmpty());
        QVERIFY(seen.header("upgrade").isEmpty());
    }
}

void tst_HttpClient::destroyingIsSilent()
{
    FaultServer server;
    server.otherwise(Reply::nothing());
    HttpClient client;
    QList<CallRecord> records;
    connect(&client, &HttpClient::callFinished, this,
            [&records](const CallRecord &record) { records.append(record); });

    CallWatch watch(client.post(accessTo(server.url()), u"/x", smallBody, "*/*"_ba));
    QTRY_COMPARE(server.posts(), 1);
    watch.call.reset();

    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(watch.ends, 0);
    QCOMPARE(records.size(), 1);
    QCOMPARE(records.first().error->kind, ErrorKind::Cancelled);
}

void tst_HttpClient::cancelFailsOnceBeforeItReturns()
{
    FaultServer server;
    server.otherwise(Reply::nothing());
    HttpClient client;

    CallWatch waiting(client.get(accessTo(server.url()), u"/models"));
    waiting.call->cancel(); // has not even started
    QCOMPARE(waiting.ends, 1);
    QCOMPARE(waiting.error->kind, ErrorKind::Cancelled);

    CallWatch running(client.get(accessTo(server.url()), u"/models"));
    QTRY_COMPARE(server.requests().size(), 1);
    running.call->cancel();
    running.call->cancel();
    QCOMPARE(running.ends, 1);
    QCOMPARE(running.error->kind, ErrorKind::Cancelled);
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(running.ends, 1);
}

QTEST_GUILESS_MAIN(tst_HttpClient)
#include "tst_httpclient.moc"
