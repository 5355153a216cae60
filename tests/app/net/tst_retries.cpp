// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/completionstream.h"
#include "app/net/embeddingrequest.h"
#include "app/net/modelsrequest.h"
#include "app/net/retrypolicy.h"
#include "tests/app/net/callwatch.h"
#include "tests/app/net/streamwatch.h"
#include "tests/support/faultserver.h"

#include <QTcpServer>
#include <QTimer>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace polylogue::app;
using namespace polylogue::tests;
using base::Error;
using base::ErrorKind;
using net::CompletionStream;
using net::HttpClient;
using net::LearnedDrop;
using net::LearnedDrops;

namespace {

const QByteArray chatPath = "/v1/chat/completions"_ba;

Reply busy(int status, const QByteArray &retryAfter, const QByteArray &more = {})
{
    HeaderList headers{{"Retry-After", retryAfter}};
    if (!more.isEmpty())
        headers.append({"x-should-retry", more});
    return Reply::json(R"({"detail":"Slow down"})"_ba, status, headers);
}

} // namespace

//! When a request is sent again by itself, and when on no account.
class tst_Retries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatCannotHaveBeenActedOnIsRetried_data();
    void onlyWhatCannotHaveBeenActedOnIsRetried();
    void ownWaitsGrowAndAreCapped();
    void retryAfterIsHonouredExactly();
    void retriesEndWithTheLastError();
    void retryNowEndsTheWait();
    void cancelEndsTheWait();
    void aRefusedConnectionIsTriedAgain();
    void aRefusedFieldIsLeftOutOnceAndRemembered();
    void fieldsAreLearnedPerModelAndForgottenAfterAMonth();
    void aLimitOfTokensGoesUnderItsOtherName();
    void nullContentBecomesAnEmptyText();
    void aRefusedStreamIsAskedForWhole();
    void atMostThreeASecondReachTheServer();
    void modelsAndEmbeddingsAreRetriedToo();
    void modelsTellWhatIsWrong();
};

void tst_Retries::onlyWhatCannotHaveBeenActedOnIsRetried_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("type");
    QTest::addColumn<bool>("mayHaveBeenSeen");
    QTest::addColumn<bool>("isRetried");

    const QString none;
    QTest::newRow("refused") << ErrorKind::Network << 0 << u"refused"_s << false << true;
    QTest::newRow("no such host") << ErrorKind::Dns << 0 << none << false << true;
    QTest::newRow("handshake broken") << ErrorKind::Tls << 0 << u"handshake"_s << false << true;
    QTest::newRow("expired certificate") << ErrorKind::Tls << 0 << u"expired"_s << false << false;
    QTest::newRow("client certificate")
        << ErrorKind::Tls << 0 << u"client_certificate"_s << false << false;
    QTest::newRow("dropped after sending")
        << ErrorKind::Network << 0 << u"closed_before_answer"_s << true << false;
    QTest::newRow("cut while answering")
        << ErrorKind::Network << 200 << u"closed_while_answering"_s << true << false;
    QTest::newRow("connect time-out") << ErrorKind::Timeout << 0 << none << false << false;
    QTest::newRow("first byte time-out") << ErrorKind::Timeout << 0 << none << true << false;
    QTest::newRow("proxy") << ErrorKind::Proxy << 0 << none << false << false;
    QTest::newRow("file") << ErrorKind::File << 0 << none << false << false;
    QTest::newRow("429") << ErrorKind::RateLimited << 429 << none << true << true;
    QTest::newRow("429 without credit") << ErrorKind::OutOfCredit << 429 << none << true << false;
    for (const int status : {502, 503, 504})
        QTest::addRow("%d", status) << ErrorKind::ServerFault << status << none << true << true;
    for (const int status : {400, 401, 402, 403, 404, 408, 409, 413, 422, 500})
        QTest::addRow("%d", status) << ErrorKind::ServerFault << status << none << true << false;
}

void tst_Retries::onlyWhatCannotHaveBeenActedOnIsRetried()
{
    QFETCH(ErrorKind, kind);
    QFETCH(int, status);
    QFETCH(QString, type);
    QFETCH(bool, mayHaveBeenSeen);
    QFETCH(bool, isRetried);
    net::FailedTry failed{.error = Error{.kind = kind, .httpStatus = status, .type = type},
                          .mayHaveBeenSeen = mayHaveBeenSeen};

    QCOMPARE(net::retryDelay(failed, 1.0).has_value(), isRetried);

    failed.retriesDone = 3;
    QVERIFY(!net::retryDelay(failed, 1.0));
    failed.retriesDone = 0;
    failed.headers = {{"X-Should-Retry"_ba, "false"_ba}};
    QVERIFY(!net::retryDelay(failed, 1.0));
}

void tst_Retries::ownWaitsGrowAndAreCapped()
{
    net::FailedTry failed{.error = Error{.kind = ErrorKind::RateLimited, .httpStatus = 429}};

    QCOMPARE(net::retryDelay(failed, 0.0), 0ms);
    QCOMPARE(net::retryDelay(failed, 1.0), 500ms);
    failed.retriesDone = 2;
    QCOMPARE(net::retryDelay(failed, 1.0), 2000ms);
    failed.error.retryAfter = 120s;
    QCOMPARE(net::retryDelay(failed, 0.0), 120000ms);
    failed.error.retryAfter = 121s;
    QVERIFY(!net::retryDelay(failed, 0.0));
}

void tst_Retries::retryAfterIsHonouredExactly()
{
    FaultServer server;
    server.on(chatPath, {busy(429, "1"_ba), busy(503, "0"_ba), Reply::chat({"Hi"})});
    HttpClient client;
    LearnedDrops learned;
    QList<int> attempts;
    connect(&client, &HttpClient::callFinished, this,
            [&attempts](const net::CallRecord &record) { attempts.append(record.attempt); });

    StreamWatch watch(client, learned, accessTo(server.url()), helloRequest());

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.errorText(), QString());
    QCOMPARE(watch.answer.text, u"Hi"_s);
    QCOMPARE(watch.retries, (QList<std::chrono::milliseconds>{1000ms, 0ms}));
    QCOMPARE(attempts, (QList<int>{1, 2, 3}));
    const QList<SeenRequest> seen = server.requests();
    QCOMPARE(seen.size(), 3);
    QVERIFY(seen.at(1).at - seen.at(0).at >= 950ms);
    QCOMPARE(seen.at(2).body, seen.at(0).body);
}

void tst_Retries::retriesEndWithTheLastError()
{
    FaultServer server;
    server.on(chatPath, busy(429, "0"_ba));
    HttpClient client;
    LearnedDrops learned;

    StreamWatch watch(client, learned, accessTo(server.url()), helloRequest());

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.error->kind, ErrorKind::RateLimited);
    QCOMPARE(watch.error->detail, u"Slow down"_s);
    QCOMPARE(server.posts(), 4);

    server.clearLog();
    server.on(chatPath, busy(429, "0"_ba, "false"_ba));
    StreamWatch told(client, learned, accessTo(server.url()), helloRequest());
    QVERIFY(told.waitForEnd());
    QCOMPARE(server.posts(), 1);

    server.clearLog();
    server.on(chatPath, busy(429, "600"_ba));
    StreamWatch tooLong(client, learned, accessTo(server.url()), helloRequest());
    QVERIFY(tooLong.waitForEnd());
    QCOMPARE(server.posts(), 1);
    QCOMPARE(tooLong.error->retryAfter, 600s);
}

void tst_Retries::retryNowEndsTheWait()
{
    FaultServer server;
    server.on(chatPath, {busy(429, "60"_ba), Reply::chat({"Hi"})});
    HttpClient client;
    LearnedDrops learned;

    StreamWatch watch(client, learned, accessTo(server.url()), helloRequest());
    connect(watch.stream.get(), &CompletionStream::retryScheduled, this,
            [&watch] { watch.stream->retryNow(); });

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.errorText(), QString());
    QCOMPARE(watch.answer.text, u"Hi"_s);
}

void tst_Retries::cancelEndsTheWait()
{
    FaultServer server;
    server.on(chatPath, {busy(429, "1"_ba), Reply::chat({"Hi"})});
    HttpClient client;
    LearnedDrops learned;

    StreamWatch watch(client, learned, accessTo(server.url()), helloRequest());
    QTRY_COMPARE(watch.retries.size(), 1);
    watch.stream->cancel();

    QCOMPARE(watch.ends, 1);
    QCOMPARE(watch.error->kind, ErrorKind::Cancelled);
    QTest::qWait(1200);
    QCOMPARE(server.posts(), 1);
}

void tst_Retries::aRefusedConnectionIsTriedAgain()
{
    QTcpServer placeholder;
    QVERIFY(placeholder.listen(QHostAddress::LocalHost));
    const QUrl url(u"http://127.0.0.1:%1/v1"_s.arg(placeholder.serverPort()));
    placeholder.close();
    HttpClient client;
    LearnedDrops learned;

    StreamWatch watch(client, learned, accessTo(url), helloRequest());

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.retries.size(), 3);
    QCOMPARE(watch.error->kind, ErrorKind::Network);
    QCOMPARE(watch.error->type, u"refused"_s);
    QVERIFY(watch.retries.at(2) <= 2s);
}

void tst_Retries::aRefusedFieldIsLeftOutOnceAndRemembered()
{
    FaultServer server;
    server.on(
        chatPath,
        {Reply::json(
             R"({"error":{"message":"Unsupported parameter: 'temperature'","param":"temperature"}})"_ba,
             400),
         Reply::chat({"Hi"})});
    HttpClient client;
    LearnedDrops learned;
    const net::EndpointAccess access = accessTo(server.url());
    wire::ChatRequest request = helloRequest();
    request.parameters.temperature = 0.5;

    StreamWatch first(client, learned, access, request);
    QVERIFY(first.waitForEnd());
    QCOMPARE(first.errorText(), QString());
    QCOMPARE(first.dropped, QStringList{u"temperature"_s});
    QCOMPARE(first.answer.text, u"Hi"_s);
    StreamWatch second(client, learned, access, request);
    QVERIFY(second.waitForEnd());
    QCOMPARE(second.dropped, QStringList());

    const QList<SeenRequest> seen = server.requests();
    QCOMPARE(seen.size(), 3);
    QVERIFY(seen.at(0).body.contains("temperature"));
    QVERIFY(!seen.at(1).body.contains("temperature"));
    QVERIFY(!seen.at(2).body.contains("temperature"));
    QCOMPARE(learned.all().size(), 1);
    QVERIFY(learned.all().first().serverWords.contains("Unsupported parameter"_L1));

    learned.forget(access.endpoint.id, u"m"_s, u"temperature"_s);
    StreamWatch third(client, learned, access, request);
    QVERIFY(third.waitForEnd());
    QVERIFY(server.requests().last().body.contains("temperature"));
}

void tst_Retries::fieldsAreLearnedPerModelAndForgottenAfterAMonth()
{
    LearnedDrops learned;
    const auto endpoint = endpoint::EndpointId::create();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    int changes = 0;
    connect(&learned, &LearnedDrops::changed, this, [&changes] { ++changes; });

    learned.learn({.endpoint = endpoint, .model = u"a"_s, .field = u"seed"_s, .learnedAt = now});
    learned.learn({.endpoint = endpoint, .model = u"a"_s, .field = u"seed"_s, .learnedAt = now});
    QCOMPARE(changes, 2);
    QCOMPARE(learned.all().size(), 1);
    QCOMPARE(learned.fieldsFor(endpoint, u"a"_s), QSet<QString>{u"seed"_s});
    QVERIFY(learned.fieldsFor(endpoint, u"b"_s).isEmpty());
    QVERIFY(learned.fieldsFor(endpoint::EndpointId::create(), u"a"_s).isEmpty());

    learned.setAll(
        {{.endpoint = endpoint, .model = u"a"_s, .field = u"seed"_s, .learnedAt = now.addDays(-29)},
         {.endpoint = endpoint,
          .model = u"a"_s,
          .field = u"stop"_s,
          .learnedAt = now.addDays(-31)}});
    QCOMPARE(learned.fieldsFor(endpoint, u"a"_s), QSet<QString>{u"seed"_s});
}

void tst_Retries::aLimitOfTokensGoesUnderItsOtherName()
{
    FaultServer server;
    server.on(
        chatPath,
        {Reply::json(
             R"({"error":{"message":"Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.","param":"max_tokens"}})"_ba,
             400),
         Reply::chat({"Hi"})});
    HttpClient client;
    LearnedDrops learned;
    const net::EndpointAccess access = accessTo(server.url());
    wire::ChatRequest request = helloRequest();
    request.parameters.maxTokens = 77;

    for (int i = 0; i < 2; ++i) {
        StreamWatch watch(client, learned, access, request);
        QVERIFY(watch.waitForEnd());
        QCOMPARE(watch.errorText(), QString());
    }

    const QList<SeenRequest> seen = server.requests();
    QCOMPARE(seen.size(), 3);
    QVERIFY(seen.at(0).body.contains("\"max_tokens\":77"));
    QVERIFY(seen.at(1).body.contains("\"max_completion_tokens\":77"));
    QVERIFY(seen.at(2).body.contains("\"max_completion_tokens\":77"));
}

void tst_Retries::nullContentBecomesAnEmptyText()
{
    FaultServer server;
    server.on(
        chatPath,
        {Reply::json(R"({"error":{"message":"'content' must be a string","param":"content"}})"_ba,
                     400),
         Reply::chat({"Hi"})});
    HttpClient client;
    LearnedDrops learned;
    wire::ChatRequest request = helloRequest();
    request.messages.append({.role = conversation::Role::Assistant,
                             .toolCalls = {{.id = u"c1"_s, .name = u"f"_s, .arguments = u"{}"_s}}});
    request.messages.append({.role = conversation::Role::Tool,
                             .content = {wire::ResolvedText{u"5"_s}},
                             .toolCallId = u"c1"_s});

    StreamWatch watch(client, learned, accessTo(server.url()), request);

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.errorText(), QString());
    QCOMPARE(watch.dropped, QStringList{u"content"_s});
    QVERIFY(server.requests().at(0).body.contains("\"content\":null"));
    QVERIFY(server.requests().at(1).body.contains("\"content\":\"\""));
}

void tst_Retries::aRefusedStreamIsAskedForWhole()
{
    FaultServer server;
    server.on(
        chatPath,
        {Reply::json(R"({"detail":[{"loc":["body","stream"],"msg":"not supported"}]})"_ba, 422),
         Reply::json(R"({"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}]})"_ba)});
    HttpClient client;
    LearnedDrops learned;

    StreamWatch watch(client, learned, accessTo(server.url()), helloRequest());

    QVERIFY(watch.waitForEnd());
    QCOMPARE(watch.errorText(), QString());
    QCOMPARE(watch.answer.text, u"Hi"_s);
    QCOMPARE(server.requests().at(1).header("accept"), "application/json"_ba);
    QVERIFY(!server.requests().at(1).body.contains("\"stream\":true"));
}

void tst_Retries::atMostThreeASecondReachTheServer()
{
    FaultServer server;
    server.otherwise(Reply::json("{}"_ba));
    HttpClient client;
    net::EndpointAccess access = accessTo(server.url());
    access.endpoint.requestsPerSecond = 3;

    std::vector<std::unique_ptr<CallWatch>> watches;
    for (int i = 0; i < 7; ++i)
        watches.push_back(std::make_unique<CallWatch>(client.get(access, u"/models")));
    for (const auto &watch : watches)
        QVERIFY(watch->waitForEnd());

    const QList<SeenRequest> seen = server.requests();
    QCOMPARE(seen.size(), 7);
    for (qsizetype i = 0; i + 3 < seen.size(); ++i)
        QVERIFY2(seen.at(i + 3).at - seen.at(i).at >= 1000ms,
                 qPrintable(QString::number((seen.at(i + 3).at - seen.at(i).at).count())));
}

void tst_Retries::modelsAndEmbeddingsAreRetriedToo()
{
    FaultServer server;
    server.on("/v1/models"_ba,
              {busy(503, "0"_ba), Reply::json(R"({"data":[{"id":"a"},{"id":"b"}]})"_ba)});
    server.on("/v1/embeddings"_ba,
              {busy(429, "0"_ba),
               Reply::json(R"({"data":[{"index":0,"embedding":[0.5,1]}],"model":"e"})"_ba)});
    HttpClient client;
    QStringList ids;
    std::vector<std::vector<float>> vectors;

    net::ModelsRequest models(client, accessTo(server.url()));
    connect(&models, &net::ModelsRequest::completed, this,
            [&ids](const QList<endpoint::ModelInfo> &list) {
                for (const endpoint::ModelInfo &model : list)
                    ids.append(model.id);
            });
    net::EmbeddingRequest embedding(client, accessTo(server.url()),
                                    {.model = u"e"_s, .input = {u"text"_s}});
    connect(&embedding, &net::EmbeddingRequest::completed, this,
            [&vectors](const wire::Embeddings &result) { vectors = result.vectors; });

    QTRY_COMPARE(ids, (QStringList{u"a"_s, u"b"_s}));
    QTRY_COMPARE(vectors.size(), 1U);
    QCOMPARE(vectors.front(), (std::vector<float>{0.5F, 1.0F}));
    QCOMPARE(server.requests("/v1/models"_ba).size(), 2);
    QCOMPARE(server.requests("/v1/embeddings"_ba).size(), 2);
}

void tst_Retries::modelsTellWhatIsWrong()
{
    FaultServer server;
    server.on("/v1/models"_ba, Reply::json(R"({"detail":"API key is expired"})"_ba, 401));
    server.on("/web/models"_ba, Reply::html("<html><title>Portal</title></html>"_ba));
    HttpClient client;
    QList<ErrorKind> kinds;
    const auto remember = [&kinds](const Error &error) { kinds.append(error.kind); };

    net::ModelsRequest unauthorized(client, accessTo(server.url()));
    connect(&unauthorized, &net::ModelsRequest::failed, this, remember);
    QTRY_COMPARE(kinds.size(), 1);
    net::ModelsRequest page(client, accessTo(server.url(u"/web"_s)));
    connect(&page, &net::ModelsRequest::failed, this, remember);
    QTRY_COMPARE(kinds.size(), 2);

    QCOMPARE(kinds, (QList<ErrorKind>{ErrorKind::Unauthorized, ErrorKind::WrongAddress}));
}

QTEST_GUILESS_MAIN(tst_Retries)
#include "tst_retries.moc"
