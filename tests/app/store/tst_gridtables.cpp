// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/blobsweep.h"
#include "app/store/gridtables.h"
#include "app/store/votes.h"
#include "tests/app/store/freshdatabase.h"

#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::store;
using polylogue::tests::FreshDatabase;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conversation::Message;
using conversation::MessageId;
using conversation::MessageState;
using conversation::Role;

class tst_GridTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunComesBackAsItWasSaved();
    void aCellTakesThePlaceOfAnEarlierOne();
    void savingARunAgainKeepsItsCells();
    void removingARunRemovesItsCells();
    void runsAreListedWithWhatHasEnded();
    void damagedCellsAreLeftOut();
    void votesComeBackInTheirOrder();
    void votesThatMakeNoSenseAreLeftOut();
};

namespace {

const QDateTime SomeTime = QDateTime::fromMSecsSinceEpoch(1'795'000'000'000, Qt::UTC);

GridRun sampleRun()
{
    return {.id = GridRunId::create(),
            .title = u"Capitals"_s,
            .createdAt = SomeTime,
            .setup = {.endpoint = endpoint::EndpointId::create(),
                      .models = {u"one"_s, u"two"_s},
                      .prompts = {{.name = u"short"_s,
                                   .systemPrompt = u"Be brief."_s,
                                   .text = u"Where is {city}?"_s},
                                  {.text = u"{city}?"_s}},
                      .parameters = {.temperature = 0.5},
                      .fileColumn = u"picture"_s,
                      .fileFolder = u"/tmp/pictures"_s,
                      .expectedColumn = u"country"_s,
                      .expectation = Expectation::Pattern,
                      .parallel = 7},
            .columns = {u"city"_s, u"picture"_s, u"country"_s},
            .rows = {{u"Paris"_s, u"a.png"_s, u"France"_s},
                     {u"Rome, \"Roma\""_s, u""_s, u"Italy\n"_s}}};
}

GridCell answered(qsizetype row, qsizetype lane, const QString &text,
                  MessageState state = MessageState::Complete)
{
    Message answer{.id = MessageId::create(),
                   .role = Role::Assistant,
                   .content = {conversation::TextPart{.text = text}},
                   .state = state,
                   .createdAt = SomeTime,
                   .model = u"one"_s,
                   .usage = conversation::Usage{.promptTokens = 12, .completionTokens = 3},
                   .timing = {.firstToken = 20ms, .total = 500ms}};
    if (state == MessageState::Failed)
        answer.error = base::Error{.kind = base::ErrorKind::ServerFault, .httpStatus = 500};
    return {.row = row, .lane = lane, .answer = answer};
}

} // namespace

void tst_GridTables::aRunComesBackAsItWasSaved()
{
    FreshDatabase database;
    const GridRun run = sampleRun();
    const GridCell cell = answered(1, 3, u"In Italy"_s);

    QVERIFY(database.apply({SaveGridRun{run}, SaveGridCell{run.id, cell}}));
    database.reopen();

    const auto stored = loadGridRun(*database, run.id);
    QVERIFY(stored);
    QCOMPARE(stored->run, run);
    QCOMPARE(stored->cells, QList<GridCell>{cell});
    QCOMPARE(loadGridRun(*database, GridRunId::create()).error().type, u"missing"_s);
}

void tst_GridTables::aCellTakesThePlaceOfAnEarlierOne()
{
    FreshDatabase database;
    const GridRun run = sampleRun();
    const GridCell cell = answered(0, 0, u"In France"_s);

    QVERIFY(database.apply({SaveGridRun{run},
                            SaveGridCell{run.id, answered(0, 0, {}, MessageState::Failed)},
                            SaveGridCell{run.id, cell}, SaveGridCell{GridRunId::create(), cell}}));

    QCOMPARE(loadGridRun(*database, run.id)->cells, QList<GridCell>{cell});
}

void tst_GridTables::savingARunAgainKeepsItsCells()
{
    FreshDatabase database;
    GridRun run = sampleRun();
    QVERIFY(database.apply({SaveGridRun{run}, SaveGridCell{run.id, answered(0, 0, u"x"_s)}}));

    run.title = u"Other"_s;
    QVERIFY(database.apply({SaveGridRun{run}}));

    const auto stored = loadGridRun(*database, run.id);
    QCOMPARE(stored->run.title, u"Other"_s);
    QCOMPARE(stored->cells.size(), 1);
}

void tst_GridTables::removingARunRemovesItsCells()
{
    FreshDatabase database;
    const GridRun run = sampleRun();
    QVERIFY(database.apply({SaveGridRun{run}, SaveGridCell{run.id, answered(0, 0, u"x"_s)}}));

    QVERIFY(database.apply({RemoveGridRun{run.id}}));

    QCOMPARE(database.value(u"SELECT count(*) FROM grid_cells"_s).toInt(), 0);
    QCOMPARE(listGridRuns(*database)->size(), 0);
}

void tst_GridTables::runsAreListedWithWhatHasEnded()
{
    FreshDatabase database;
    const GridRun older = sampleRun();
    GridRun newer = sampleRun();
    newer.createdAt = SomeTime.addSecs(60);
    QVERIFY(database.apply({SaveGridRun{newer}, SaveGridRun{older},
                            SaveGridCell{older.id, answered(0, 0, u"x"_s)},
                            SaveGridCell{older.id, answered(0, 1, {}, MessageState::Failed)}}));

    const auto runs = listGridRuns(*database);

    QVERIFY(runs);
    QCOMPARE(runs->size(), 2);
    QCOMPARE(runs->at(0).id, newer.id);
    const GridRunSummary expected{.id = older.id,
                                  .title = older.title,
                                  .createdAt = SomeTime,
                                  .cells = 8, // two rows, two models, two prompts
                                  .ended = 2,
                                  .failed = 1};
    QCOMPARE(runs->at(1), expected);
}

void tst_GridTables::damagedCellsAreLeftOut()
{
    FreshDatabase database;
    const GridRun run = sampleRun();
    QVERIFY(database.apply({SaveGridRun{run}, SaveGridCell{run.id, answered(0, 0, u"x"_s)},
                            SaveGridCell{run.id, answered(0, 1, u"y"_s)}}));
    QVERIFY((*database).run(u"UPDATE grid_cells SET answer = 'no JSON' WHERE lane = 0"_s));

    const auto stored = loadGridRun(*database, run.id);

    QVERIFY(stored);
    QCOMPARE(stored->cells.size(), 1);
    QCOMPARE(stored->unreadable, 1);
}

void tst_GridTables::votesComeBackInTheirOrder()
{
    FreshDatabase database;
    const Vote first{.id = VoteId::create(),
                     .votedAt = SomeTime,
                     .tag = u"poems"_s,
                     .models = {u"one"_s, u"two"_s, u"one"_s},
                     .outcome = Vote::Outcome::Winner,
                     .winner = 2};
    const Vote second{.id = VoteId::create(),
                      .votedAt = SomeTime.addSecs(1),
                      .models = {u"one"_s, u"two"_s},
                      .outcome = Vote::Outcome::AllBad};

    QVERIFY(database.apply({SaveVote{second}, SaveVote{first}, SaveVote{first}}));
    QCOMPARE(*loadVotes(*database), (QList<Vote>{first, second}));

    QVERIFY(database.apply({RemoveVotes{}}));
    QCOMPARE(loadVotes(*database)->size(), 0);
}

void tst_GridTables::votesThatMakeNoSenseAreLeftOut()
{
    FreshDatabase database;
    const Vote vote{.id = VoteId::create(),
                    .votedAt = SomeTime,
                    .models = {u"one"_s},
                    .outcome = Vote::Outcome::Winner};
    QVERIFY(database.apply({SaveVote{vote}}));
    QVERIFY((*database).run(u"UPDATE votes SET winner = 9"_s));
    QCOMPARE(loadVotes(*database)->size(), 0);
    QVERIFY((*database).run(u"UPDATE votes SET winner = 0, outcome = 17"_s));
    QCOMPARE(loadVotes(*database)->size(), 0);
}

QTEST_APPLESS_MAIN(tst_GridTables)
#include "tst_gridtables.moc"
