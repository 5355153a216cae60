// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/session/toolloop.h"
#include "app/store/blobstore.h"
#include "tests/support/faultserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::tests;
using conversation::Message;
using conversation::MessageState;
using conversation::Role;
using conversation::ToolCallPart;
using session::ChatSession;
using session::ToolCall;
using session::ToolLoop;
using tools::Tool;
using tools::ToolOutcome;

namespace {

const auto chatPath = "/v1/chat/completions"_ba;

struct Call
{
    QByteArray id;
    QByteArray name;
    QByteArray arguments;
};

//! An answer that wants these calls.
Reply calling(const QList<Call> &calls)
{
    QJsonArray list;
    for (const Call &call : calls)
        list.append(
            QJsonObject{{u"id"_s, QString::fromUtf8(call.id)},
                        {u"type"_s, u"function"_s},
                        {u"function"_s,
                         QJsonObject{{u"name"_s, QString::fromUtf8(call.name)},
                                     {u"arguments"_s, QString::fromUtf8(call.arguments)}}}});
    const QJsonObject message{{u"role"_s, u"assistant"_s}, {u"tool_calls"_s, list}};
    const QJsonObject choice{
        {u"index"_s, 0}, {u"message"_s, message}, {u"finish_reason"_s, u"tool_calls"_s}};
    return Reply::json(QJsonDocument(QJsonObject{{u"choices"_s, QJsonArray{choice}}}).toJson());
}

Reply saying(const QByteArray &words)
{
    return Reply::json(R"({"choices":[{"index":0,"message":{"role":"assistant","content":")" + words
                       + R"("},"finish_reason":"stop"}]})");
}

} // namespace

class tst_ToolLoop final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void resultsGoBackUntilAnAnswerWantsNothing();
    void callsOfOneAnswerRunBesideEachOther();
    void whatCannotBeCalledIsToldToTheModel_data();
    void whatCannotBeCalledIsToldToTheModel();
    void theSameCallIsNotMadeForEver();
    void roundsAreCounted();
    void anAnswerThatBrokeOffRunsNothing();
    void stoppingLeavesAConversationThatCanBeSent();
    void aToolThatFailsIsAnError();
    void aCallWaitsForTheUser();
    void argumentsCanBeChangedBeforeACallRuns();
    void aDenialIsToldToTheModel();
    void theUserCanBeTheTool();
    void oneCallOfSeveralCanBeCancelled();
    void longResultsWaitForAWord_data();
    void longResultsWaitForAWord();
    void rulesDecideWhileACallWaits();
    void stoppingTheSessionStopsTheCalls();
    void callsThatNobodyAnsweredCanBeTakenUpAgain();

private:
    static tools::Verdict verdict(tools::Permission permission)
    {
        return {.permission = permission};
    }
    void askFirst()
    {
        m_loop->setGate(
            [](const Tool &, const QByteArray &) { return verdict(tools::Permission::Ask); });
    }
    //! Waits until the call \a at is in \a state.
    bool waitFor(qsizetype at, ToolCall::State state)
    {
        return QTest::qWaitFor(
            [&] { return m_loop->calls().size() > at && m_loop->calls().at(at).state == state; },
            30'000);
    }
    //! \return what the model was told of its only call.
    QString told() const { return sentMessages().at(2).toObject().value(u"content"_s).toString(); }
    //! A tool that answers after \a delay, and notes when it began.
    Tool tool(const QString &name, const QString &result, int delay = 0);
    //! Sends and waits for the loop's end. \return its reason; -1 for none.
    int ask(const QString &text);
    QJsonArray sentMessages(int request = -1) const;
    void send(const QString &text)
    {
        session::ChatOptions options{.model = u"m"_s, .tools = m_loop->definitions()};
        options.parameters.stream = false;
        m_session->send({.text = text}, options);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<net::HttpClient> m_client;
    std::unique_ptr<net::LearnedDrops> m_learned;
    std::unique_ptr<store::BlobStore> m_blobs;
    std::unique_ptr<ChatSession> m_session;
    std::unique_ptr<ToolLoop> m_loop;
    endpoint::Endpoint m_endpoint;
    QStringList m_ran; // "name arguments"
    int m_running = 0;
    int m_mostAtOnce = 0;
};

void tst_ToolLoop::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FaultServer>();
    m_client = std::make_unique<net::HttpClient>();
    m_learned = std::make_unique<net::LearnedDrops>();
    m_blobs = std::make_unique<store::BlobStore>(m_directory->path());
    m_endpoint = endpoint::endpointFor(m_server->url());
    m_session = std::make_unique<ChatSession>(*m_client, *m_learned, *m_blobs,
                                              [this]() -> base::Result<net::EndpointAccess> {
                                                  return net::EndpointAccess{m_endpoint, {}};
                                              });
    m_loop = std::make_unique<ToolLoop>(*m_session);
    m_ran.clear();
    m_running = 0;
    m_mostAtOnce = 0;
}

void tst_ToolLoop::cleanup()
{
    m_loop.reset();
    m_session.reset();
    m_client.reset();
    m_server.reset();
}

Tool tst_ToolLoop::tool(const QString &name, const QString &result, int delay)
{
    return {.definition = {.name = name,
                           .parametersSchema = R"({"type":"object","properties":{"factor":)"
                                               R"({"type":"number"}},"required":["factor"]})"_ba},
            .run = [this, name, result, delay](const QByteArray &arguments, QObject *context,
                                               const Tool::Done &done) {
                m_ran.append(name + u' ' + QString::fromUtf8(arguments));
                m_mostAtOnce = std::max(m_mostAtOnce, ++m_running);
                QTimer::singleShot(delay, context, [this, result, done] {
                    --m_running;
                    done({.content = result, .log = {u"noted"_s}});
                });
            }};
}

int tst_ToolLoop::ask(const QString &text)
{
    QSignalSpy ended(m_loop.get(), &ToolLoop::ended);
    send(text);
    if (!ended.wait(10'000))
        return -1;
    return int(ended.first().at(1).value<ToolLoop::End>());
}

QJsonArray tst_ToolLoop::sentMessages(int request) const
{
    const auto requests = m_server->requests(chatPath);
    const auto &seen = request < 0 ? requests.constLast() : requests.at(request);
    return QJsonDocument::fromJson(seen.body).object().value(u"messages"_s).toArray();
}

void tst_ToolLoop::resultsGoBackUntilAnAnswerWantsNothing()
{
    m_loop->setTools({tool(u"magic"_s, u"{\"n\":700}"_s), tool(u"special"_s, u"7"_s)});
    m_server->on(chatPath,
                 {calling({{"c1", "special", R"({"factor":1})"}}),
                  calling({{"c2", "magic", R"({"factor":7})"}}), saying("It is 700.")});
    QCOMPARE(ask(u"A magic number, please"_s), int(ToolLoop::End::Answered));
    QCOMPARE(m_ran, QStringList({u"special {\"factor\":1}"_s, u"magic {\"factor\":7}"_s}));

    const conversation::Conversation &chat = m_session->conversation();
    QCOMPARE(chat.count(), 6);
    QCOMPARE(conversation::textOf(chat.at(5).content), u"It is 700."_s);
    QCOMPARE(chat.at(4).role, Role::Tool);
    const QJsonArray sent = sentMessages();
    QCOMPARE(sent.size(), 5);
    QCOMPARE(sent.at(2).toObject().value(u"role"_s).toString(), u"tool"_s);
    QCOMPARE(sent.at(2).toObject().value(u"tool_call_id"_s).toString(), u"c1"_s);
    QCOMPARE(sent.at(4).toObject().value(u"content"_s).toString(), u"{\"n\":700}"_s);
    // Tools are sent with every round.
    for (const auto &request : m_server->requests(chatPath)) {
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        QCOMPARE(body.value(u"tools"_s).toArray().size(), 2);
    }
}

void tst_ToolLoop::callsOfOneAnswerRunBesideEachOther()
{
    m_loop->setTools({tool(u"slow"_s, u"1"_s, 80), tool(u"quick"_s, u"2"_s)});
    m_server->on(chatPath,
                 {calling({{"a", "slow", R"({"factor":1})"}, {"b", "quick", R"({"factor":1})"}}),
                  saying("Done.")});
    QCOMPARE(ask(u"Both"_s), int(ToolLoop::End::Answered));
    QCOMPARE(m_mostAtOnce, 2);
    const QJsonArray sent = sentMessages();
    QCOMPARE(sent.at(2).toObject().value(u"content"_s).toString(), u"1"_s);
    QCOMPARE(sent.at(3).toObject().value(u"content"_s).toString(), u"2"_s);
}

void tst_ToolLoop::whatCannotBeCalledIsToldToTheModel_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<QString>("words");
    QTest::newRow("no such tool") << "other"_ba
                                  << "{}"_ba << u"no tool \"other\""_s;
    QTest::newRow("cut off") << "magic"_ba
                             << R"({"factor":)"_ba << u"no JSON"_s;
    QTest::newRow("no object") << "magic"_ba
                               << "[1]"_ba << u"no JSON object"_s;
    QTest::newRow("one is missing") << "magic"_ba
                                    << "{}"_ba << u"\"factor\" is missing"_s;
    QTest::newRow("a wrong one") << "magic"_ba
                                 << R"({"factor":"x"})"_ba << u"/factor"_s;
}

void tst_ToolLoop::whatCannotBeCalledIsToldToTheModel()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, arguments);
    QFETCH(QString, words);
    m_loop->setTools({tool(u"magic"_s, u"1"_s)});
    m_server->on(chatPath, {calling({{"c", name, arguments}}), saying("Sorry.")});
    QCOMPARE(ask(u"Go"_s), int(ToolLoop::End::Answered));
    QVERIFY(m_ran.isEmpty());
    const conversation::Conversation &chat = m_session->conversation();
    const auto *result = std::get_if<conversation::ToolResultPart>(&chat.at(2).content.first());
    QVERIFY(result && result->isError);
    QVERIFY2(result->content.contains(words), qPrintable(result->content));
}

void tst_ToolLoop::theSameCallIsNotMadeForEver()
{
    m_loop->setTools({tool(u"magic"_s, u"1"_s)});
    m_server->on(chatPath, calling({{"c", "magic", R"({"factor": 2.0})"}}));
    QCOMPARE(ask(u"Go"_s), int(ToolLoop::End::Repeated));
    QCOMPARE(m_ran.size(), 2);
    // Another question may ask for it again.
    m_server->on(chatPath, {calling({{"c", "magic", R"({"factor":2})"}}), saying("Done.")});
    QCOMPARE(ask(u"Again"_s), int(ToolLoop::End::Answered));
    QCOMPARE(m_ran.size(), 3);
    // The call without a result was answered in the request.
    const QJsonArray sent = sentMessages(0 + int(m_server->requests(chatPath).size()) - 2);
    int calls = 0;
    int results = 0;
    for (const QJsonValue &message : sent) {
        calls += int(message.toObject().value(u"tool_calls"_s).toArray().size());
        results += message.toObject().value(u"role"_s).toString() == "tool"_L1 ? 1 : 0;
    }
    QCOMPARE(calls, 3);
    QCOMPARE(results, calls);
}

void tst_ToolLoop::roundsAreCounted()
{
    m_loop->setTools({tool(u"magic"_s, u"1"_s)});
    QList<Reply> replies;
    for (int round = 0; round < 20; ++round)
        replies.append(calling({{"c", "magic", "{\"factor\":" + QByteArray::number(round) + '}'}}));
    m_server->on(chatPath, replies);
    QCOMPARE(ask(u"Go"_s), int(ToolLoop::End::TooManyRounds));
    QCOMPARE(m_ran.size(), ToolLoop::mostRounds);
}

void tst_ToolLoop::anAnswerThatBrokeOffRunsNothing()
{
    m_loop->setTools({tool(u"magic"_s, u"1"_s)});
    m_server->on(
        chatPath,
        Reply::head(200, {{"Content-Type", "text/event-stream"}})
            .send("data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,"
                  "\"id\":\"c\",\"function\":{\"name\":\"magic\",\"arguments\":"
                  "\"{\\\"factor\\\":1}\"}}]}}]}\n\n")
            .close());
    QCOMPARE(ask(u"Go"_s), int(ToolLoop::End::Answered));
    QVERIFY(m_ran.isEmpty());
    QCOMPARE(m_session->conversation().at(1).state, MessageState::Failed);
}

void tst_ToolLoop::stoppingLeavesAConversationThatCanBeSent()
{
    m_loop->setTools({tool(u"slow"_s, u"1"_s, 60'000)});
    m_server->on(chatPath, {calling({{"c", "slow", R"({"factor":1})"}}), saying("Well.")});
    QSignalSpy started(m_loop.get(), &ToolLoop::callStarted);
    QSignalSpy ended(m_loop.get(), &ToolLoop::ended);
    send(u"Go"_s);
    QVERIFY(started.wait());
    QVERIFY(m_loop->isRunning());
    m_loop->stop();
    QVERIFY(!m_loop->isRunning());
    QCOMPARE(ended.size(), 1);
    QCOMPARE(ask(u"Never mind"_s), int(ToolLoop::End::Answered));
    const QJsonArray sent = sentMessages();
    QCOMPARE(sent.at(2).toObject().value(u"role"_s).toString(), u"tool"_s);
    QCOMPARE(sent.at(2).toObject().value(u"tool_call_id"_s).toString(), u"c"_s);
}

void tst_ToolLoop::aToolThatFailsIsAnError()
{
    Tool failing = tool(u"magic"_s, {});
    failing.run = [](const QByteArray &, QObject *context, const Tool::Done &done) {
        QTimer::singleShot(0, context,
                           [done] { done({.content = u"no luck"_s, .isError = true}); });
    };
    m_loop->setTools({failing});
    m_server->on(chatPath, {calling({{"c", "magic", R"({"factor":1})"}}), saying("Well.")});
    QCOMPARE(ask(u"Go"_s), int(ToolLoop::End::Answered));
    const auto *result =
        std::get_if<conversation::ToolResultPart>(&m_session->conversation().at(2).content.first());
    QVERIFY(result && result->isError);
    QCOMPARE(result->content, u"no luck"_s);
}

void tst_ToolLoop::aCallWaitsForTheUser()
{
    m_loop->setTools({tool(u"magic"_s, u"7"_s)});
    askFirst();
    m_server->on(chatPath, {calling({{"c", "magic", R"({"factor":1})"}}), saying("Done.")});
    QSignalSpy ended(m_loop.get(), &ToolLoop::ended);
    send(u"Go"_s);
    QVERIFY(waitFor(0, ToolCall::State::Asking));
    QCOMPARE(m_session->state(), ChatSession::State::Calling);
    QVERIFY(m_session->isRunning());
    QVERIFY(m_ran.isEmpty());
    QCOMPARE(m_loop->run(0, R"({"factor":1})"), QString());
    QVERIFY(ended.wait(30'000));
    QCOMPARE(m_ran, QStringList(u"magic {\"factor\":1}"_s));
    QCOMPARE(told(), u"7"_s);
    QCOMPARE(m_session->conversation().at(2).notes, QStringList(u"noted"_s));
}

void tst_ToolLoop::argumentsCanBeChangedBeforeACallRuns()
{
    m_loop->setTools({tool(u"magic"_s, u"7"_s)});
    askFirst();
    m_server->on(chatPath, {calling({{"c", "magic", R"({"factor":1})"}}), saying("Done.")});
    QSignalSpy ended(m_loop.get(), &ToolLoop::ended);
    send(u"Go"_s);
    QVERIFY(waitFor(0, ToolCall::State::Asking));
    QVERIFY(!m_loop->run(0, R"({"factor":"x"})").isEmpty());
    QCOMPARE(m_loop->calls().first().state, ToolCall::State::Asking);
    QCOMPARE(m_loop->run(0, R"({"factor":3})"), QString());
    QVERIFY(ended.wait(30'000));
    QCOMPARE(m_ran, QStringList(u"magic {\"factor\":3}"_s));
    QVERIFY2(told().startsWith(u'7') && told().contains(u"changed the arguments"_s),
             qPrintable(told()));
}

void tst_ToolLoop::aDenialIsToldToTheModel()
{
    m_loop->setTools({tool(u"magic"_s, u"7"_s)});
    askFirst();
    m_server->on(chatPath, {calling({{"c", "magic", R"({"factor":1})"}}), saying("Well.")});
    QSignalSpy ended(m_loop.get(), &ToolLoop::ended);
    send(u"Go"_s);
    QVERIFY(waitFor(0, ToolCall::State::Asking));
    m_loop->deny(0, u"use 12"_s);
    m_loop->deny(0, u"twice"_s);
    QVERIFY(ended.wait(30'000));
    QVERIFY(m_ran.isEmpty());
    QCOMPARE(told(), u"The user did not allow this call. The user says: use 12"_s);
}

void tst_ToolLoop::theUserCanBeTheTool()
{
    Tool byHand = tool(u"magic"_s, {});
    byHand.run = {};
    byHand.kind = tools::ToolKind::ByHand;
    m_loop->setTools({byHand});
    m_server->on(chatPath, {calling({{"c", "magic", R"({"factor":1})"}}), saying("Well.")});
    QSignalSpy ended(m_loop.get(), &ToolLoop::ended);
    send(u"Go"_s);
    QVERIFY(waitFor(0, ToolCall::State::ByHand));
    m_loop->answer(0, u"{\"n\":42}"_s);
    QVERIFY(ended.wait(30'000));
    QCOMPARE(told(), u"{\"n\":42}"_s);
}

void tst_ToolLoop::oneCallOfSeveralCanBeCancelled()
{
    m_loop->setTools({tool(u"slow"_s, u"1"_s, 600'000), tool(u"quick"_s, u"2"_s)});
    m_server->on(chatPath,
                 {calling({{"a", "slow", R"({"factor":1})"}, {"b", "quick", R"({"factor":1})"}}),
                  saying("Done.")});
    QSignalSpy ended(m_loop.get(), &ToolLoop::ended);
    send(u"Both"_s);
    QVERIFY(waitFor(1, ToolCall::State::Done));
    QCOMPARE(m_loop->calls().first().state, ToolCall::State::Running);
    m_loop->cancel(0);
    QVERIFY(ended.wait(30'000));
    const QJsonArray sent = sentMessages();
    QCOMPARE(sent.at(2).toObject().value(u"content"_s).toString(),
             u"The user cancelled this call."_s);
    QCOMPARE(sent.at(3).toObject().value(u"content"_s).toString(), u"2"_s);
}

void tst_ToolLoop::longResultsWaitForAWord_data()
{
    QTest::addColumn<bool>("whole");
    QTest::newRow("all of it") << true;
    QTest::newRow("its beginning") << false;
}

void tst_ToolLoop::longResultsWaitForAWord()
{
    QFETCH(bool, whole);
    const QString result = u"of %1 and %2: "_s + QString(ToolLoop::longestResult, u'x');
    m_loop->setTools({tool(u"magic"_s, result)});
    m_loop->setGate(
        [](const Tool &, const QByteArray &) { return verdict(tools::Permission::Run); });
    m_server->on(chatPath, {calling({{"c", "magic", R"({"factor":1})"}}), saying("Done.")});
    QSignalSpy ended(m_loop.get(), &ToolLoop::ended);
    send(u"Go"_s);
    QVERIFY(waitFor(0, ToolCall::State::TooLong));
    m_loop->sendResult(0, whole);
    QVERIFY(ended.wait(30'000));
    if (whole)
        QCOMPARE(told(), result);
    else
        QVERIFY(told().startsWith(result.first(ToolLoop::longestResult) + u"\n[The first"_s));
}

void tst_ToolLoop::rulesDecideWhileACallWaits()
{
    auto permission = tools::Permission::Ask;
    m_loop->setTools({tool(u"magic"_s, u"7"_s)});
    m_loop->setGate([&](const Tool &, const QByteArray &) { return verdict(permission); });
    m_server->on(chatPath,
                 {calling({{"a", "magic", R"({"factor":1})"}, {"b", "magic", R"({"factor":2})"}}),
                  calling({{"c", "magic", R"({"factor":3})"}}), saying("Done.")});
    QSignalSpy ended(m_loop.get(), &ToolLoop::ended);
    send(u"Go"_s);
    QVERIFY(waitFor(1, ToolCall::State::Asking));
    permission = tools::Permission::Run;
    m_loop->judgeAgain();
    QVERIFY(ended.wait(30'000));
    QCOMPARE(m_ran.size(), 3);
}

void tst_ToolLoop::stoppingTheSessionStopsTheCalls()
{
    m_loop->setTools({tool(u"magic"_s, u"7"_s)});
    askFirst();
    m_server->on(chatPath, {calling({{"c", "magic", R"({"factor":1})"}}), saying("Well.")});
    QSignalSpy ended(m_loop.get(), &ToolLoop::ended);
    send(u"Go"_s);
    QVERIFY(waitFor(0, ToolCall::State::Asking));
    m_session->stop();
    QCOMPARE(ended.size(), 1);
    QCOMPARE(ended.first().at(1).value<ToolLoop::End>(), ToolLoop::End::Stopped);
    QVERIFY(!m_loop->isRunning());
    QVERIFY(m_loop->calls().isEmpty());
    QCOMPARE(m_session->state(), ChatSession::State::Idle);
    QCOMPARE(m_session->conversation().count(), 2);
}

void tst_ToolLoop::callsThatNobodyAnsweredCanBeTakenUpAgain()
{
    m_loop->setTools({tool(u"magic"_s, u"7"_s)});
    QVERIFY(!m_loop->canResume());
    // As they are read from the store after a kill.
    m_session->conversation().append({.role = Role::User,
                                      .content = {conversation::TextPart{.text = u"Go"_s}},
                                      .state = MessageState::Complete});
    m_session->conversation().append(
        {.role = Role::Assistant,
         .content = {ToolCallPart{
             .id = u"c"_s, .name = u"magic"_s, .arguments = u"{\"factor\":1}"_s}},
         .state = MessageState::Complete});
    QVERIFY(m_loop->canResume());
    m_server->on(chatPath, saying("Done."));
    QSignalSpy ended(m_loop.get(), &ToolLoop::ended);
    session::ChatOptions options{.model = u"m"_s, .tools = m_loop->definitions()};
    options.parameters.stream = false;
    m_loop->resume(options);
    QVERIFY(ended.wait(30'000));
    QCOMPARE(told(), u"7"_s);
    QVERIFY(!m_loop->canResume());
}

QTEST_GUILESS_MAIN(tst_ToolLoop)
#include "tst_toolloop.moc"
