// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/toolloop.h"
#include "app/tools/toolbox.h"
#include "tests/app/session/comparisonfixture.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;
using conversation::ConversationId;
using conversation::Role;
using session::Comparison;
using session::ToolCall;
using store::ChatSetup;
using store::HistoryRule;

namespace {

constexpr int patience = 30'000; // milliseconds

const auto callingAnswer =
    R"({"choices":[{"index":0,"message":{"role":"assistant","tool_calls":[{"id":"c1",)"
    R"("type":"function","function":{"name":"double","arguments":"{}"}}]},)"
    R"("finish_reason":"tool_calls"}]})"_ba;

tools::Tool named(const QString &name)
{
    return {.definition = {.name = name, .description = u"A number"_s, .parametersSchema = "{}"_ba},
            .run =
                [](const QByteArray &, QObject *context, const tools::Tool::Done &done) {
                    QMetaObject::invokeMethod(
                        context, [done] { done({.content = u"42"_s}); }, Qt::QueuedConnection);
                },
            .kind = tools::ToolKind::Server,
            .server = u"numbers"_s};
}

} // namespace

//! Models of lanes call functions, as those of chats do.
class tst_ComparisonTools : public QObject, private ComparisonFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void eachLaneCallsAndGoesOnByItself();
    void theRoundEndsWithTheLastCall();
    void whatIsCalledStandsBelowTheChosenHistory();
    void toolsThatDifferAreNamed();
    void anAnswerThatOnlyCallsIsNotPromoted();

private:
    bool waitForCall(qsizetype lane) const;
    void runCall(qsizetype lane) const
    {
        m_library->toolLoop(this->lane(lane))->run(0, QByteArrayLiteral("{}"));
    }

    std::unique_ptr<tools::ToolBox> m_tools;
};

void tst_ComparisonTools::init()
{
    begin();
    m_tools = std::make_unique<tools::ToolBox>(m_directory->path(), *m_client);
    m_tools->setServerTools(u"numbers"_s, {named(u"double"_s), named(u"half"_s)});
    m_library->setTools(*m_tools);
}

void tst_ComparisonTools::cleanup()
{
    end();
    m_tools.reset();
}

bool tst_ComparisonTools::waitForCall(qsizetype at) const
{
    const session::ToolLoop *loop = m_library->toolLoop(lane(at));
    return QTest::qWaitFor(
        [loop] {
            return !loop->calls().isEmpty()
                && loop->calls().constFirst().state == ToolCall::State::Asking;
        },
        patience);
}

void tst_ComparisonTools::eachLaneCallsAndGoesOnByItself()
{
    compare({u"a"_s, u"b"_s});
    m_comparison->setTools({u"double"_s});
    m_server->on(
        chatPath,
        {Reply::json(callingAnswer), Reply::json(callingAnswer), Reply::chat({"It is ", "42"})});

    m_comparison->send({.text = u"Double it"_s});
    QVERIFY(waitForCall(0) && waitForCall(1));

    const QList<QJsonObject> first = bodies();
    QCOMPARE(first.size(), 2);
    QCOMPARE(first.at(0)[u"tools"_s].toArray().size(), 1);
    QCOMPARE(without(first.at(0), {u"model"_s}), without(first.at(1), {u"model"_s}));
    runCall(1);
    QTRY_VERIFY_WITH_TIMEOUT(!session(1).isRunning(), patience); // while Lane A waits for the user
    QCOMPARE(textOf(last(1).content), u"It is 42"_s);
    QVERIFY(session(0).isRunning());
    runCall(0);
    QTRY_VERIFY_WITH_TIMEOUT(!m_comparison->isRunning(), patience);
    QCOMPARE(textOf(last(0).content), u"It is 42"_s);
}

void tst_ComparisonTools::theRoundEndsWithTheLastCall()
{
    compare({u"a"_s, u"b"_s});
    m_comparison->setTools({u"double"_s});
    m_server->on(chatPath,
                 {Reply::json(callingAnswer), Reply::json(callingAnswer), Reply::chat({"Done"})});
    QSignalSpy finished(m_comparison.get(), &Comparison::roundFinished);

    m_comparison->send({.text = u"Double it"_s});
    QVERIFY(waitForCall(0) && waitForCall(1));
    QTest::qWait(0); // what was to be told later has been told
    QCOMPARE(finished.count(), 0);
    runCall(0);
    runCall(1);

    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patience);
    QCOMPARE(finished.constFirst().constFirst().toBool(), true);
}

void tst_ComparisonTools::whatIsCalledStandsBelowTheChosenHistory()
{
    compare({u"a"_s, u"b"_s});
    m_comparison->setHistoryRule(HistoryRule::Chosen);
    ask(u"Q1"_s);
    m_comparison->promote(lane(0));
    m_comparison->setTools({u"double"_s});
    m_server->clearLog();
    m_server->on(chatPath,
                 {Reply::json(callingAnswer), Reply::json(callingAnswer), Reply::chat({"Done"})});

    m_comparison->send({.text = u"Q2"_s});
    QVERIFY(waitForCall(0) && waitForCall(1));
    runCall(1);
    QTRY_VERIFY_WITH_TIMEOUT(!session(1).isRunning(), patience);

    const QJsonArray sent = bodies().constLast()[u"messages"_s].toArray();
    QStringList roles;
    for (const QJsonValue &message : sent)
        roles.append(message[u"role"_s].toString());
    QCOMPARE(roles.join(u' '), u"system user assistant user assistant tool"_s);
    QCOMPARE(sent.at(1)[u"content"_s].toString(), u"Q1"_s);
    QCOMPARE(sent.at(3)[u"content"_s].toString(), u"Q2"_s);
    QCOMPARE(sent.at(5)[u"content"_s].toString(), u"42"_s);
    m_comparison->stopAll();
}

void tst_ComparisonTools::toolsThatDifferAreNamed()
{
    compare({u"a"_s, u"b"_s});
    m_comparison->setTools({u"double"_s});
    QVERIFY(m_comparison->differences(lane(1)).isEmpty());
    ChatSetup other = m_comparison->setup(lane(1));
    other.tools = {u"double"_s, u"half"_s};
    m_comparison->setSetup(lane(1), other);

    const auto differences = m_comparison->differences(lane(1));

    QCOMPARE(differences.size(), 1);
    QCOMPARE(differences.constFirst().field, u"tools"_s);
    QCOMPARE(differences.constFirst().value, u"double, half"_s);
}

void tst_ComparisonTools::anAnswerThatOnlyCallsIsNotPromoted()
{
    compare({u"a"_s, u"b"_s});
    m_comparison->setTools({u"double"_s});
    m_server->on(chatPath, Reply::json(callingAnswer));
    m_comparison->send({.text = u"Q"_s});
    QVERIFY(waitForCall(0) && waitForCall(1));

    m_comparison->stopAll();

    QTRY_VERIFY(!m_comparison->isRunning());
    QCOMPARE(texts(0).section(u'|', 0, 0), u"Q"_s); // it had begun: the question stays
    QVERIFY(m_comparison->promotable(lane(0)).isNull());
    QVERIFY(m_library->toolLoop(lane(0))->canResume());
}

QTEST_GUILESS_MAIN(tst_ComparisonTools)
#include "tst_comparisontools.moc"
