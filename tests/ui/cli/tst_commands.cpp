// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/faultserver.h"
#include "ui/cli/askcommand.h"
#include "ui/cli/embedcommand.h"
#include "ui/cli/modelscommand.h"
#include "ui/cli/probecommand.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::tests;
using namespace polylogue::ui::cli;

//! The commands against a server that misbehaves as told: what is written where, and exit codes.
class tst_Commands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void answerGoesToStandardOutputAlone();
    void exitCodesTellHowItEnded_data();
    void exitCodesTellHowItEnded();
    void jsonIsOneObjectAlsoForErrors_data();
    void jsonIsOneObjectAlsoForErrors();
    void interruptKeepsTheTextAndEndsWith130();
    void scriptsAreCalledAndTheirResultsSent();
    void whatIsNoToolIsTold_data();
    void whatIsNoToolIsTold();
    void toolsOfServersAreCalled();
    void aServerThatDoesNotWorkIsTold_data();
    void aServerThatDoesNotWorkIsTold();
    void whatWouldStartIsTold();
    void missingKeyIsNamedIn401();
    void keyComesFromTheNamedVariableOnly();
    void guessedAddressIsFoundByAsking();
    void profileOfTheServerGivesKeyAndModel();
    void modelsAreListedOneALine();
    void aModelIsAskedWhatItCanDo();
    void textsAreEmbeddedInBatches();
    void refusedEmbeddingEndsWithOne();
    void linesAreTextsWithoutALastEmptyOne();

private:
    int run(Command &command);
    int ask(const AskInvocation &invocation);
    QString url() const { return m_server->url().toString(); }
    static QByteArray contentOf(QTemporaryFile &file)
    {
        QFile again(file.fileName());
        return again.open(QIODevice::ReadOnly) ? again.readAll() : QByteArray();
    }
    QByteArray output() { return contentOf(*m_output); }
    QByteArray error() { return contentOf(*m_error); }
    CommandContext context()
    {
        return {.terminal = *m_terminal,
                .client = *m_client,
                .learned = *m_learned,
                .settings = *m_settings,
                .secrets = m_secrets,
                .cacheFolder = m_profile->path()};
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<QTemporaryDir> m_profile;
    std::unique_ptr<QTemporaryFile> m_output;
    std::unique_ptr<QTemporaryFile> m_error;
    std::unique_ptr<Terminal> m_terminal;
    std::unique_ptr<net::HttpClient> m_client;
    std::unique_ptr<net::LearnedDrops> m_learned;
    std::unique_ptr<settings::SettingsStore> m_settings;
    settings::MemorySecretStore m_secrets;
};

void tst_Commands::init()
{
    m_server = std::make_unique<FaultServer>();
    m_server->on("/v1/models", Reply::json(R"({"data": [{"id": "m"}, {"id": "n"}]})"));
    m_server->on("/v1/chat/completions", Reply::chat({"Hel", "lo"}));
    m_profile = std::make_unique<QTemporaryDir>();
    m_output = std::make_unique<QTemporaryFile>();
    m_error = std::make_unique<QTemporaryFile>();
    QVERIFY(m_output->open() && m_error->open());
    m_terminal = std::make_unique<Terminal>(m_output->handle(), false, m_error->handle(), false);
    m_client = std::make_unique<net::HttpClient>();
    m_learned = std::make_unique<net::LearnedDrops>();
    m_settings = std::make_unique<settings::SettingsStore>(m_profile->path());
}

int tst_Commands::run(Command &command)
{
    QSignalSpy spy(&command, &Command::finished);
    command.start();
    if (spy.isEmpty() && !spy.wait(20'000))
        return -1;
    return spy.first().first().toInt();
}

int tst_Commands::ask(const AskInvocation &invocation)
{
    AskCommand command(context(), invocation, u"Hi"_s);
    return run(command);
}

void tst_Commands::answerGoesToStandardOutputAlone()
{
    QCOMPARE(ask({.server = {.address = url()}}), 0);

    QCOMPARE(output(), "Hello\n"_ba);
    QVERIFY(error().contains("will call " + url().toUtf8() + "/chat/completions"));
    QVERIFY(error().contains("model: m"));
}

void tst_Commands::exitCodesTellHowItEnded_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("text");
    const auto stream = [] {
        return Reply::head(
            200, {{"Content-Type", "text/event-stream"}, {"Transfer-Encoding", "chunked"}});
    };
    QTest::newRow("whole") << Reply::chat({"Yes"}) << 0 << "Yes\n"_ba;
    QTest::newRow("cut by length") << stream()
                                          .event(textDelta("Yes"))
                                          .event(finishDelta("length"))
                                          .event("[DONE]")
                                          .endOfChunks()
                                   << 3 << "Yes\n"_ba;
    QTest::newRow("cut by a filter") << stream()
                                            .event(textDelta("Yes"))
                                            .event(finishDelta("content_filter"))
                                            .event("[DONE]")
                                            .endOfChunks()
                                     << 3 << "Yes\n"_ba;
    QTest::newRow("broken off") << stream().event(textDelta("Ye")).close() << 1 << "Ye\n"_ba;
    QTest::newRow("401") << Reply::json(R"({"error": {"message": "no"}})", 401) << 1 << ""_ba;
    QTest::newRow("500") << Reply::json(R"({"error": {"message": "no"}})", 500) << 1 << ""_ba;
    QTest::newRow("web page") << Reply::html("<html>Sign in</html>") << 1 << ""_ba;
}

void tst_Commands::exitCodesTellHowItEnded()
{
    QFETCH(const Reply, reply);
    QFETCH(const int, exitCode);
    QFETCH(const QByteArray, text);
    m_server->on("/v1/chat/completions", reply);

    QCOMPARE(ask({.server = {.address = url()}, .model = u"m"_s}), exitCode);

    QCOMPARE(output(), text);
    QCOMPARE(error().contains("polylogue: "), exitCode == 1);
}

void tst_Commands::jsonIsOneObjectAlsoForErrors_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<QByteArray>("member");
    QTest::newRow("answer") << Reply::chat({"Yes"}) << R"("content":"Yes")"_ba;
    QTest::newRow("finish reason") << Reply::chat({"Yes"}) << R"("finish_reason":"stop")"_ba;
    QTest::newRow("error") << Reply::json(R"({"error": {"message": "no"}})", 401)
                           << R"("kind":"unauthorized")"_ba;
}

void tst_Commands::jsonIsOneObjectAlsoForErrors()
{
    QFETCH(const Reply, reply);
    QFETCH(const QByteArray, member);
    m_server->on("/v1/chat/completions", reply);

    ask({.server = {.address = url()}, .isJson = true});

    QCOMPARE(output().count('\n'), 1);
    QVERIFY(output().startsWith('{') && output().endsWith("}\n"));
    for (const char *name :
         {"content", "reasoning", "tool_calls", "finish_reason", "usage", "timing_ms", "error"})
        QVERIFY2(output().contains('"' + QByteArray(name) + "\":"), name);
    QVERIFY2(output().contains(member), output().constData());
}

void tst_Commands::interruptKeepsTheTextAndEndsWith130()
{
    m_server->on(
        "/v1/chat/completions",
        Reply::head(200, {{"Content-Type", "text/event-stream"}, {"Transfer-Encoding", "chunked"}})
            .event(textDelta("Hel")));
    AskCommand command(context(), {.server = {.address = url()}}, u"Hi"_s);
    QSignalSpy spy(&command, &Command::finished);
    command.start();
    QTRY_COMPARE(output(), "Hel"_ba);

    command.interrupt();

    QTRY_COMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().toInt(), 130);
    QCOMPARE(output(), "Hel\n"_ba);
}

void tst_Commands::scriptsAreCalledAndTheirResultsSent()
{
    qputenv("POLYLOGUE_SCRIPT", POLYLOGUE_SCRIPT_BUILT);
    QFile script(m_profile->filePath(u"magic.js"_s));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("export default { name: 'magic_number', description: 'A multiple',\n"
                 "  parameters: { type: 'object', properties: { factor: { type: 'number' } } },\n"
                 "  run({ factor }) { console.log('hm'); return { n: 7 * factor } } }\n");
    script.close();
    const QByteArray call =
        "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\","
        "\"type\":\"function\",\"function\":{\"name\":\"magic_number\","
        "\"arguments\":\"{\\\"factor\\\":100}\"}}]}}]}";
    m_server->on(
        "/v1/chat/completions",
        {Reply::events({call, finishDelta("tool_calls"), "[DONE]"}), Reply::chat({"It is 700."})});
    QCOMPARE(ask({.server = {.address = url()}, .model = u"m"_s, .tools = {script.fileName()}}), 0);
    QCOMPARE(output(), "It is 700.\n"_ba);
    QVERIFY(error().contains("magic_number({\"factor\":100})"));
    QVERIFY(error().contains("magic_number: hm"));
    QVERIFY(error().contains("{\"n\":700}"));
    const QByteArray last = m_server->requests("/v1/chat/completions").constLast().body;
    QVERIFY(last.contains("\"tool_call_id\":\"c\""));
    QVERIFY(last.contains("A multiple"));
}

void tst_Commands::whatIsNoToolIsTold_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("syntax") << "({ run( })"_ba
                            << "Line 1"_ba;
    QTest::newRow("no name") << "({ run() {} })"_ba
                             << "letters, digits"_ba;
    QTest::newRow("a strange name") << "({ name: 'a b', run() {} })"_ba
                                    << "letters, digits"_ba;
    QTest::newRow("no file") << QByteArray() << "nowhere.js"_ba;
}

void tst_Commands::whatIsNoToolIsTold()
{
    QFETCH(QByteArray, script);
    QFETCH(QByteArray, words);
    qputenv("POLYLOGUE_SCRIPT", POLYLOGUE_SCRIPT_BUILT);
    QString path = m_profile->filePath(u"nowhere.js"_s);
    if (!script.isEmpty()) {
        path = m_profile->filePath(u"tool.js"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(script);
    }
    QCOMPARE(ask({.server = {.address = url()}, .model = u"m"_s, .tools = {path}}), 2);
    QVERIFY2(error().contains(words), error().constData());
    QCOMPARE(m_server->posts(), 0);
}

void tst_Commands::toolsOfServersAreCalled()
{
    QFile file(m_profile->filePath(u"mcp.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"mcpServers\":{\"fake\":{\"command\":\"" POLYLOGUE_FAKE_SERVER
               "\",\"args\":[\"modern\"]},\"off\":{\"command\":\"none\",\"disabled\":true}}}");
    file.close();
    const auto servers = readServers({file.fileName()});
    QVERIFY(servers);
    const QByteArray call =
        "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\","
        "\"type\":\"function\",\"function\":{\"name\":\"fake__echo\","
        "\"arguments\":\"{\\\"text\\\":\\\"hello\\\"}\"}}]}}]}";
    m_server->on("/v1/chat/completions",
                 {Reply::events({call, finishDelta("tool_calls"), "[DONE]"}),
                  Reply::chat({"It said hello."})});
    AskCommand command(context(), {.server = {.address = url()}, .model = u"m"_s}, u"Hi"_s,
                       *servers);
    QCOMPARE(run(command), 0);
    QCOMPARE(output(), "It said hello.\n"_ba);
    QVERIFY(error().contains("fake__echo gave hello"));
    const QByteArray first = m_server->requests("/v1/chat/completions").constFirst().body;
    QVERIFY(first.contains("\"name\":\"fake__second_page\""));
}

void tst_Commands::aServerThatDoesNotWorkIsTold_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QByteArray>("words");
    const QString fake = QStringLiteral(POLYLOGUE_FAKE_SERVER);
    QTest::newRow("no program") << u"no-such-program-here"_s << u"old"_s
                                << "no-such-program-here was not found"_ba;
    QTest::newRow("ends") << fake << u"touchy"_s << "exit code 3"_ba;
    QTest::newRow("another version") << fake << u"stone-age"_s << "1999-01-01"_ba;
}

void tst_Commands::aServerThatDoesNotWorkIsTold()
{
    QFETCH(QString, program);
    QFETCH(QString, mode);
    QFETCH(QByteArray, words);
    const mcp::ServerConfig server{.id = mcp::ServerId::create(),
                                   .name = u"broken"_s,
                                   .command = program,
                                   .arguments = {mode}};
    AskCommand command(context(), {.server = {.address = url()}, .model = u"m"_s}, u"Hi"_s,
                       {server});
    QCOMPARE(run(command), 1);
    QVERIFY2(error().contains("\"broken\"") && error().contains(words), error().constData());
    QCOMPARE(m_server->posts(), 0);
}

void tst_Commands::whatWouldStartIsTold()
{
    tellServers(*m_terminal,
                {{.name = u"a"_s,
                  .command = u"npx"_s,
                  .arguments = {u"-y"_s, u"a package"_s},
                  .environment = {{.name = u"KEY"_s, .value = u"canary"_s, .isSecret = true}}},
                 {.name = u"b"_s, .url = QUrl(u"https://b.example/mcp"_s)}});
    QCOMPARE(error(),
             "Starts for tools: npx -y 'a package'\n    KEY=********\n"
             "Asks for tools: https://b.example/mcp\n"_ba);
}

void tst_Commands::missingKeyIsNamedIn401()
{
    m_server->on("/v1/chat/completions", Reply::json(R"({"error": {"message": "no"}})", 401));

    QCOMPARE(ask({.server = {.address = url()}}), 1);

    QVERIFY2(error().contains("--key-env"), error().constData());
}

void tst_Commands::keyComesFromTheNamedVariableOnly()
{
    qputenv("OPENAI_API_KEY", "never-this");
    qputenv("POLYLOGUE_TEST_KEY", "canary-key");
    QCOMPARE(ask({.server = {.address = url()}}), 0);
    QCOMPARE(ask({.server = {.address = url(), .keyVariable = u"POLYLOGUE_TEST_KEY"_s}}), 0);
    QCOMPARE(ask({.server = {.address = url(), .keyVariable = u"POLYLOGUE_NO_KEY"_s}}), 2);

    const QList<SeenRequest> posts = m_server->requests("/v1/chat/completions");
    QCOMPARE(posts.size(), 2);
    QCOMPARE(posts.at(0).header("Authorization"), QByteArray());
    QCOMPARE(posts.at(1).header("Authorization"), "Bearer canary-key"_ba);
    QVERIFY(!output().contains("canary-key") && !error().contains("canary-key"));
}

void tst_Commands::guessedAddressIsFoundByAsking()
{
    m_server->on("/v1/models", Reply::html("<html>Not here</html>", 404));
    m_server->on("/api/v1/models", Reply::json(R"({"data": [{"id": "m"}]})"));
    m_server->on("/api/v1/chat/completions", Reply::chat({"Found"}));

    QCOMPARE(ask({.server = {.address = m_server->url({}).authority()}}), 0);

    QCOMPARE(output(), "Found\n"_ba);
    QVERIFY2(error().contains("/api/v1/chat/completions"), error().constData());
}

void tst_Commands::profileOfTheServerGivesKeyAndModel()
{
    endpoint::Endpoint profile = endpoint::endpointFor(m_server->url());
    profile.keySource = endpoint::KeySource::Keychain;
    profile.defaultModel = u"n"_s;
    QVERIFY(m_settings->saveEndpoint(profile));
    bool isWritten = false;
    m_secrets.write(settings::keySecretName(profile), u"kept-key"_s, this,
                    [&](const base::Status &) { isWritten = true; });
    QTRY_VERIFY(isWritten);

    QCOMPARE(ask({.server = {.address = url()}}), 0);

    QCOMPARE(m_server->requests("/v1/chat/completions").first().header("Authorization"),
             "Bearer kept-key"_ba);
    QVERIFY(error().contains("model: n"));
}

void tst_Commands::modelsAreListedOneALine()
{
    ModelsCommand command(context(), {.server = {.address = url()}});

    QCOMPARE(run(command), 0);

    QCOMPARE(output(), "m\nn\n"_ba);
}

void tst_Commands::aModelIsAskedWhatItCanDo()
{
    m_server->on("/v1/chat/completions",
                 Reply::json(R"({"detail":"Model 'm' does not exist"})", 404));
    m_server->on("/v1/embeddings", Reply::json(R"({"detail":"Not Found"})", 404));
    ProbeCommand command(context(), {.server = {.address = url()}, .probedModel = u"m"_s});

    QCOMPARE(run(command), 0);

    QVERIFY(output().contains("answers\trefused\trefused_by_server\tModel 'm' does not exist\n"));
    QVERIFY(output().contains("embeddings\trefused\t"));
    QCOMPARE(output().count('\n'), 2); // nothing else was asked
}

void tst_Commands::textsAreEmbeddedInBatches()
{
    const auto reply = [](int count) {
        QByteArray data;
        for (int i = 0; i < count; ++i)
            data += (i ? "," : "") + QByteArray(R"({"index": )") + QByteArray::number(i)
                + R"(, "embedding": [0.5, )" + QByteArray::number(i) + "]}";
        return Reply::json(R"({"data": [)" + data + R"(], "usage": {"prompt_tokens": 2}})");
    };
    m_server->on("/v1/embeddings", QList<Reply>{reply(96), reply(4)});
    EmbedCommand command(context(), {.server = {.address = url()}, .model = u"e"_s},
                         QStringList(100, u"text"_s));

    QCOMPARE(run(command), 0);

    const QByteArrayList lines = output().split('\n');
    QCOMPARE(lines.size(), 101);
    QCOMPARE(lines.at(95), "0.5 95"_ba);
    QCOMPARE(lines.at(96), "0.5 0"_ba);
    QCOMPARE(m_server->requests("/v1/embeddings").size(), 2);
}

void tst_Commands::refusedEmbeddingEndsWithOne()
{
    m_server->on("/v1/embeddings", Reply::json(R"({"error": {"message": "no"}})", 403));
    EmbedCommand command(context(), {.server = {.address = url()}, .model = u"e"_s, .isJson = true},
                         {u"text"_s});

    QCOMPARE(run(command), 1);

    QVERIFY2(output().contains(R"("kind":"forbidden")"), output().constData());
}

void tst_Commands::linesAreTextsWithoutALastEmptyOne()
{
    QCOMPARE(textsIn(u"a\r\nb\n"_s), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(textsIn(u"a\n\nb"_s), (QStringList{u"a"_s, QString(), u"b"_s}));
    QVERIFY(textsIn({}).isEmpty());
}

QTEST_GUILESS_MAIN(tst_Commands)
#include "tst_commands.moc"
