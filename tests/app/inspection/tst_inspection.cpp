// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/inspection/inspection.h"
#include "app/json/jsoncodec.h"
#include "tests/app/session/chatfixture.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace polylogue;
using namespace polylogue::app;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;
using inspection::inspect;
using inspection::Inspection;
using inspection::RequestPart;
using snippets::Language;

namespace {

net::EndpointAccess accessTo(const QUrl &url)
{
    const endpoint::Endpoint server = endpoint::endpointFor(url);
    return {.endpoint = server, .key = u"k"_s, .keyOrigin = endpoint::originOf(url)};
}

json::JsonNode node(const QByteArray &text)
{
    const auto parsed = json::parse(text);
    if (!parsed)
        qFatal("%s", text.constData());
    return *parsed;
}

//! \return the only exchange that is kept.
net::Exchange only(net::HttpClient &client)
{
    const QList<quint64> numbers = client.exchanges().numbers();
    return numbers.size() == 1 ? *client.exchanges().find(numbers.first()) : net::Exchange{};
}

} // namespace

class tst_Inspection final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsShownIsWhatGoesOut();
    void whatIsRefusedIsLeftOutHereToo();
    void partsHaveTheirWeight();
    void base64IsShortened();
    void anAnswerIsKeptAsItCame();
    void aWholeAnswerIsIndented();
    void theKeyIsShownNowhere();
    void theNewestCallsAreKept();
    void nothingIsKeptUnlessWanted();
    void aTextOfAnySizeCanBeShown_data();
    void aTextOfAnySizeCanBeShown();
};

void tst_Inspection::whatIsShownIsWhatGoesOut()
{
    ChatFixture fixture;
    fixture.server.on(ChatPath, Reply::chat({"Hello"}));
    fixture.options.systemPrompt = u"Be \"brief\""_s;
    fixture.options.parameters.temperature = 0.5;
    QVERIFY(fixture.ask(u"First"_s));
    session::RequestPreview preview{.access = accessTo(fixture.server.url()),
                                    .options = fixture.options,
                                    .branch = fixture.conversation().branch()};
    complete(preview, {.text = u"And then?"_s}, nullptr);

    const Inspection seen = inspect(preview, fixture.blobs, Language::Curl);

    QVERIFY(!seen.error);
    QVERIFY(seen.request);
    QVERIFY(fixture.ask(u"And then?"_s));
    const QByteArray sent = fixture.server.requests(ChatPath).constLast().body;
    QCOMPARE(seen.request->copy.toUtf8(), sent);
    QCOMPARE(seen.request->bytes, sent.size());
    QVERIFY(seen.request->text.head.contains(u"\"temperature\": 0.5"));
    QVERIFY(seen.code.startsWith(u"curl"));
    QVERIFY(seen.code.contains(u"And then?"));
}

void tst_Inspection::whatIsRefusedIsLeftOutHereToo()
{
    const store::BlobStore blobs{QDir::tempPath()};
    session::RequestPreview preview{.access = accessTo(QUrl(u"http://127.0.0.1:1/v1"_s)),
                                    .options = {.model = u"m"_s},
                                    .refusedFields = {u"temperature"_s, u"response_format"_s}};
    preview.options.parameters.temperature = 0.5;
    preview.options.parameters.responseFormat = endpoint::ResponseFormat{
        .kind = endpoint::ResponseFormat::Kind::JsonSchema, .schema = R"({"type":"object"})"};
    complete(preview, {.text = u"Hi"_s}, nullptr);

    const Inspection seen = inspect(preview, blobs, Language::Curl);

    QVERIFY(seen.request);
    const QJsonDocument body = QJsonDocument::fromJson(seen.request->copy.toUtf8());
    QVERIFY(!body.object().contains("temperature"_L1));
    QVERIFY(!body.object().contains("response_format"_L1));
    // What the field cannot say any more is said in words.
    const QString system = body["messages"_L1][0]["content"_L1].toString();
    QVERIFY2(system.contains(uR"({"type":"object"})"), qPrintable(system));
}

void tst_Inspection::partsHaveTheirWeight()
{
    snippets::RequestSample sample{.files = {u"cat.png"_s}};
    sample.body = node(R"({"model":"m","messages":[{"role":"system","content":"Be brief"},)"
                       R"({"role":"user","content":[{"type":"text","text":"What?"},)"
                       R"({"type":"image_url","image_url":{"url":"data:image/png;base64,@"}}]},)"
                       R"({"role":"assistant","content":"A cat"},{"role":"tool","content":"7"}],)"
                       R"("tools":[{"type":"function"}],"stream":true})");
    json::JsonNode &url =
        sample.body.children[1].children[1].children[1].children[1].children[1].children[0];
    url.text.replace(u'@', snippets::marker(0));

    const auto report = inspection::reportOf(sample, {300}, 1000, {});

    using Kind = RequestPart::Kind;
    QList<Kind> kinds;
    for (const RequestPart &part : report.parts)
        kinds.append(part.kind);
    QCOMPARE(kinds,
             (QList<Kind>{Kind::System, Kind::User, Kind::File, Kind::Assistant, Kind::Tool,
                          Kind::Tools, Kind::Parameters}));
    QCOMPARE(report.parts.at(2).name, u"cat.png"_s);
    QCOMPARE(report.parts.at(2).bytes, 400);
    QVERIFY(!report.parts.at(2).tokens);
    QVERIFY(report.parts.at(1).bytes > 400);
    QVERIFY(*report.parts.at(0).tokens > 0);
    QCOMPARE(report.parts.constLast().name, u"model, stream"_s);
    QVERIFY(report.text.head.contains(u"<base64: cat.png, 300 bytes>"));
}

void tst_Inspection::base64IsShortened()
{
    snippets::RequestSample sample;
    sample.body.kind = json::JsonNode::Kind::Object;
    sample.body.insert(u"url"_s,
                       json::JsonNode::of(u"data:image/png;base64,"_s + QString(4'000, u'A')));

    const auto report = inspection::reportOf(sample, {}, 4'100, {});

    QCOMPARE(report.copy, uR"({"url":"data:image/png;base64,<base64: 3000 bytes>"})"_s);
}

void tst_Inspection::anAnswerIsKeptAsItCame()
{
    ChatFixture fixture;
    fixture.client.exchanges().setCapacity(5);
    fixture.server.on(ChatPath, Reply::chat({"One ", "two ", "three"}));
    QVERIFY(fixture.ask(u"Count"_s));
    QTRY_VERIFY(!only(fixture.client).isRunning);

    const net::Exchange exchange = only(fixture.client);
    QCOMPARE(exchange.record.subject, fixture.last().id.value.toString(QUuid::WithoutBraces));
    const Inspection seen = inspect(exchange, {}, Language::Curl);

    QVERIFY(seen.call && seen.response && seen.request);
    QCOMPARE(seen.call->httpStatus, 200);
    QVERIFY(*seen.call->connected <= *seen.call->sent);
    QVERIFY(*seen.call->sent <= *seen.call->firstByte);
    QVERIFY(*seen.call->firstByte <= seen.call->total);
    QVERIFY(seen.call->usage);
    QCOMPARE(seen.response->assembled.head, u"One two three"_s);
    QVERIFY(seen.response->eventCount >= 5);
    QVERIFY(seen.response->events.head.startsWith(u"+"));
    QVERIFY(seen.response->events.head.contains(u"data: [DONE]"));
    QVERIFY(seen.response->areTokensCounted);
    QCOMPARE(qRound64(seen.response->tokens.constLast().tokens),
             *seen.call->usage->completionTokens);
    QCOMPARE(seen.request->copy.toUtf8(), fixture.server.requests(ChatPath).constLast().body);
}

void tst_Inspection::aWholeAnswerIsIndented()
{
    ChatFixture fixture;
    fixture.client.exchanges().setCapacity(5);
    fixture.server.on(ChatPath, Reply::json(R"({"error":{"message":"No such model"}})", 404));
    QVERIFY(fixture.ask(u"Hi"_s));
    QTRY_VERIFY(!only(fixture.client).isRunning);

    const Inspection seen = inspect(only(fixture.client), {}, Language::Curl);

    QCOMPARE(seen.response->eventCount, 0);
    QCOMPARE(seen.response->events.head,
             u"{\n  \"error\": {\n    \"message\": \"No such model\"\n  }\n}"_s);
    QCOMPARE(seen.call->httpStatus, 404);
}

void tst_Inspection::theKeyIsShownNowhere()
{
    net::Exchange exchange{.endpoint = endpoint::endpointFor(QUrl(u"http://a.example/v1"_s)),
                           .secret = u"sk-canary-1234"_s};
    exchange.endpoint.keySource = endpoint::KeySource::ThisRun;
    exchange.isRunning = false;
    exchange.record.httpStatus = 200;
    exchange.record.responseHeaders = {{"x-echo", "sk-canary-1234"}};
    exchange.endpoint.headers = {{.name = u"X-Team"_s, .value = u"blue"_s},
                                 {.name = u"X-Api-Token"_s, .value = u"sk-other"_s}};
    exchange.body.pieces = {QByteArray(R"({"model":"m","messages":[],"user":"sk-canary-1234"})")};
    exchange.received = "data: {\"choices\":[{\"delta\":{\"content\":\"sk-canary-1234\"}}]}\n\n";
    exchange.marks = {{.end = exchange.received.size()}};

    const Inspection seen = inspect(exchange, {}, Language::Curl);

    for (const QString &text :
         {seen.request->text.head, seen.request->copy, seen.code, seen.response->events.head,
          seen.response->headers.head, seen.response->assembled.head, seen.response->copy}) {
        QVERIFY(!text.isEmpty());
        QVERIFY2(!text.contains(u"canary"), qPrintable(text));
        QVERIFY2(!text.contains(u"sk-other"), qPrintable(text));
    }
    QVERIFY(seen.code.contains(u"X-Team: blue"));
    QVERIFY2(seen.code.contains(u"Authorization: Bearer $"), qPrintable(seen.code));
}

void tst_Inspection::theNewestCallsAreKept()
{
    net::ExchangeLog log;
    log.setCapacity(2);
    for (int i = 0; i < 3; ++i)
        log.begin({});
    QCOMPARE(log.numbers(), (QList<quint64>{3, 2}));
    QVERIFY(!log.find(1));

    // Of a long answer the beginning stays, and how much is missing is known.
    const QByteArray block(1024 * 1024, 'x');
    for (int i = 0; i < 5; ++i)
        log.receive(3, block, std::chrono::milliseconds(i));
    QCOMPARE(log.find(3)->received.size(), net::ExchangeLog::MostReceived);
    QCOMPARE(log.find(3)->omittedBytes, 1024 * 1024);
    QCOMPARE(log.find(3)->marks.size(), 4);

    // All together too.
    log.setCapacity(100);
    const wire::RequestBody large{{QByteArray(40 * 1024 * 1024, 'y')}};
    log.begin({.body = large});
    log.begin({.body = large});
    QCOMPARE(log.numbers(), QList<quint64>{5});
}

void tst_Inspection::nothingIsKeptUnlessWanted()
{
    ChatFixture fixture;
    fixture.server.on(ChatPath, Reply::chat({"Hello"}));
    QVERIFY(fixture.ask(u"First"_s));
    QVERIFY(fixture.client.exchanges().numbers().isEmpty());
}

void tst_Inspection::aTextOfAnySizeCanBeShown_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("short") << u"abc"_s;
    QTest::newRow("one long line") << QString(5'000'000, u'x');
    QTest::newRow("many lines") << QString(u"line\n"_s).repeated(1'000'000);
}

void tst_Inspection::aTextOfAnySizeCanBeShown()
{
    QFETCH(const QString, text);

    const inspection::BoundedText shown = inspection::bounded(text);

    if (text.size() < 10) {
        QCOMPARE(shown.head, text);
        QCOMPARE(shown.omitted, 0);
        return;
    }
    QVERIFY(shown.head.size() + shown.tail.size() < inspection::mostShownCharacters * 11 / 10);
    QCOMPARE(shown.omitted, text.size() - inspection::mostShownCharacters);
    for (const QString &line : (shown.head + u'\n' + shown.tail).split(u'\n'))
        QVERIFY(line.size() <= 4'000);
}

QTEST_GUILESS_MAIN(tst_Inspection)
#include "tst_inspection.moc"
