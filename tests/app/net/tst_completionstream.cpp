// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/completionstream.h"
#include "tests/app/net/callwatch.h"
#include "tests/app/net/streamwatch.h"
#include "tests/support/faultserver.h"

#include <QTimer>

#include <algorithm>
#include <limits>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace polylogue::app;
using namespace polylogue::tests;
using base::ErrorKind;
using net::CallRecord;
using net::HttpClient;
using net::LearnedDrops;
using net::Timeouts;

namespace {

const QByteArray chatPath = "/v1/chat/completions"_ba;
const HeaderList eventStream{{"Content-Type", "text/event-stream"},
                             {"Transfer-Encoding", "chunked"},
                             {"x-request-id", "req-7"}};

QByteArray eventOf(const QByteArray &data)
{
    return "data: "_ba + data + "\n\n"_ba;
}

} // namespace

class tst_CompletionStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streamedAndWholeAnswersLookTheSame_data();
    void streamedAndWholeAnswersLookTheSame();
    void cutStreamsAreIncompleteAndKeepTheirText_data();
    void cutStreamsAreIncompleteAndKeepTheirText();
    void badAnswersAreToldApart_data();
    void badAnswersAreToldApart();
    void anErrorAfterTextKeepsTheText();
    void usageAfterTheFinishReasonIsWaitedFor();
    void silenceAfterTheFinishReasonIsTheEnd();
    void aDropAfterTheFinishReasonIsNoError();
    void doneEndsAStreamThatStaysOpen();
    void statusesAreErrorsWithTheServersWords_data();
    void statusesAreErrorsWithTheServersWords();
    void silenceWithinAnAnswerIsATimeout();
    void theKeyIsTakenOutOfTheServersWords();
    void cancelInsideADeltaEndsAtOnce();
    void destructionInsideADeltaIsSilent();
    void cancelIsQuickAtAHighRate();
    void twentyStreamsStartTogether();
    void anUnsendableRequestFailsWithoutTheNetwork();
    void theLedgerKnowsTheModelAndTheEnd();
};

void tst_CompletionStream::streamedAndWholeAnswersLookTheSame_data()
{
    QTest::addColumn<Reply>("reply");

    QTest::newRow("streamed") << Reply::chat({"Hello", ", ", "world"});
    QTest::newRow("whole") << Reply::json(
        R"({"id":"chatcmpl-1","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hello, world"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}})"_ba);
}

void tst_CompletionStream::streamedAndWholeAnswersLookTheSame()
{
    QFETCH(Reply, reply);
    FaultServer server;
    server.on(chatPath, reply);
    HttpClient client;
    LearnedDrops learned;

    StreamWatch watch(client, learned, accessTo(server.url()), helloRequest());

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.errorText(), QString());
    QCOMPARE(watch.answer.text, u"Hello, world"_s);
    QCOMPARE(watch.answer.finishReason, conversation::FinishReason::Stop);
    QCOMPARE(watch.answer.usage.value_or(conversation::Usage{}).totalTokens, 5);
    QCOMPARE(watch.ends, 1);
    QCOMPARE(server.requests().first().header("accept"), "text/event-stream, application/json"_ba);
}

void tst_CompletionStream::cutStreamsAreIncompleteAndKeepTheirText_data()
{
    QTest::addColumn<Reply>("reply");

    const QByteArray text = eventOf(textDelta("Half an ans"_ba));
    const HeaderList plain{{"Content-Type", "text/event-stream"}};
    QTest::newRow("chunked without end") << Reply::head(200, eventStream).chunk(text).close();
    QTest::newRow("short of its Content-Length")
        << Reply::head(200, plain + HeaderList{{"Content-Length", "9000"}}).send(text).close();
    QTest::newRow("closed") << Reply::head(200, plain).send(text).close();
    QTest::newRow("reset") << Reply::head(200, plain).send(text).wait(50ms).reset();
    QTest::newRow("reset while chunked")
        << Reply::head(200, eventStream).chunk(text).wait(50ms).reset();
    QTest::newRow("ended in order, but not finished")
        << Reply::head(200, eventStream).chunk(text).endOfChunks();
}

void tst_CompletionStream::cutStreamsAreIncompleteAndKeepTheirText()
{
    QFETCH(Reply, reply);
    FaultServer server;
    server.on(chatPath, reply);
    HttpClient client;
    LearnedDrops learned;

    StreamWatch watch(client, learned, accessTo(server.url()), helloRequest());

    QVERIFY(watch.waitForEnd());
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, ErrorKind::Incomplete);
    QCOMPARE(watch.error->type, u"incomplete_stream"_s);
    QCOMPARE(watch.answer.text, u"Half an ans"_s);
    QTest::qWait(20);
    QCOMPARE(watch.ends, 1);
    QCOMPARE(server.posts(), 1);
}

void tst_CompletionStream::badAnswersAreToldApart_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<ErrorKind>("kind");

    QTest::newRow("a web page") << Reply::html("<!doctype html><title>Log in</title>"_ba)
                                << ErrorKind::WrongAddress;
    QTest::newRow("garbage") << Reply::whole(200, "text/plain"_ba, "\x01\x02\xff\xfe qwerty"_ba)
                             << ErrorKind::Protocol;
    QTest::newRow("nothing") << Reply::whole(200, "text/event-stream"_ba, {})
                             << ErrorKind::Protocol;
    QTest::newRow("only [DONE]") << Reply::events({"[DONE]"_ba}) << ErrorKind::Protocol;
    QTest::newRow("a redirect") << Reply::redirect(307, "http://127.0.0.1:1/"_ba)
                                << ErrorKind::WrongAddress;
    QTest::newRow("an error event") << Reply::events(
        {R"({"error":{"message":"Out of memory","type":"server_error","code":500}})"_ba})
                                    << ErrorKind::ServerFault;
}

void tst_CompletionStream::badAnswersAreToldApart()
{
    QFETCH(Reply, reply);
    QFETCH(ErrorKind, kind);
    FaultServer server;
    server.on(chatPath, reply);
    HttpClient client;
    LearnedDrops learned;

    StreamWatch watch(client, learned, accessTo(server.url()), helloRequest());

    QVERIFY(watch.waitForEnd());
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, kind);
    QCOMPARE(server.posts(), 1);
}

void tst_CompletionStream::anErrorAfterTextKeepsTheText()
{
    FaultServer server;
    server.on(chatPath,
              Reply::events(
                  {textDelta("So far"_ba), R"({"error":{"message":"overloaded","code":503}})"_ba}));
    HttpClient client;
    LearnedDrops learned;

    StreamWatch watch(client, learned, accessTo(server.url()), helloRequest());

    QVERIFY(watch.waitForEnd());
    QVERIFY(watch.error);
    QCOMPARE(watch.error->detail, u"overloaded"_s);
    QCOMPARE(watch.answer.text, u"So far"_s);
    QCOMPARE(watch.retries.size(), 0);
    QCOMPARE(server.posts(), 1);
}

void tst_CompletionStream::usageAfterTheFinishReasonIsWaitedFor()
{
    FaultServer server;
    server.on(chatPath,
              Reply::head(200, eventStream)
                  .event(textDelta("Hi"_ba))
                  .event(finishDelta())
                  .wait(300ms)
                  .event(R"({"choices":[],"usage":{"total_tokens":9}})"_ba)
                  .endOfChunks());
    HttpClient client;
    LearnedDrops learned;

    StreamWatch watch(client, learned, accessTo(server.url()), helloRequest());

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.errorText(), QString());
    QCOMPARE(watch.answer.usage.value_or(conversation::Usage{}).totalTokens, 9);
    QCOMPARE(watch.stream->requestId(), u"req-7"_s);
}

void tst_CompletionStream::silenceAfterTheFinishReasonIsTheEnd()
{
    FaultServer server;
    Reply reply = Reply::head(200, eventStream).event(textDelta("Hi"_ba)).event(finishDelta());
    for (int i = 0; i < 20; ++i)
        reply.wait(200ms).chunk(": still here\n\n"_ba); // comments are no reason to wait on
    server.on(chatPath, reply);
    HttpClient client;
    LearnedDrops learned;

    StreamWatch watch(client, learned, accessTo(server.url()), helloRequest());

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.errorText(), QString());
    QVERIFY2(watch.took > 1800 && watch.took < 2800, qPrintable(QString::number(watch.took)));
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_CompletionStream::aDropAfterTheFinishReasonIsNoError()
{
    FaultServer server;
    server.on(chatPath,
              Reply::head(200, eventStream)
                  .event(textDelta("Hi"_ba))
                  .event(finishDelta())
                  .wait(20ms)
                  .reset());
    HttpClient client;
    LearnedDrops learned;

    StreamWatch watch(client, learned, accessTo(server.url()), helloRequest());

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.errorText(), QString());
    QCOMPARE(watch.answer.text, u"Hi"_s);
}

void tst_CompletionStream::doneEndsAStreamThatStaysOpen()
{
    FaultServer server;
    server.on(chatPath,
              Reply::head(200, eventStream)
                  .event(textDelta("Hi"_ba))
                  .event(finishDelta())
                  .event("[DONE]"_ba));
    HttpClient client;
    LearnedDrops learned;

    StreamWatch watch(client, learned, accessTo(server.url()), helloRequest());

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.errorText(), QString());
    QVERIFY2(watch.took < 1000, qPrintable(QString::number(watch.took)));
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_CompletionStream::statusesAreErrorsWithTheServersWords_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");

    QTest::newRow("401") << 401 << R"({"detail":"API key is expired"})"_ba
                         << ErrorKind::Unauthorized;
    QTest::newRow("403") << 403 << R"({"detail":"Not Authorized"})"_ba << ErrorKind::Forbidden;
    QTest::newRow("404") << 404 << R"({"detail":"Not Found"})"_ba << ErrorKind::WrongAddress;
    QTest::newRow("404 page") << 404 << "<html><body>Not here</body></html>"_ba
                              << ErrorKind::WrongAddress;
    QTest::newRow("413") << 413 << R"({"error":{"message":"too large"}})"_ba << ErrorKind::TooLarge;
    QTest::newRow("422") << 422 << R"({"detail":"Input is odd"})"_ba << ErrorKind::BadParameter;
    QTest::newRow("500") << 500 << R"({"detail":"Internal Server Error"})"_ba
                         << ErrorKind::ServerFault;
    QTest::newRow("500 nothing") << 500 << QByteArray() << ErrorKind::ServerFault;
    QTest::newRow("429 without credit")
        << 429 << R"({"error":{"message":"no credit","code":"insufficient_quota"}})"_ba
        << ErrorKind::OutOfCredit;
}

void tst_CompletionStream::statusesAreErrorsWithTheServersWords()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(ErrorKind, kind);
    FaultServer server;
    server.on(chatPath, Reply::json(body, status, {{"x-request-id", "req-8"}}));
    HttpClient client;
    LearnedDrops learned;

    StreamWatch watch(client, learned, accessTo(server.url()), helloRequest());

    QVERIFY(watch.waitForEnd());
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, kind);
    QCOMPARE(watch.error->httpStatus, status);
    QCOMPARE(watch.error->requestId, u"req-8"_s);
    QCOMPARE(watch.retries.size(), 0);
    QCOMPARE(server.posts(), 1);
}

void tst_CompletionStream::silenceWithinAnAnswerIsATimeout()
{
    FaultServer server;
    server.on(chatPath, Reply::head(200, eventStream).event(textDelta("So far"_ba)));
    HttpClient client(Timeouts{.idle = 200ms});
    LearnedDrops learned;

    StreamWatch watch(client, learned, accessTo(server.url()), helloRequest());

    QVERIFY(watch.waitForEnd());
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, ErrorKind::Timeout);
    QCOMPARE(watch.error->subject, u"idle"_s);
    QCOMPARE(watch.answer.text, u"So far"_s);
}

void tst_CompletionStream::theKeyIsTakenOutOfTheServersWords()
{
    FaultServer server;
    server.on(chatPath,
              {Reply::json(R"({"detail":"Wrong key: sk-canary-1"})"_ba, 401),
               Reply::events({R"({"error":{"message":"key sk-canary-1 is odd"}})"_ba})});
    HttpClient client;
    LearnedDrops learned;

    for (int i = 0; i < 2; ++i) {
        StreamWatch watch(client, learned, accessWithKey(server.url(), u"sk-canary-1"_s),
                          helloRequest());
        QVERIFY(watch.waitForEnd());
        QVERIFY(!watch.errorText().contains("canary"_L1));
        QVERIFY(watch.errorText().contains("[key]"_L1));
    }
}

void tst_CompletionStream::cancelInsideADeltaEndsAtOnce()
{
    FaultServer server;
    server.on(chatPath, Reply::chat({"a", "b", "c", "d"}));
    HttpClient client;
    LearnedDrops learned;

    StreamWatch watch(client, learned, accessTo(server.url()), helloRequest());
    int endsAfterCancel = 0;
    connect(watch.stream.get(), &net::CompletionStream::deltaReceived, this, [&] {
        watch.stream->cancel();
        endsAfterCancel = watch.ends;
    });

    QVERIFY(watch.waitForEnd());
    QCOMPARE(endsAfterCancel, 1);
    QCOMPARE(watch.error->kind, ErrorKind::Cancelled);
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(watch.ends, 1);
    QCOMPARE(watch.deltas, 1);
}

void tst_CompletionStream::destructionInsideADeltaIsSilent()
{
    FaultServer server;
    server.on(chatPath, Reply::chat({"a", "b", "c", "d"}, 1ms));
    HttpClient client;
    LearnedDrops learned;

    StreamWatch watch(client, learned, accessTo(server.url()), helloRequest());
    connect(watch.stream.get(), &net::CompletionStream::deltaReceived, this,
            [&watch] { watch.stream.reset(); });

    QTRY_VERIFY(!watch.stream);
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(watch.deltas, 1);
    QCOMPARE(watch.ends, 0);
}

//! The best of some, as another process may hold up any of them.
void tst_CompletionStream::cancelIsQuickAtAHighRate()
{
    qint64 best = std::numeric_limits<qint64>::max();
    for (int round = 0; round < 5 && best >= 100; ++round) {
        FaultServer server;
        server.on(chatPath,
                  Reply::head(200, {{"Content-Type", "text/event-stream"}})
                      .flood(eventOf(textDelta("word "_ba)).repeated(100), 60 * 1024 * 1024));
        HttpClient client;
        LearnedDrops learned;

        StreamWatch watch(client, learned, accessTo(server.url()), helloRequest());
        QElapsedTimer sinceWish;
        QTimer::singleShot(200, this, [&] {
            sinceWish.start();
            watch.stream->cancel();
        });

        QVERIFY(watch.waitForEnd());
        QVERIFY(sinceWish.isValid());
        QTRY_COMPARE(server.openConnections(), 0);
        best = std::min(best, sinceWish.elapsed());
        QVERIFY(watch.deltas > 0);
        QCOMPARE(watch.error->kind, ErrorKind::Cancelled);
    }
    qInfo("connection gone %lld ms after the wish to stop", best);
    QVERIFY(best < 100);
}

void tst_CompletionStream::twentyStreamsStartTogether()
{
    FaultServer server;
    server.on(chatPath, Reply::chat({"a", "b", "c", "d", "e", "f"}, 200ms));
    HttpClient client;
    LearnedDrops learned;

    std::vector<std::unique_ptr<StreamWatch>> watches;
    for (int i = 0; i < 20; ++i) {
        watches.push_back(
            std::make_unique<StreamWatch>(client, learned, accessTo(server.url()), helloRequest()));
    }

    qint64 latest = 0;
    for (const auto &watch : watches) {
        QTRY_VERIFY(watch->firstDelta);
        latest = std::max(latest, *watch->firstDelta);
    }
    qInfo("last of 20 first tokens after %lld ms", latest);
    // With Qt's six connections to a host the seventh would wait for 1200 ms.
    QVERIFY(latest < 500);
}

void tst_CompletionStream::anUnsendableRequestFailsWithoutTheNetwork()
{
    FaultServer server;
    HttpClient client;
    LearnedDrops learned;
    wire::ChatRequest request = helloRequest();
    request.parameters.extraJson = "[1]"_ba;

    StreamWatch watch(client, learned, accessTo(server.url()), request);

    QCOMPARE(watch.ends, 0);
    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.error->kind, ErrorKind::BadParameter);
    QCOMPARE(watch.error->parameter, u"extra"_s);
    QCOMPARE(server.connections(), 0);
}

void tst_CompletionStream::theLedgerKnowsTheModelAndTheEnd()
{
    FaultServer server;
    server.on(chatPath, Reply::chat({"a"}));
    HttpClient client;
    LearnedDrops learned;
    QList<CallRecord> records;
    connect(&client, &HttpClient::callFinished, this,
            [&records](const CallRecord &record) { records.append(record); });

    StreamWatch watch(client, learned, accessTo(server.url()), helloRequest());

    QVERIFY(watch.waitForEnd());
    QTRY_COMPARE(records.size(), 1);
    QCOMPARE(records.first().model, u"m"_s);
    QCOMPARE(records.first().attempt, 1);
    QCOMPARE(records.first().httpStatus, 200);
    QVERIFY(records.first().bytesSent > 0);
    QVERIFY(records.first().bytesReceived > 0);
    QVERIFY(records.first().usage);
    QVERIFY(records.first().usage->completionTokens);
    QVERIFY(!records.first().error);
}

QTEST_GUILESS_MAIN(tst_CompletionStream)
#include "tst_completionstream.moc"
