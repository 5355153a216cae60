// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/base/processgroup.h"
#include "app/mcp/stdiotransport.h"
#include "tests/app/mcp/mcpfixture.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::mcp;
using namespace polylogue::tests;
using State = Client::State;

namespace {

std::unique_ptr<Transport> transportTo(const ServerConfig &config)
{
    return std::make_unique<StdioTransport>(config, fingerprintOf(config),
                                            std::chrono::milliseconds(100));
}

std::unique_ptr<Transport> transportTo(const QString &mode)
{
    return transportTo(fakeServer(mode));
}

bool isAlive(qint64 process)
{
    // A dead child of a dead parent may be a zombie where nobody reaps.
    QFile status(u"/proc/%1/stat"_s.arg(process));
    if (!status.open(QIODevice::ReadOnly))
        return false;
    const QByteArray line = status.readAll();
    return line.mid(line.lastIndexOf(')') + 2, 1) != "Z";
}

} // namespace

class tst_McpClient final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void versionsAreAgreedOn_data();
    void versionsAreAgreedOn();
    void whatCannotStartSaysWhy_data();
    void whatCannotStartSaysWhy();
    void onlyWhatWasAgreedToIsStarted();
    void argumentsArriveAsTheyAre();
    void allPagesOfToolsAreListed();
    void aChangedListIsAskedForAgain();
    void callsBringWhatTheToolGave_data();
    void callsBringWhatTheToolGave();
    void everyKindOfContentIsToldOf();
    void progressIsTold();
    void serversAreAnswered_data();
    void serversAreAnswered();
    void sillyAnswersArePassedOver_data();
    void sillyAnswersArePassedOver();
    void aCallThatIsNotAnsweredEnds();
    void aCallWhoseCallerIsGoneIsCancelled();
    void thousandCallsComeBackToTheirCallers();
    void aFloodEndsTheServer();
    void whatTheServerComplainsOfIsBounded();
    void aServerThatEndsFailsItsCalls_data();
    void aServerThatEndsFailsItsCalls();
    void stoppingEndsTheWholeGroup_data();
    void stoppingEndsTheWholeGroup();
    void questionsWithinACallAreAnswered();
};

void tst_McpClient::versionsAreAgreedOn_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("name");
    QTest::newRow("an old server says no") << u"old"_s << u"2025-06-18"_s << u"fake"_s;
    QTest::newRow("an old server says nothing") << u"silent"_s << u"2025-06-18"_s << u"fake"_s;
    QTest::newRow("a new server") << u"modern"_s << u"2026-07-28"_s << u"modern"_s;
    QTest::newRow("a new server that takes long") << u"late"_s << u"2026-07-28"_s << u"late"_s;
}

void tst_McpClient::versionsAreAgreedOn()
{
    QFETCH(QString, mode);
    ClientWatch watch(transportTo(mode), {.discoveryPatience = std::chrono::milliseconds(50)});
    QVERIFY(watch.start());
    QTEST(watch.client.server().protocol, "version");
    QTEST(watch.client.server().name, "name");
    QCOMPARE(watch.call("hello"), u"hello"_s);
}

void tst_McpClient::whatCannotStartSaysWhy_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("type");
    QTest::newRow("no such program")
        << u"no-such-program-here"_s << u"old"_s << u"program_missing"_s;
    QTest::newRow("ends at once") << QString() << u"nothing"_s << u"exited"_s;
    QTest::newRow("crashes") << QString() << u"abort"_s << u"crashed"_s;
    QTest::newRow("ends at the first question") << QString() << u"touchy"_s << u"exited"_s;
    QTest::newRow("speaks what nobody speaks")
        << QString() << u"stone-age"_s << u"protocol_version"_s;
    QTest::newRow("speaks what is not yet") << QString() << u"future"_s << u"protocol_version"_s;
}

void tst_McpClient::whatCannotStartSaysWhy()
{
    QFETCH(QString, command);
    QFETCH(QString, mode);
    ServerConfig config = fakeServer(mode);
    if (!command.isEmpty())
        config.command = command;
    ClientWatch watch(transportTo(config));
    watch.client.start();
    QVERIFY(watch.waitFor(State::Ended));
    QVERIFY(watch.client.error());
    QTEST(watch.client.error()->type, "type");
}

void tst_McpClient::onlyWhatWasAgreedToIsStarted()
{
    const ServerConfig agreed = fakeServer();
    ServerConfig other = agreed;
    other.arguments.append(u"--one-more"_s);
    for (const QByteArray &approval : {QByteArray(), fingerprintOf(agreed)}) {
        ClientWatch watch(std::make_unique<StdioTransport>(other, approval));
        watch.client.start();
        QVERIFY(watch.waitFor(State::Ended));
        QCOMPARE(watch.client.error()->type, u"not_approved"_s);
    }
}

void tst_McpClient::argumentsArriveAsTheyAre()
{
    qputenv("OUR_OWN_KEY", "sk-secret");
    ServerConfig config = fakeServer(u"say-arguments"_s);
    const QStringList awkward{u"--x"_s,        u"-rf /"_s, u"$(touch /tmp/x)"_s, u"a\"b'c"_s,
                              u"two\nlines"_s, QString(),  u"`id`; exit"_s,      u"*"_s};
    config.arguments += awkward;
    config.environment = {{.name = u"FAKE_VARIABLE"_s, .value = u"given"_s}};
    ClientWatch watch(transportTo(config));
    QVERIFY(watch.start());
    QByteArray wanted;
    for (const QString &argument : awkward)
        wanted += '<' + argument.toUtf8() + ">\n";
    QTRY_VERIFY_WITH_TIMEOUT(watch.log.contains("session"), patience);
    QVERIFY2(watch.log.contains(wanted), watch.log.constData());
    QVERIFY(watch.log.contains("variable given key -"));
    QVERIFY(watch.log.contains("folder " + QDir::tempPath().toUtf8()));
    QVERIFY(watch.log.contains("session 1"));
}

void tst_McpClient::allPagesOfToolsAreListed()
{
    ClientWatch watch(transportTo(u"old"_s));
    QVERIFY(watch.start());
    QCOMPARE(watch.toolNames(), (QStringList{u"echo"_s, u"second_page"_s}));
    QCOMPARE(watch.client.tools().first().description, u"A tool"_s);
    QVERIFY(watch.client.tools().first().destroys); // nothing says that it does not
}

void tst_McpClient::aChangedListIsAskedForAgain()
{
    ClientWatch watch(transportTo(u"old"_s));
    QVERIFY(watch.start());
    watch.toolChanges = 0;
    QCOMPARE(watch.call("grow"), u"changed"_s);
    QTRY_VERIFY_WITH_TIMEOUT(watch.toolNames().contains(u"grown"_s), patience);
    QCOMPARE(watch.toolChanges, 1);
}

void tst_McpClient::callsBringWhatTheToolGave_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("result");
    QTest::newRow("text") << "Zażółć 🦊"_ba << u"Zażółć 🦊"_s;
    QTest::newRow("an error of the tool") << "fail"_ba << u"It went wrong"_s;
    QTest::newRow("an error of the protocol") << "refuse"_ba << u"!refused"_s;
    QTest::newRow("a picture that is told twice")
        << "both"_ba << u"[Image 1, image/png, 3 bytes]"_s;
    QTest::newRow("structured content") << "structured"_ba << u"{\"n\":1.0}"_s;
}

void tst_McpClient::callsBringWhatTheToolGave()
{
    QFETCH(QByteArray, text);
    ClientWatch watch(transportTo(u"old"_s));
    QVERIFY(watch.start());
    QTEST(watch.call(text), "result");
    QCOMPARE(watch.last.isError, text == "fail");
}

void tst_McpClient::everyKindOfContentIsToldOf()
{
    ClientWatch watch(transportTo(u"old"_s));
    QVERIFY(watch.start());
    QCOMPARE(watch.call("image"),
             u"A dot\n[Image 1, image/png, 3 bytes]\na link: file:///etc/passwd\ninside\n"
             "[Sound, audio/wav, 3 bytes]"_s);
    QCOMPARE(watch.last.images.size(), 1);
    QCOMPARE(watch.last.images.first().bytes, "\1\2\3"_ba);
    QCOMPARE(watch.last.images.first().mimeType, u"image/png"_s);
}

void tst_McpClient::progressIsTold()
{
    ClientWatch watch(transportTo(u"old"_s));
    QVERIFY(watch.start());
    QCOMPARE(watch.call("progress"), u"progressed"_s);
    QCOMPARE(watch.steps, (QStringList{u"1/3"_s, u"2/3"_s, u"3/3"_s}));
}

void tst_McpClient::serversAreAnswered_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("answer");
    QTest::newRow("ping") << "ping"_ba << u"\"result\":{}"_s;
    QTest::newRow("roots")
        << "roots/list"_ba
        << u"\"result\":{\"roots\":[{\"uri\":\"file:///a%20b\",\"name\":\"a b\"}]}"_s;
    QTest::newRow("sampling is refused") << "sampling/createMessage"_ba << u"\"code\":-1,"_s;
    QTest::newRow("elicitation is declined")
        << "elicitation/create"_ba << u"\"result\":{\"action\":\"decline\"}"_s;
    QTest::newRow("anything else") << "shell/run"_ba << u"\"code\":-32601,"_s;
}

void tst_McpClient::serversAreAnswered()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, answer);
    ClientWatch watch(transportTo(u"old"_s), {.roots = {u"/a b"_s}});
    QVERIFY(watch.start());
    const QString told = watch.call("ask " + method);
    QVERIFY2(told.contains(answer) && told.contains(u"\"id\":\"from-server\""_s), qPrintable(told));
}

void tst_McpClient::sillyAnswersArePassedOver_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("result");
    QTest::newRow("what is no JSON") << "garbage"_ba << u"behind garbage"_s;
    QTest::newRow("ids nobody asked with, and two answers") << "twice"_ba << u"first"_s;
    QTest::newRow("100,000 brackets") << "nest"_ba << u"after all"_s;
    QTest::newRow("50 MiB") << "huge"_ba << u"!answer_too_large"_s;
}

void tst_McpClient::sillyAnswersArePassedOver()
{
    QFETCH(QByteArray, text);
    ClientWatch watch(transportTo(u"old"_s));
    QVERIFY(watch.start());
    QTEST(watch.call(text), "result");
    QCOMPARE(watch.call("and then"), u"and then"_s);
    if (text == "garbage")
        QVERIFY(watch.log.contains("Listening on stdio..."));
}

void tst_McpClient::aCallThatIsNotAnsweredEnds()
{
    ClientWatch watch(transportTo(u"old"_s), {.callPatience = std::chrono::milliseconds(300)});
    QVERIFY(watch.start());
    QCOMPARE(watch.call("silent"), u"!ErrorKind::Timeout"_s);
    QTRY_VERIFY_WITH_TIMEOUT(watch.log.contains("cancelled "), patience);
}

void tst_McpClient::aCallWhoseCallerIsGoneIsCancelled()
{
    ClientWatch watch(transportTo(u"old"_s));
    QVERIFY(watch.start());
    bool hasCome = false;
    {
        QObject context;
        watch.client.call(u"echo"_s, toSay("silent"), &context,
                          [&](const base::Result<CallResult> &) { hasCome = true; });
    }
    QTRY_VERIFY_WITH_TIMEOUT(watch.log.contains("cancelled "), patience);
    QVERIFY(!hasCome);
}

void tst_McpClient::thousandCallsComeBackToTheirCallers()
{
    ClientWatch watch(transportTo(u"old"_s));
    QVERIFY(watch.start());
    constexpr int many = 1000;
    QObject context;
    QStringList results;
    for (int i = 0; i < many; ++i) {
        watch.client.call(u"echo"_s, toSay(QByteArray::number(i)), &context,
                          [&results, i](const base::Result<CallResult> &result) {
                              results.append(result && result->text == QString::number(i)
                                                 ? u"right"_s
                                                 : u"wrong"_s);
                          });
    }
    // Ten megabytes of arguments too.
    const QByteArray large = "{\"text\":\"size\",\"more\":\"" + QByteArray(10 << 20, 'y') + "\"}";
    watch.client.call(
        u"echo"_s, large, &context, [&results, &large](const base::Result<CallResult> &result) {
            results.append(result && result->text.toInt() > large.size() ? u"right"_s : u"wrong"_s);
        });
    QTRY_COMPARE_WITH_TIMEOUT(results.size(), many + 1, patience);
    QCOMPARE(results.count(u"right"_s), many + 1);
}

void tst_McpClient::aFloodEndsTheServer()
{
    ClientWatch watch(transportTo(u"old"_s));
    QVERIFY(watch.start());
    QCOMPARE(watch.call("flood"), u"!flood"_s);
    QVERIFY(watch.waitFor(State::Ended));
    QCOMPARE(watch.client.error()->type, u"flood"_s);
}

void tst_McpClient::whatTheServerComplainsOfIsBounded()
{
    ClientWatch watch(transportTo(u"old"_s));
    QVERIFY(watch.start());
    QCOMPARE(watch.call("complain"), u"complained"_s);
    QTRY_VERIFY_WITH_TIMEOUT(watch.log.endsWith("the end\n"), patience);
}

void tst_McpClient::aServerThatEndsFailsItsCalls_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("result");
    QTest::newRow("crash") << "crash"_ba << u"!crashed"_s;
    QTest::newRow("exit") << "leave"_ba << u"!exited"_s;
}

void tst_McpClient::aServerThatEndsFailsItsCalls()
{
    QFETCH(QByteArray, text);
    ClientWatch watch(transportTo(u"old"_s));
    QVERIFY(watch.start());
    QTEST(watch.call(text), "result");
    QVERIFY(watch.waitFor(State::Ended));
    QVERIFY(watch.client.tools().isEmpty());
    if (text == "leave")
        QCOMPARE(watch.client.error()->code, u"7"_s);
}

void tst_McpClient::stoppingEndsTheWholeGroup_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<bool>("isDestroyed");
    QTest::newRow("in an orderly way") << u"old"_s << false;
    QTest::newRow("one that does not want to") << u"stubborn"_s << false;
    QTest::newRow("at the end of the program") << u"old"_s << true;
    QTest::newRow("one that does not want to, then") << u"stubborn"_s << true;
}

void tst_McpClient::stoppingEndsTheWholeGroup()
{
    QFETCH(QString, mode);
    QFETCH(bool, isDestroyed);
    auto watch = std::make_unique<ClientWatch>(transportTo(mode));
    QVERIFY(watch->start());
    const qint64 child = watch->call("spawn").toLongLong();
    QVERIFY(child > 1);
    QVERIFY(isAlive(child));
    if (isDestroyed) {
        watch.reset();
    } else {
        watch->client.stop();
        QVERIFY(watch->waitFor(State::Ended));
        QVERIFY(!watch->client.error());
    }
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(child), patience);
}

void tst_McpClient::questionsWithinACallAreAnswered()
{
    ClientWatch watch(transportTo(u"modern"_s));
    QVERIFY(watch.start());
    QCOMPARE(watch.call("needs"), u"with state"_s);
    QCOMPARE(watch.call("wants"), u"!input_required"_s);
}

QTEST_GUILESS_MAIN(tst_McpClient)
#include "tst_mcpclient.moc"
