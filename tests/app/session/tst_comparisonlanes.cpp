// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/session/comparisonfixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;
using conversation::ConversationId;
using conversation::MessageState;
using session::ChatLibrary;
using session::ChatSession;
using session::Comparison;
using store::ChatSetup;
using store::HistoryRule;

class tst_ComparisonLanes : public QObject, private ComparisonFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void lanesComeBackAfterARestart();
    void theAnswersOfAnEndedProgramAreInterruptedInEachLane();
    void lanesGoToTheTrashAndBackWithTheirChat();
    void aLaneRemovedAloneCanBeRestored();
    void aChatBecomesAComparisonThatBeginsWithItsMessages();
    void aLaneBecomesAChatOfItsOwn();
    void aLateLaneIsAskedAnEarlierQuestion();
    void lanesAreOrderedAndLimited();
    void importedComparisonsStayTogether();
    void twoWindowsShowTheSameComparison();
};

void tst_ComparisonLanes::init()
{
    begin();
}

void tst_ComparisonLanes::cleanup()
{
    end();
}

void tst_ComparisonLanes::lanesComeBackAfterARestart()
{
    compare({u"a"_s, u"b"_s, u"c"_s});
    const ConversationId chat = m_comparison->mainLine();
    m_comparison->setHistoryRule(HistoryRule::Shared);
    ask(u"Q"_s);
    ChatSetup setup = m_comparison->setup(lane(2));
    setup.parameters.seed = 7;
    m_comparison->setSetup(lane(2), setup);
    const QList<ConversationId> lanes = m_comparison->lanes();
    QTest::qWait(0);

    restart();
    compare({}, chat);

    QCOMPARE(m_library->chats().size(), 1);
    QCOMPARE(m_comparison->lanes(), lanes);
    QCOMPARE(m_comparison->historyRule(), HistoryRule::Shared);
    QCOMPARE(m_comparison->setup(lane(2)).parameters.seed, 7);
    for (qsizetype at = 0; at < 3; ++at)
        QTRY_COMPARE(texts(at), u"Q|An answer"_s);
}

void tst_ComparisonLanes::theAnswersOfAnEndedProgramAreInterruptedInEachLane()
{
    m_server->on(chatPath,
                 Reply::head(200, {{"Content-Type", "text/event-stream"}})
                     .send("data: " + textDelta("Half") + "\n\n"));
    compare({u"a"_s, u"b"_s});
    const ConversationId chat = m_comparison->mainLine();
    m_comparison->send({.text = u"Q"_s});
    QTRY_COMPARE(session(0).state(), ChatSession::State::Streaming);
    QTRY_COMPARE(session(1).state(), ChatSession::State::Streaming);

    restart();
    compare({}, chat);

    for (qsizetype at = 0; at < 2; ++at) {
        QTRY_COMPARE(texts(at), u"Q|Half"_s);
        QCOMPARE(last(at).state, MessageState::Interrupted);
    }
}

void tst_ComparisonLanes::lanesGoToTheTrashAndBackWithTheirChat()
{
    compare({u"a"_s, u"b"_s});
    const ConversationId chat = m_comparison->mainLine();
    ask(u"Q"_s);
    const QList<ConversationId> lanes = m_comparison->lanes();
    m_comparison.reset();

    m_library->remove({chat});
    QVERIFY(m_library->chats().isEmpty());
    QCOMPARE(m_library->trash().size(), 1);
    QVERIFY(m_library->lanes(chat).isEmpty());
    m_library->restore({chat});
    QCOMPARE(m_library->trash().size(), 0);
    QCOMPARE(m_library->lanes(chat), lanes);

    m_library->remove({chat});
    bool isEmptied = false;
    m_library->emptyTrash(this,
                          [&](const base::Status &status) { isEmptied = status.has_value(); });
    QTRY_VERIFY(isEmptied);
    restart();
    QVERIFY(m_library->chats().isEmpty());
    QVERIFY(!m_library->find(lanes.constFirst()));
}

void tst_ComparisonLanes::aLaneRemovedAloneCanBeRestored()
{
    compare({u"a"_s, u"b"_s, u"c"_s});
    ask(u"Q"_s);
    const QList<ConversationId> lanes = m_comparison->lanes();

    m_comparison->removeLane(lanes.at(1));

    QCOMPARE(m_comparison->lanes(), (QList<ConversationId>{lanes.at(0), lanes.at(2)}));
    QVERIFY(!m_comparison->mayRemoveLane());
    QCOMPARE(m_library->trash().size(), 1);
    QCOMPARE(m_library->trash().constFirst().title, u"Q"_s);
    m_library->restore({lanes.at(1)});
    QCOMPARE(m_comparison->lanes(), lanes);
    QTRY_COMPARE(texts(1), u"Q|An answer"_s);
}

void tst_ComparisonLanes::aChatBecomesAComparisonThatBeginsWithItsMessages()
{
    const ConversationId chat = m_library->create({.model = u"m"_s});
    QSignalSpy finished(m_library.get(), &ChatLibrary::answerFinished);
    m_library->open(chat).send({.text = u"Before"_s}, {.model = u"m"_s});
    QTRY_COMPARE(finished.count(), 1);
    QTest::qWait(0);
    restart(); // so that it has to be loaded first

    compare({u"a"_s, u"b"_s}, chat);
    QTRY_COMPARE(texts(0), u"Before|An answer"_s);
    QTRY_COMPARE(texts(1), u"Before|An answer"_s);
    QVERIFY(m_comparison->promotable(lane(0)).isNull()); // it is the main line's already
    m_server->clearLog();
    ask(u"Now"_s);

    QCOMPARE(turnsOf(bodies().at(1)),
             (QStringList{u"system: Be brief."_s, u"user: Before"_s, u"assistant: An answer"_s,
                          u"user: Now"_s}));
    QCOMPARE(mainTexts(), u"Before|An answer"_s);
    m_comparison->promote(lane(0));
    QCOMPARE(mainTexts(), u"Before|An answer|Now|An answer"_s);
}

void tst_ComparisonLanes::aLaneBecomesAChatOfItsOwn()
{
    compare({u"a"_s, u"b"_s});
    ask(u"Q"_s);
    ConversationId made;
    m_library->branchFrom(lane(1), last(1).id, this,
                          [&](const base::Result<ConversationId> &id) { made = *id; });
    QTRY_VERIFY(!made.isNull());

    QCOMPARE(m_library->mainLineOf(made), made);
    QCOMPARE(m_library->find(made)->title, u"Q"_s);
    QCOMPARE(m_library->find(made)->setup.model, u"b"_s);
    QCOMPARE(m_library->chats().size(), 2);
    QCOMPARE(m_comparison->lanes().size(), 2);
}

void tst_ComparisonLanes::aLateLaneIsAskedAnEarlierQuestion()
{
    compare({u"a"_s, u"b"_s});
    ask(u"Q1"_s);
    ask(u"Q2"_s);
    for (const auto &turn : m_comparison->turns(lane(0)))
        m_comparison->promote(lane(0), turn.answer->id); // is not what a new lane begins with
    m_server->clearLog();
    m_comparison->addLanes({{.model = u"c"_s, .systemPrompt = u"Be brief."_s}});
    QCOMPARE(m_comparison->lanes().size(), 3);
    QTRY_VERIFY(m_comparison->mayAskTurns(lane(2)));
    QCOMPARE(m_server->requests(chatPath).size(), 0);

    m_comparison->askTurn(lane(2), 1);

    QTRY_COMPARE(texts(2), u"Q1|An answer|Q2|An answer"_s);
    QTRY_VERIFY(!m_comparison->isRunning());
    QCOMPARE(bodies().size(), 1);
    QCOMPARE(turnsOf(bodies().constFirst()),
             (QStringList{u"system: Be brief."_s, u"user: Q1"_s, u"assistant: An answer"_s,
                          u"user: Q2"_s}));
    QVERIFY(!m_comparison->mayAskTurns(lane(2)));
}

void tst_ComparisonLanes::lanesAreOrderedAndLimited()
{
    compare({u"a"_s, u"b"_s, u"c"_s});
    const QList<ConversationId> lanes = m_comparison->lanes();
    QSignalSpy changed(m_comparison.get(), &Comparison::lanesChanged);
    m_comparison->moveLane(lanes.at(2), -2);
    QCOMPARE(m_comparison->lanes(), (QList<ConversationId>{lanes.at(2), lanes.at(0), lanes.at(1)}));
    QCOMPARE(changed.count(), 1);
    m_comparison->moveLane(lanes.at(2), -1); // is the first already
    QCOMPARE(changed.count(), 1);

    m_comparison->addLanes({{.model = u"d"_s}, {.model = u"e"_s}, {.model = u"f"_s}, {}});
    QCOMPARE(m_comparison->lanes().size(), Comparison::MostLanes);
    QVERIFY(!m_comparison->mayAddLane());

    m_comparison->applySetups({{.model = u"x"_s}, {.model = u"y"_s}});
    QCOMPARE(m_comparison->lanes().size(), 2);
    QCOMPARE(m_comparison->setup(lane(1)).model, u"y"_s);
}

void tst_ComparisonLanes::importedComparisonsStayTogether()
{
    compare({u"a"_s, u"b"_s});
    const ConversationId chat = m_comparison->mainLine();
    ask(u"Q"_s);
    m_comparison->promote(lane(1));
    QTest::qWait(0);
    QList<store::WholeChat> whole;
    for (const ConversationId &each : QList<ConversationId>{chat} + m_comparison->lanes()) {
        m_store->loadWhole(each, this, [&](const base::Result<store::WholeChat> &loaded) {
            whole.append(loaded.value_or({}));
        });
    }
    QTRY_COMPARE(whole.size(), 3);

    int added = 0;
    m_library->add(whole, this, [&](const base::Result<int> &count) { added = count.value_or(0); });
    QTRY_COMPARE(added, 3);

    QCOMPARE(m_library->chats().size(), 2);
    ConversationId copy;
    for (const store::ChatRecord &record : m_library->chats()) {
        if (record.id != chat)
            copy = record.id;
    }
    QCOMPARE(m_library->lanes(copy).size(), 2);
    compare({}, copy);
    QTRY_COMPARE(texts(1), u"Q|An answer"_s);
    QTRY_COMPARE(mainTexts(), u"Q|An answer"_s);
    QVERIFY(m_comparison->isPromoted(lane(1), last(1).id));
}

void tst_ComparisonLanes::twoWindowsShowTheSameComparison()
{
    compare({u"a"_s, u"b"_s});
    Comparison other(*m_library, m_comparison->mainLine());
    QSignalSpy rounds(&other, &Comparison::roundFinished);
    QCOMPARE(other.lanes(), m_comparison->lanes());

    ask(u"Q"_s);
    QCOMPARE(textOf(other.turns(lane(1)).constFirst().answer->content), u"An answer"_s);
    QCOMPARE(rounds.count(), 0); // what it did not ask it does not go on from

    other.addLanes({{.model = u"c"_s}});
    QTRY_COMPARE(m_comparison->lanes().size(), 3);
    other.moveLane(other.lanes().constLast(), -2);
    QCOMPARE(m_comparison->lanes(), other.lanes());
    QCOMPARE(m_comparison->setup(lane(0)).model, u"c"_s);
    other.setHistoryRule(HistoryRule::Chosen);
    QCOMPARE(m_comparison->historyRule(), HistoryRule::Chosen);
    other.promote(lane(1));
    QVERIFY(m_comparison->isPromoted(lane(1), m_comparison->promotable(lane(1))));
    other.removeLane(lane(0));
    QCOMPARE(m_comparison->lanes().size(), 2);
}

QTEST_GUILESS_MAIN(tst_ComparisonLanes)
#include "tst_comparisonlanes.moc"
