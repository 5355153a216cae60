// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/lanemetrics.h"
#include "tests/app/session/comparisonfixture.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::ErrorKind;
using conversation::ConversationId;
using conversation::Message;
using conversation::MessageState;
using conversation::Role;
using session::ChatLibrary;
using session::ChatSession;
using session::Comparison;
using store::ChatSetup;
using store::HistoryRule;

class tst_Comparison : public QObject, private ComparisonFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void requestsAreEqualButForTheModel();
    void differencesAreNamedAndAreTheOnlyOnes();
    void aCutARefusedAndASlowLaneHoldUpNobody();
    void aLaneThatIsRateLimitedWaitsAlone();
    void byDefaultEachLaneIsSentItsOwnHistory();
    void lanesContinueFromTheChosenAnswer();
    void lanesAreToldWhatTheOthersAnswered();
    void aPromotedAnswerStandsInTheMainLineWithWhereItCameFrom();
    void promotingALaterAnswerKeepsTheTitle();
    void anotherChoiceForTheSameTurnIsAnotherVersion();
    void oneLaneIsStoppedAndAskedAgainAlone();
    void whatIsStoppedBeforeAnyOutputComesBackOnce();
    void aLaneThatHasBegunKeepsTheQuestionInAll();
    void aComparisonIsOneRowThatTellsOfAllLanes();
    void theEstimateCountsAllRequests();
    void theEstimateCountsWhatIsShared();
    void theEstimateKnowsWhatEachModelTakes();
    void aLaneIsShortenedToWhatItsModelTakes();
    void aNoteStandsInAllLanesAndIsSentWithTheNextQuestion();
    void filesGoToEachLaneByWhatItsModelTakes();
    void metricsTellWhatIsKnown();
};

void tst_Comparison::init()
{
    begin();
}

void tst_Comparison::cleanup()
{
    end();
}

void tst_Comparison::requestsAreEqualButForTheModel()
{
    compare({u"a"_s, u"b"_s, u"c"_s});
    ask(u"Which is it?"_s);

    const QList<QJsonObject> sent = bodies();
    QCOMPARE(sent.size(), 3);
    QCOMPARE(sent.at(0)["model"_L1].toString(), u"a"_s);
    QCOMPARE(sent.at(1)["model"_L1].toString(), u"b"_s);
    QCOMPARE(sent.at(2)["model"_L1].toString(), u"c"_s);
    QCOMPARE(without(sent.at(1), {u"model"_s}), without(sent.at(0), {u"model"_s}));
    QCOMPARE(without(sent.at(2), {u"model"_s}), without(sent.at(0), {u"model"_s}));
    QCOMPARE(turnsOf(sent.at(0)), (QStringList{u"system: Be brief."_s, u"user: Which is it?"_s}));
    // To the byte: what is left when the model's name is taken out.
    QByteArray first;
    for (const SeenRequest &request : m_server->requests(chatPath)) {
        const QString model = QJsonDocument::fromJson(request.body).object()["model"_L1].toString();
        QByteArray body = request.body;
        body.replace("\"" + model.toUtf8() + "\"", "");
        if (first.isEmpty())
            first = body;
        QCOMPARE(body, first);
    }
}

void tst_Comparison::differencesAreNamedAndAreTheOnlyOnes()
{
    compare({u"a"_s, u"b"_s});
    ChatSetup setup = m_comparison->setup(lane(1));
    setup.parameters.temperature = 0.2;
    setup.systemPrompt = u"Be long."_s;
    m_comparison->setSetup(lane(1), setup);

    QCOMPARE(m_comparison->differences(lane(0)).size(), 0);
    QStringList named;
    for (const session::LaneDifference &difference : m_comparison->differences(lane(1)))
        named.append(difference.field + u'=' + difference.value);
    QCOMPARE(named, (QStringList{u"system_prompt=Be long."_s, u"temperature=0.2"_s}));

    ask(u"Q"_s);
    const QList<QJsonObject> sent = bodies();
    QCOMPARE(sent.at(1)["temperature"_L1].toDouble(), 0.2);
    QCOMPARE(turnsOf(sent.at(1)), (QStringList{u"system: Be long."_s, u"user: Q"_s}));
    const QStringList differing{u"model"_s, u"temperature"_s, u"messages"_s};
    QCOMPARE(without(sent.at(1), differing), without(sent.at(0), differing));
}

void tst_Comparison::aCutARefusedAndASlowLaneHoldUpNobody()
{
    const QByteArray refusal = R"({"error":{"message":"not for you","type":"x"}})";
    m_server->on(chatPath,
                 {Reply::head(200, {{"Content-Type", "text/event-stream"}})
                      .send("data: " + textDelta("Half an") + "\n\n")
                      .wait(50ms)
                      .reset(),
                  Reply::json(refusal, 403), Reply::chat({"late ", "answer"}, 400ms),
                  Reply::chat({"quick"})});
    compare({u"a"_s, u"b"_s, u"c"_s, u"d"_s});
    QSignalSpy finished(m_comparison.get(), &Comparison::roundFinished);
    m_comparison->send({.text = u"Q"_s});

    // Which lane got which reply: the server answers in the order of arrival.
    QTRY_COMPARE(m_server->requests(chatPath).size(), 4);
    QStringList order;
    for (const SeenRequest &request : m_server->requests(chatPath))
        order.append(QJsonDocument::fromJson(request.body).object()["model"_L1].toString());
    const auto at = [&](int reply) { return u"abcd"_s.indexOf(order.at(reply)); };

    QTRY_COMPARE(last(at(3)).state, MessageState::Complete); // while the slow one still comes
    QTRY_COMPARE(last(at(0)).state, MessageState::Failed);
    QTRY_COMPARE(last(at(1)).state, MessageState::Failed);
    QVERIFY(session(at(2)).isRunning());
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(finished.constFirst().constFirst().toBool(), false);
    QCOMPARE(textOf(last(at(0)).content), u"Half an"_s);
    QCOMPARE(last(at(1)).error->kind, ErrorKind::Forbidden);
    QCOMPARE(textOf(last(at(2)).content), u"late answer"_s);
    QCOMPARE(textOf(last(at(3)).content), u"quick"_s);
}

void tst_Comparison::aLaneThatIsRateLimitedWaitsAlone()
{
    m_server->on(chatPath,
                 {Reply::json("{}", 429, {{"Retry-After", "30"}}), Reply::chat({"fine"})});
    compare({u"a"_s, u"b"_s, u"c"_s});
    m_comparison->send({.text = u"Q"_s});

    const auto inState = [this](ChatSession::State state) {
        int count = 0;
        for (const ConversationId &each : m_comparison->lanes())
            count += m_comparison->session(each)->state() == state ? 1 : 0;
        return count;
    };
    QTRY_COMPARE(inState(ChatSession::State::Idle), 2);
    QCOMPARE(inState(ChatSession::State::Retrying), 1);
    m_comparison->stopAll();
    QVERIFY(!m_comparison->isRunning());
}

void tst_Comparison::byDefaultEachLaneIsSentItsOwnHistory()
{
    m_server->on(chatPath, {Reply::chat({"one"}), Reply::chat({"two"}), Reply::chat({"more"})});
    compare({u"a"_s, u"b"_s});
    ask(u"Q1"_s);
    m_server->clearLog();
    ask(u"Q2"_s);

    for (const QJsonObject &body : bodies()) {
        const qsizetype lane = body["model"_L1].toString() == u"a"_s ? 0 : 1;
        const QString own = texts(lane).section(u'|', 1, 1);
        QVERIFY(own == u"one"_s || own == u"two"_s);
        QCOMPARE(turnsOf(body),
                 (QStringList{u"system: Be brief."_s, u"user: Q1"_s, u"assistant: "_s + own,
                              u"user: Q2"_s}));
    }
    QVERIFY(texts(0) != texts(1));
}

void tst_Comparison::lanesContinueFromTheChosenAnswer()
{
    m_server->on(chatPath, {Reply::chat({"one"}), Reply::chat({"two"}), Reply::chat({"more"})});
    compare({u"a"_s, u"b"_s});
    m_comparison->setHistoryRule(HistoryRule::Chosen);
    QVERIFY(!m_comparison->needsChoice());
    ask(u"Q1"_s);
    QVERIFY(m_comparison->needsChoice());
    const QString chosen = textOf(last(1).content);
    m_comparison->promote(lane(1));
    QVERIFY(!m_comparison->needsChoice());
    m_server->clearLog();
    ask(u"Q2"_s);

    const QList<QJsonObject> sent = bodies();
    QCOMPARE(sent.size(), 2);
    QCOMPARE(turnsOf(sent.at(0)),
             (QStringList{u"system: Be brief."_s, u"user: Q1"_s, u"assistant: "_s + chosen,
                          u"user: Q2"_s}));
    QCOMPARE(without(sent.at(1), {u"model"_s}), without(sent.at(0), {u"model"_s}));

    // Asking again for the first answer sends what was above it then: nothing.
    m_server->clearLog();
    QSignalSpy ended(&session(0), &ChatSession::answerFinished);
    m_comparison->retry(lane(0), session(0).conversation().at(1).id);
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(turnsOf(bodies().constFirst()), (QStringList{u"system: Be brief."_s, u"user: Q1"_s}));
}

void tst_Comparison::lanesAreToldWhatTheOthersAnswered()
{
    m_server->on(chatPath, {Reply::chat({"one"}), Reply::chat({"two"}), Reply::chat({"more"})});
    compare({u"a"_s, u"b"_s});
    m_comparison->setHistoryRule(HistoryRule::Shared);
    ask(u"Q1"_s);
    const QStringList answers{textOf(last(0).content), textOf(last(1).content)};
    m_server->clearLog();
    ask(u"Q2"_s);

    const QList<QJsonObject> sent = bodies();
    const QString toA = turnsOf(sent.at(0)).constLast();
    const QString toB = turnsOf(sent.at(1)).constLast();
    QVERIFY2(toA.contains(u"<answer assistant=\"B\">\n%1\n</answer>"_s.arg(answers.at(1))),
             qPrintable(toA));
    QVERIFY(!toA.contains(u"assistant=\"A\""_s));
    QVERIFY(toB.contains(u"<answer assistant=\"A\">\n%1\n</answer>"_s.arg(answers.at(0))));
    QVERIFY(toA.endsWith(u"Q2"_s) && toB.endsWith(u"Q2"_s));
    // It is told, not written down: the lane shows what the user wrote.
    QCOMPARE(textOf(session(0).conversation().at(2).content), u"Q2"_s);
}

void tst_Comparison::aPromotedAnswerStandsInTheMainLineWithWhereItCameFrom()
{
    compare({u"a"_s, u"b"_s});
    ask(u"Q1"_s);
    const Message answer = last(1);
    QCOMPARE(m_comparison->promotable(lane(1)), answer.id);
    QVERIFY(!m_comparison->isPromoted(lane(1), answer.id));

    m_comparison->promote(lane(1));
    m_comparison->promote(lane(1)); // once is enough

    QCOMPARE(mainTexts(), u"Q1|An answer"_s);
    QVERIFY(m_comparison->isPromoted(lane(1), answer.id));
    const Message promoted = m_comparison->mainSession().conversation().at(1);
    QCOMPARE(promoted.model, u"b"_s);
    QVERIFY(promoted.origin);
    QCOMPARE(promoted.origin->chat, lane(1));
    QCOMPARE(promoted.origin->message, answer.id);
    QCOMPARE(promoted.timing, answer.timing);

    const ConversationId chat = m_comparison->mainLine();
    QTest::qWait(0);
    restart();
    compare({}, chat);
    QTRY_COMPARE(mainTexts(), u"Q1|An answer"_s);
    QCOMPARE(m_comparison->mainSession().conversation().at(1).origin, promoted.origin);
}

void tst_Comparison::promotingALaterAnswerKeepsTheTitle()
{
    compare({u"a"_s, u"b"_s});
    ask(u"First"_s);
    ask(u"Second"_s);

    m_comparison->promote(lane(1));

    QCOMPARE(m_comparison->mainSession().conversation().count(), 2);
    QCOMPARE(m_library->find(m_comparison->mainLine())->title, u"First"_s);
}

void tst_Comparison::anotherChoiceForTheSameTurnIsAnotherVersion()
{
    m_server->on(chatPath, {Reply::chat({"one"}), Reply::chat({"two"}), Reply::chat({"more"})});
    compare({u"a"_s, u"b"_s});
    ask(u"Q1"_s);
    const QString second = textOf(last(1).content);
    m_comparison->promote(lane(0));
    m_comparison->promote(lane(1));

    QCOMPARE(mainTexts(), u"Q1|"_s + second);
    conversation::Conversation &tree = m_comparison->mainSession().conversation();
    QCOMPARE(tree.siblings(tree.at(1).id).size(), 2);
}

void tst_Comparison::oneLaneIsStoppedAndAskedAgainAlone()
{
    m_server->on(chatPath, {Reply::nothing(), Reply::chat({"fine"}), Reply::chat({"again"})});
    compare({u"a"_s, u"b"_s});
    m_comparison->send({.text = u"Q"_s});
    const auto idle = [this](qsizetype at) { return !session(at).isRunning(); };
    QTRY_VERIFY(idle(0) || idle(1));
    const qsizetype stalled = idle(0) ? 1 : 0;

    m_comparison->stop(lane(stalled));

    QVERIFY(!m_comparison->isRunning());
    QCOMPARE(texts(stalled), u"Q|"_s);
    QCOMPARE(last(stalled).error->kind, ErrorKind::Cancelled);
    QCOMPARE(texts(1 - stalled), u"Q|fine"_s);
    m_comparison->retry(lane(stalled));
    QTRY_COMPARE(texts(stalled), u"Q|again"_s);
    QCOMPARE(texts(1 - stalled), u"Q|fine"_s);
    QTRY_VERIFY(!m_comparison->isRunning());
}

void tst_Comparison::whatIsStoppedBeforeAnyOutputComesBackOnce()
{
    m_server->on(chatPath, Reply::nothing());
    compare({u"a"_s, u"b"_s, u"c"_s});
    QSignalSpy accepted(m_comparison.get(), &Comparison::accepted);
    QSignalSpy returned(m_comparison.get(), &Comparison::draftReturned);
    m_comparison->send({.text = u"Q"_s});
    QTRY_COMPARE(accepted.count(), 1);

    m_comparison->stopAll();

    QCOMPARE(returned.count(), 1);
    QCOMPARE(returned.constFirst().constFirst().value<attachments::Draft>().text, u"Q"_s);
    for (qsizetype at = 0; at < 3; ++at)
        QCOMPARE(texts(at), QString());
}

void tst_Comparison::aLaneThatHasBegunKeepsTheQuestionInAll()
{
    m_server->on(chatPath,
                 {Reply::head(200, {{"Content-Type", "text/event-stream"}})
                      .send("data: " + textDelta("Half") + "\n\n"),
                  Reply::nothing()});
    compare({u"a"_s, u"b"_s});
    QSignalSpy returned(m_comparison.get(), &Comparison::draftReturned);
    m_comparison->send({.text = u"Q"_s});
    const auto begun = [this] {
        return session(0).state() == ChatSession::State::Streaming
            || session(1).state() == ChatSession::State::Streaming;
    };
    QTRY_VERIFY(begun());
    QTRY_COMPARE(m_server->requests(chatPath).size(), 2);

    m_comparison->stopAll();

    QCOMPARE(returned.count(), 0);
    QStringList shown{texts(0), texts(1)};
    shown.sort();
    QCOMPARE(shown, (QStringList{u"Q|"_s, u"Q|Half"_s}));
}

void tst_Comparison::aComparisonIsOneRowThatTellsOfAllLanes()
{
    m_server->on(chatPath, {Reply::nothing(), Reply::json("{}", 403)});
    QSignalSpy added(m_library.get(), &ChatLibrary::chatAdded);
    compare({u"a"_s, u"b"_s});
    const ConversationId chat = m_comparison->mainLine();
    QVERIFY(m_library->chats().isEmpty());
    m_comparison->send({.text = u"What is it?"_s});

    QCOMPARE(added.count(), 1);
    QCOMPARE(m_library->chats().size(), 1);
    QCOMPARE(m_library->chats().constFirst().id, chat);
    QCOMPARE(m_library->find(chat)->title, u"What is it?"_s);
    QTRY_VERIFY(m_library->find(chat)->hasFailed);
    QVERIFY(m_library->isRunning(chat));
    QCOMPARE(m_library->mainLineOf(lane(1)), chat);

    m_library->rename(chat, u"A name"_s);
    QCOMPARE(m_library->find(chat)->title, u"A name"_s);
    m_library->rename(chat, {});
    QTRY_COMPARE(m_library->find(chat)->title, u"What is it?"_s);
    const ConversationId waiting = session(0).isRunning() ? lane(0) : lane(1);
    m_comparison->stop(waiting);
    QVERIFY(!m_library->isRunning(chat));
}

void tst_Comparison::theEstimateCountsAllRequests()
{
    compare({u"a"_s, u"b"_s, u"c"_s});
    const attachments::Draft draft{.text = QString(400, u'x')};
    const Comparison::Estimate estimate = m_comparison->estimate(draft);
    QCOMPARE(estimate.requests, 3);
    QVERIFY(estimate.tokens >= 3 * 50);
    m_comparison->removeLane(lane(0));
    QCOMPARE(m_comparison->estimate(draft).tokens, estimate.tokens / 3 * 2);
}

void tst_Comparison::theEstimateCountsWhatIsShared()
{
    m_server->on(chatPath,
                 {Reply::chat({QByteArray(400, 'x')}), Reply::chat({"short"}),
                  Reply::chat({QByteArray(4000, 'x')}), Reply::chat({"short"})});
    compare({u"a"_s, u"b"_s});
    const attachments::Draft draft{.text = u"Go on"_s};
    m_comparison->setHistoryRule(HistoryRule::Shared);
    QVERIFY(m_comparison->estimate(draft).tokens < 50); // nothing is there to be shared
    ask(u"Q1"_s);
    const auto shared = [&] {
        m_comparison->setHistoryRule(HistoryRule::Own);
        const qint64 own = m_comparison->estimate(draft).tokens;
        m_comparison->setHistoryRule(HistoryRule::Shared);
        return m_comparison->estimate(draft).tokens - own;
    };
    const qint64 first = shared();
    QVERIFY2(first > 100, qPrintable(QString::number(first)));
    ask(u"Q2"_s);
    QVERIFY2(shared() > 5 * first, qPrintable(QString::number(shared())));
}

void tst_Comparison::theEstimateKnowsWhatEachModelTakes()
{
    compare({u"a"_s, u"blind"_s});
    const attachments::Draft draft{.text = u"What is it?"_s,
                                   .attachments = {{.state = attachments::Attachment::State::Ready,
                                                    .fileName = u"seal.png"_s,
                                                    .blob = {.size = 1000},
                                                    .pixelSize = {8, 8}}}};
    const qint64 both = m_comparison->estimate(draft).tokens;
    m_comparison->setModelFacts(lane(1), {.intake = {.images = false}});
    const qint64 one = m_comparison->estimate(draft).tokens;
    QVERIFY2(both - one >= 900, qPrintable(u"%1, %2"_s.arg(both).arg(one)));
}

void tst_Comparison::aLaneIsShortenedToWhatItsModelTakes()
{
    compare({u"a"_s, u"b"_s});
    m_comparison->setModelFacts(lane(1), {.contextLength = 300});
    ask(u"Q1"_s);
    const QString question = u"seven words are in this short question. "_s.repeated(60).trimmed();
    const attachments::Draft draft{.text = question};
    const QMap<qsizetype, session::ContextUse> tooLong = m_comparison->tooLong(draft);
    QCOMPARE(tooLong.keys(), QList<qsizetype>{1});
    QCOMPARE(tooLong.value(1).limit, 300);

    m_server->clearLog();
    QSignalSpy finished(m_comparison.get(), &Comparison::roundFinished);
    m_comparison->send(draft, Comparison::TooLong::LeavesOutOldest);
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(turnsOf(bodies().at(0)).size(), 4);
    QCOMPARE(turnsOf(bodies().at(1)),
             (QStringList{u"system: Be brief."_s, u"user: "_s + question}));
    QCOMPARE(last(1).omittedMessages, 2);
    QCOMPARE(last(0).omittedMessages, 0);
}

void tst_Comparison::aNoteStandsInAllLanesAndIsSentWithTheNextQuestion()
{
    compare({u"a"_s, u"b"_s});
    ask(u"Q1"_s);
    m_server->clearLog();
    QSignalSpy accepted(m_comparison.get(), &Comparison::accepted);
    m_comparison->note({.text = u"Mind the cat"_s});
    QTRY_COMPARE(accepted.count(), 1);
    QVERIFY(bodies().isEmpty());
    ask(u"Q2"_s);
    for (const QJsonObject &body : bodies())
        QCOMPARE(turnsOf(body).constLast(), u"user: Mind the cat\n\nQ2"_s);

    m_comparison->setHistoryRule(HistoryRule::Chosen);
    m_comparison->promote(lane(1));
    m_comparison->note({.text = u"And the dog"_s});
    QTRY_COMPARE(accepted.count(), 3);
    QVERIFY(!m_comparison->needsChoice());
    QVERIFY(mainTexts().endsWith(u"And the dog"_s));
}

void tst_Comparison::filesGoToEachLaneByWhatItsModelTakes()
{
    compare({u"a"_s, u"blind"_s, u"c"_s});
    const auto blob = m_blobs->put("\x89PNG\r\n\x1a\n", u"image/png"_s);
    QVERIFY(blob);
    QSignalSpy finished(m_comparison.get(), &Comparison::roundFinished);
    m_comparison->send({.text = u"What is it?"_s,
                        .attachments = {{.id = attachments::AttachmentId::create(),
                                         .state = attachments::Attachment::State::Ready,
                                         .fileName = u"seal.png"_s,
                                         .blob = *blob,
                                         .pixelSize = {8, 8}}}});
    QTRY_COMPARE(finished.count(), 1);

    QCOMPARE(last(0).state, MessageState::Complete);
    QCOMPARE(last(2).state, MessageState::Complete);
    QCOMPARE(last(1).state, MessageState::Failed);
    QCOMPARE(last(1).error->kind, ErrorKind::PartRefused);
    const QList<QJsonObject> sent = bodies();
    QCOMPARE(sent.size(), 2); // what the model cannot take is not sent to it
    QCOMPARE(without(sent.at(1), {u"model"_s}), without(sent.at(0), {u"model"_s}));
    QVERIFY(QJsonDocument(sent.at(0)).toJson().contains("image_url"));
}

void tst_Comparison::metricsTellWhatIsKnown()
{
    Message answer{.role = Role::Assistant};
    QCOMPARE(session::metricsOf(answer), session::LaneMetrics{});
    answer.timing = {.firstToken = 500ms, .total = 2500ms};
    answer.usage = conversation::Usage{.completionTokens = 300};
    answer.finishReason = conversation::FinishReason::Length;
    const session::LaneMetrics metrics = session::metricsOf(answer);
    QCOMPARE(metrics.tokens, 300);
    QCOMPARE(*metrics.tokensPerSecond, 150.0);
    QCOMPARE(metrics.finishReason, conversation::FinishReason::Length);
    answer.timing.firstToken = 2499ms; // it came as a whole
    QCOMPARE(*session::metricsOf(answer).tokensPerSecond, 120.0);
}

QTEST_GUILESS_MAIN(tst_Comparison)
#include "tst_comparison.moc"
