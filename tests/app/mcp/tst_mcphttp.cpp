// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/mcp/httptransport.h"
#include "tests/app/mcp/mcpfixture.h"
#include "tests/app/mcp/mcphttpserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::mcp;
using namespace polylogue::tests;
using State = Client::State;

namespace {

const auto toolList =
    R"({"tools":[{"name":"echo","description":"","inputSchema":{"type":"object","properties":{
        "text":{"type":"string","x-mcp-header":"Text"}}}}]})"_ba.simplified();
const auto said = R"({"content":[{"type":"text","text":"said"}]})"_ba;

//! A server of 2025-11-25 with sessions; \a sessions counts them.
McpAnswer older(const McpRequest &request, int &sessions)
{
    const QByteArray session = "session-" + QByteArray::number(sessions);
    if (request.method == "GET")
        return {.status = 405};
    if (request.method == "DELETE")
        return {};
    const QString &method = request.message.method;
    if (method == "initialize"_L1) {
        ++sessions;
        McpAnswer answer = rpcStream(
            request,
            R"({"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"s"}})");
        answer.headers = "Mcp-Session-Id: session-" + QByteArray::number(sessions) + "\r\n";
        return answer;
    }
    if (sessions == 0 || request.header("mcp-session-id") != session)
        return rpcError(400, "null", -32000, "Bad Request: Server not initialized");
    if (request.message.kind == RpcMessage::Kind::Notification)
        return {.status = 202};
    return method == "tools/list"_L1 ? rpcResult(request, toolList) : rpcStream(request, said);
}

//! A second question because the machine is slow would be seen.
const Client::Options patiently{.discoveryPatience = std::chrono::hours(1)};

McpAnswer modern(const McpRequest &request)
{
    const QString &method = request.message.method;
    if (method == "server/discover"_L1)
        return rpcResult(
            request,
            R"({"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{"tools":{}}})");
    return rpcResult(request, method == "tools/list"_L1 ? toolList : said);
}

} // namespace

class tst_McpHttp final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOlderServerHasASession();
    void aNewServerIsToldInHeaders();
    void aLostSessionIsBegunAgain_data();
    void aLostSessionIsBegunAgain();
    void theServersOwnStreamIsListenedTo();
    void statusesSayWhatIsWrong_data();
    void statusesSayWhatIsWrong();
    void aStreamWithoutAnAnswerIsAFailure();
    void anEndlessAnswerEnds();
    void nothingButTheAddressIsAsked_data();
    void nothingButTheAddressIsAsked();
    void onlyAddressesThatWereAgreedToAreAsked_data();
    void onlyAddressesThatWereAgreedToAreAsked();
    void aKeyStaysOutOfErrors();

private:
    std::unique_ptr<Transport> transportTo(const QUrl &url, const QList<NamedValue> &headers = {})
    {
        const ServerConfig config{
            .id = ServerId::create(), .name = u"s"_s, .url = url, .headers = headers};
        return std::make_unique<HttpTransport>(m_client, config, fingerprintOf(config),
                                               std::chrono::milliseconds(10));
    }

    net::HttpClient m_client;
};

void tst_McpHttp::anOlderServerHasASession()
{
    int sessions = 0;
    McpHttpServer server([&](const McpRequest &request) { return older(request, sessions); });
    {
        ClientWatch watch(transportTo(server.url(), {{.name = u"X-Own"_s, .value = u"1"_s}}),
                          patiently);
        QVERIFY(watch.start());
        QCOMPARE(watch.client.server().protocol, u"2025-11-25"_s);
        QCOMPARE(watch.call("a"), u"said"_s);
        watch.client.stop();
        QVERIFY(watch.waitFor(State::Ended));
        QTRY_VERIFY_WITH_TIMEOUT(server.seenMethods().contains(u"DELETE "_s), patience);
    }
    QCOMPARE(sessions, 1);
    for (const McpRequest &request : std::as_const(server.seen)) {
        QCOMPARE(request.path, "/mcp?tenant=a"_ba);
        QCOMPARE(request.header("x-own"), "1"_ba);
        const QString &method = request.message.method;
        if (request.method == "POST")
            QCOMPARE(request.header("accept"), "application/json, text/event-stream"_ba);
        if (method == "initialize"_L1 || method == "server/discover"_L1)
            continue;
        QCOMPARE(request.header("mcp-session-id"), "session-1"_ba);
        QCOMPARE(request.header("mcp-protocol-version"), "2025-11-25"_ba);
        QVERIFY(request.header("mcp-method").isEmpty());
    }
}

void tst_McpHttp::aNewServerIsToldInHeaders()
{
    McpHttpServer server(&modern);
    ClientWatch watch(transportTo(server.url()), patiently);
    QVERIFY(watch.start());
    QCOMPARE(watch.client.server().protocol, u"2026-07-28"_s);
    QCOMPARE(watch.call("Grüße"), u"said"_s);
    QCOMPARE(server.seenMethods(),
             (QStringList{u"POST server/discover"_s, u"POST tools/list"_s, u"POST tools/call"_s}));
    for (const McpRequest &request : std::as_const(server.seen)) {
        QCOMPARE(request.header("mcp-protocol-version"), "2026-07-28"_ba);
        QCOMPARE(request.header("mcp-method"), request.message.method.toLatin1());
        const json::JsonNode *meta = request.message.params.member(u"_meta");
        QVERIFY(meta);
        QCOMPARE(stringIn(*meta, u"io.modelcontextprotocol/protocolVersion"), u"2026-07-28"_s);
        QVERIFY(meta->member(u"io.modelcontextprotocol/clientCapabilities"));
    }
    QCOMPARE(server.seen.last().header("mcp-name"), "echo"_ba);
    QCOMPARE(server.seen.last().header("mcp-param-text"),
             "=?base64?" + QByteArray("Grüße").toBase64() + "?=");
    QCOMPARE(watch.call("plain"), u"said"_s);
    QCOMPARE(server.seen.last().header("mcp-param-text"), "plain"_ba);
}

void tst_McpHttp::aLostSessionIsBegunAgain_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("as the specification says") << 404;
    QTest::newRow("as some do") << 400;
}

void tst_McpHttp::aLostSessionIsBegunAgain()
{
    QFETCH(int, status);
    int sessions = 0;
    bool forgets = false;
    McpHttpServer server([&](const McpRequest &request) {
        if (forgets && request.message.method == "tools/call"_L1) {
            forgets = false;
            return rpcError(status, "null", -32000, "No valid session ID provided");
        }
        return older(request, sessions);
    });
    ClientWatch watch(transportTo(server.url()), patiently);
    QVERIFY(watch.start());
    forgets = true;
    QCOMPARE(watch.call("a"), u"said"_s);
    QCOMPARE(sessions, 2);
    QCOMPARE(watch.client.state(), State::Ready);
}

void tst_McpHttp::theServersOwnStreamIsListenedTo()
{
    int sessions = 0;
    bool hasTwo = false;
    McpHttpServer server([&](const McpRequest &request) -> McpAnswer {
        if (request.method == "GET")
            return {.type = "text/event-stream", .body = ": hello\n\n", .staysOpen = true};
        if (request.message.method == "initialize"_L1) {
            McpAnswer answer = older(request, sessions);
            answer.body.replace("\"tools\":{}", "\"tools\":{\"listChanged\":true}");
            return answer;
        }
        if (hasTwo && request.message.method == "tools/list"_L1)
            return rpcResult(
                request,
                R"({"tools":[{"name":"a","inputSchema":{}},{"name":"b","inputSchema":{}}]})");
        return older(request, sessions);
    });
    ClientWatch watch(transportTo(server.url()), patiently);
    QVERIFY(watch.start());
    QTRY_VERIFY_WITH_TIMEOUT(server.seenMethods().contains(u"GET "_s), patience);
    hasTwo = true;
    server.push("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}\n\n"
                "data: {\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"ping\"}\n\n");
    QTRY_COMPARE_WITH_TIMEOUT(watch.client.tools().size(), 2, patience);
    // The answer to its ping went to the server as a message of its own.
    const auto isPong = [](const McpRequest &request) {
        return request.body == R"({"jsonrpc":"2.0","id":0,"result":{}})";
    };
    QTRY_VERIFY_WITH_TIMEOUT(std::any_of(server.seen.begin(), server.seen.end(), isPong), patience);
}

void tst_McpHttp::statusesSayWhatIsWrong_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<base::ErrorKind>("kind");
    using base::ErrorKind;
    QTest::newRow("401") << 401 << ErrorKind::Unauthorized;
    QTest::newRow("403") << 403 << ErrorKind::Forbidden;
    QTest::newRow("404") << 404 << ErrorKind::WrongAddress;
    QTest::newRow("500") << 500 << ErrorKind::ServerFault;
}

void tst_McpHttp::statusesSayWhatIsWrong()
{
    QFETCH(int, status);
    McpHttpServer server([status](const McpRequest &) -> McpAnswer {
        return {.status = status, .type = "text/html", .body = "<h1>No</h1>"};
    });
    ClientWatch watch(transportTo(server.url()), patiently);
    watch.client.start();
    QVERIFY(watch.waitFor(State::Ended));
    QTEST(watch.client.error()->kind, "kind");
    QCOMPARE(watch.client.error()->httpStatus, status);
}

void tst_McpHttp::aStreamWithoutAnAnswerIsAFailure()
{
    McpHttpServer server([](const McpRequest &request) -> McpAnswer {
        if (request.message.method == "tools/call"_L1)
            return {.type = "text/event-stream", .body = ": nothing\n\n"};
        return modern(request);
    });
    ClientWatch watch(transportTo(server.url()), patiently);
    QVERIFY(watch.start());
    QCOMPARE(watch.call("a"), u"!stream_ended"_s);
}

void tst_McpHttp::anEndlessAnswerEnds()
{
    McpHttpServer server([](const McpRequest &request) -> McpAnswer {
        if (request.message.method == "tools/call"_L1)
            return {.body = QByteArray(20 << 20, ' ')};
        return modern(request);
    });
    ClientWatch watch(transportTo(server.url()), patiently);
    QVERIFY(watch.start());
    QCOMPARE(watch.call("a"), u"!answer_too_large"_s);
}

void tst_McpHttp::nothingButTheAddressIsAsked_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("metadata elsewhere")
        << 401
        << "WWW-Authenticate: Bearer resource_metadata=\"http://169.254.169.254/latest\"\r\n"_ba;
    QTest::newRow("metadata that runs")
        << 401 << "WWW-Authenticate: Bearer resource_metadata=\"javascript:alert(1)\"\r\n"_ba;
    QTest::newRow("metadata of a shell")
        << 401
        << "WWW-Authenticate: Bearer resource_metadata=\"file:///$(calc)\", scope=\"--x\"\r\n"_ba;
    QTest::newRow("a redirect") << 307 << "Location: http://127.0.0.1:1/other\r\n"_ba;
    QTest::newRow("a redirect to a file") << 302 << "Location: file:///etc/passwd\r\n"_ba;
}

void tst_McpHttp::nothingButTheAddressIsAsked()
{
    QFETCH(int, status);
    QFETCH(QByteArray, headers);
    QByteArray own = headers;
    McpHttpServer server([&](const McpRequest &) -> McpAnswer {
        return {.status = status, .body = "{}", .headers = own};
    });
    // A redirect to the server itself would be seen.
    own.replace("127.0.0.1:1", "127.0.0.1:" + QByteArray::number(server.serverPort()));
    ClientWatch watch(transportTo(server.url()), patiently);
    watch.client.start();
    QVERIFY(watch.waitFor(State::Ended));
    QVERIFY(watch.client.error());
    QCOMPARE(server.seenMethods(), QStringList{u"POST server/discover"_s});
    QCOMPARE(server.seen.first().path, "/mcp?tenant=a"_ba);
}

void tst_McpHttp::onlyAddressesThatWereAgreedToAreAsked_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isApproved");
    QTest::addColumn<QString>("type");
    QTest::newRow("not agreed to") << u"http://127.0.0.1:1/"_s << false << u"not_approved"_s;
    QTest::newRow("a file") << u"file:///etc/passwd"_s << true << u"not_a_url"_s;
    QTest::newRow("a program") << u"calculator:x"_s << true << u"not_a_url"_s;
    QTest::newRow("a password") << u"https://u:p@127.0.0.1/"_s << true << u"user_info"_s;
}

void tst_McpHttp::onlyAddressesThatWereAgreedToAreAsked()
{
    QFETCH(QString, address);
    QFETCH(bool, isApproved);
    const ServerConfig config{.id = ServerId::create(), .name = u"s"_s, .url = QUrl(address)};
    ClientWatch watch(std::make_unique<HttpTransport>(
        m_client, config, isApproved ? fingerprintOf(config) : QByteArray("other")));
    watch.client.start();
    QVERIFY(watch.waitFor(State::Ended));
    QTEST(watch.client.error()->type, "type");
}

void tst_McpHttp::aKeyStaysOutOfErrors()
{
    McpHttpServer server([](const McpRequest &request) -> McpAnswer {
        return {.status = 403, .type = "text/plain", .body = request.header("authorization")};
    });
    ClientWatch watch(transportTo(
        server.url(),
        {{.name = u"Authorization"_s, .value = u"Bearer canary-4711"_s, .isSecret = true}}));
    watch.client.start();
    QVERIFY(watch.waitFor(State::Ended));
    QCOMPARE(server.seen.first().header("authorization"), "Bearer canary-4711"_ba);
    QVERIFY(!QDebug::toString(*watch.client.error()).contains(u"canary"_s));
}

QTEST_GUILESS_MAIN(tst_McpHttp)
#include "tst_mcphttp.moc"
