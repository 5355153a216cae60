// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/grid/gridfixture.h"

#include <QFile>
#include <QImage>
#include <QSignalSpy>
#include <QTest>

using namespace polylogue;
using namespace polylogue::app;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using grid::GridRunner;
using State = GridRunner::State;
using CellState = GridRunner::CellState;

class tst_GridRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_grid = std::make_unique<GridFixture>(); }
    void cleanup() { m_grid.reset(); }
    void asksEveryCellOnce();
    void asksNoMoreAtOnceThanAllowed();
    void whatIsAnsweredIsNotAskedAfterARestart();
    void pausesAndGoesOn();
    void cellsAreToldWhileTheyCome();
    void aFailedCellHoldsUpNoOther();
    void cellsAreAskedAgainOneByOne();
    void waitsAsLongAsTheServerWants();
    void aDroppedConnectionIsThatOfOneCell();
    void stopsForWhatFailsForAll();
    void oneUnknownModelStopsItsLaneOnly();
    void asksOnlyTheServerThatItBeganWith();
    void sendsTheFileOfItsRow();
    void tellsAFileThatCannotBeRead();
    void countsWhatWasExpected();

private:
    std::unique_ptr<GridFixture> m_grid;
};

namespace {

Reply refusal(int status, const QByteArray &words, const HeaderList &extra = {})
{
    return Reply::json("{\"error\":{\"message\":\"" + words + "\"}}", status, extra);
}

} // namespace

void tst_GridRunner::asksEveryCellOnce()
{
    m_grid->make(5, {u"m1"_s, u"m2"_s});
    QSignalSpy changes(m_grid->runner.get(), &GridRunner::cellChanged);

    QVERIFY(m_grid->runToEnd());

    QCOMPARE(m_grid->runner->state(), State::Ended);
    QCOMPARE(m_grid->runner->endedCount(), 10);
    const QHash<QString, int> asked = m_grid->asked();
    QCOMPARE(asked.size(), 10);
    for (const int count : asked)
        QCOMPARE(count, 1);
    QCOMPARE(asked.value(u"m2: Where is City 4?"_s), 1);
    QCOMPARE(m_grid->runner->text(4, 1), u"In France"_s);
    QCOMPARE(m_grid->runner->cellState(4, 1), CellState::Answered);
    QTRY_COMPARE_GE(changes.size(), 10);
}

void tst_GridRunner::asksNoMoreAtOnceThanAllowed()
{
    m_grid->server.on(ChatPath, Reply::chat({"slow"}, 30ms));
    m_grid->make(9);
    m_grid->runner->setParallel(3);
    qint64 most = 0;
    connect(m_grid->runner.get(), &GridRunner::cellChanged, this,
            [&] { most = std::max(most, m_grid->runner->askingCount()); });

    QVERIFY(m_grid->runToEnd());

    QCOMPARE(m_grid->runner->endedCount(), 9);
    QCOMPARE_LE(most, 3);
    QCOMPARE_LE(m_grid->server.connections(), 9);
}

void tst_GridRunner::whatIsAnsweredIsNotAskedAfterARestart()
{
    m_grid->make(6);
    m_grid->runner->setParallel(1);
    connect(m_grid->runner.get(), &GridRunner::progressed, this, [this] {
        if (m_grid->runner->endedCount() >= 3)
            m_grid->runner->pause();
    });
    QVERIFY(m_grid->runToEnd());
    const qint64 ended = m_grid->runner->endedCount();
    QCOMPARE_GE(ended, 3);

    m_grid->reload();

    QCOMPARE(m_grid->runner->state(), ended == 6 ? State::Ended : State::Paused);
    QCOMPARE(m_grid->runner->endedCount(), ended);
    QCOMPARE(m_grid->runner->text(0, 0), u"In France"_s);
    QVERIFY(m_grid->runToEnd());
    QCOMPARE(m_grid->runner->endedCount(), 6);
    for (const int count : m_grid->asked())
        QCOMPARE(count, 1);
}

void tst_GridRunner::pausesAndGoesOn()
{
    m_grid->server.on(ChatPath, Reply::chat({"a", "b"}, 20ms));
    m_grid->make(8);
    m_grid->runner->setParallel(2);
    m_grid->runner->start();
    QTRY_COMPARE_GE(m_grid->server.requests(ChatPath).size(), 2);

    m_grid->runner->pause();

    QTRY_COMPARE(m_grid->runner->askingCount(), 0);
    const qint64 ended = m_grid->runner->endedCount();
    QCOMPARE_LE(ended, 4);
    QTest::qWait(100);
    QCOMPARE(m_grid->runner->endedCount(), ended); // nothing more is asked
    QVERIFY(m_grid->runToEnd());
    QCOMPARE(m_grid->runner->endedCount(), 8);
}

void tst_GridRunner::cellsAreToldWhileTheyCome()
{
    m_grid->server.on(ChatPath,
                      Reply::head(200, {{"Content-Type", "text/event-stream"}})
                          .send("data: " + textDelta("Half of") + "\n\n"));
    m_grid->make(1);

    m_grid->runner->start();

    QTRY_COMPARE(m_grid->runner->text(0, 0), u"Half of"_s);
    QCOMPARE(m_grid->runner->cellState(0, 0), CellState::Asking);
    QVERIFY(!m_grid->runner->answer(0, 0));
}

void tst_GridRunner::aFailedCellHoldsUpNoOther()
{
    m_grid->server.on(ChatPath, {refusal(400, "no"), Reply::chat({"yes"})});
    m_grid->make(3);
    m_grid->runner->setParallel(1);

    QVERIFY(m_grid->runToEnd());

    QCOMPARE(m_grid->runner->state(), State::Ended);
    QCOMPARE(m_grid->runner->cellState(0, 0), CellState::Failed);
    QCOMPARE(m_grid->runner->answer(0, 0)->error->httpStatus, 400);
    QCOMPARE(m_grid->runner->cellState(2, 0), CellState::Answered);
    QCOMPARE(m_grid->runner->failedCount(), 1);
    m_grid->reload();
    QCOMPARE(m_grid->runner->cellState(0, 0), CellState::Failed); // not asked again by itself
}

void tst_GridRunner::cellsAreAskedAgainOneByOne()
{
    m_grid->server.on(ChatPath,
                      {refusal(400, "no"), Reply::chat({"first"}), Reply::chat({"again"})});
    m_grid->make(2);
    m_grid->runner->setParallel(1);
    QVERIFY(m_grid->runToEnd());

    m_grid->runner->retry(1, 0);
    QVERIFY(m_grid->runToEnd());
    QCOMPARE(m_grid->runner->text(1, 0), u"again"_s);
    m_grid->runner->retryFailed();
    QVERIFY(m_grid->runToEnd());

    QCOMPARE(m_grid->runner->failedCount(), 0);
    QCOMPARE(m_grid->runner->summary(0).answered, 2);
    m_grid->reload();
    QCOMPARE(m_grid->runner->text(0, 0), u"again"_s);
    QCOMPARE(m_grid->runner->text(1, 0), u"again"_s);
}

void tst_GridRunner::waitsAsLongAsTheServerWants()
{
    // Four refusals: a request repeats three times by itself.
    const Reply tooMany = refusal(429, "slow down", {{"retry-after-ms", "300"}});
    m_grid->server.on(ChatPath, {tooMany, tooMany, tooMany, tooMany, Reply::chat({"at last"})});
    m_grid->make(3);
    m_grid->runner->setParallel(3);
    QElapsedTimer timer;
    timer.start();
    bool wasHeld = false;
    connect(m_grid->runner.get(), &GridRunner::stateChanged, this,
            [&] { wasHeld |= m_grid->runner->state() == State::Held; });

    QVERIFY(m_grid->runToEnd());

    QCOMPARE(m_grid->runner->endedCount(), 3);
    QCOMPARE(m_grid->runner->failedCount(), 0);
    QCOMPARE_GE(timer.elapsed(), 300);
    QVERIFY(!m_grid->runner->reason());
}

void tst_GridRunner::aDroppedConnectionIsThatOfOneCell()
{
    m_grid->server.on(ChatPath,
                      {Reply::nothing().close(), Reply::chat({"yes"}), Reply::nothing().reset(),
                       Reply::chat({"yes"})});
    m_grid->make(4);
    m_grid->runner->setParallel(1);

    QVERIFY(m_grid->runToEnd());

    QCOMPARE(m_grid->runner->state(), State::Ended);
    QCOMPARE(m_grid->runner->failedCount(), 2);
    QCOMPARE(m_grid->runner->answer(0, 0)->error->kind, base::ErrorKind::Network);
    QCOMPARE(m_grid->runner->cellState(1, 0), CellState::Answered);
    QCOMPARE(m_grid->runner->cellState(2, 0), CellState::Failed);
    QCOMPARE(m_grid->runner->cellState(3, 0), CellState::Answered);
}

void tst_GridRunner::stopsForWhatFailsForAll()
{
    m_grid->server.on(ChatPath, refusal(401, "wrong key"));
    m_grid->make(20);

    QVERIFY(m_grid->runToEnd());

    QCOMPARE(m_grid->runner->state(), State::Paused);
    QVERIFY(m_grid->runner->reason());
    QCOMPARE(m_grid->runner->reason()->kind, base::ErrorKind::Unauthorized);
    QCOMPARE(m_grid->runner->endedCount(), 0); // all of them wait
    QCOMPARE_LE(m_grid->server.requests(ChatPath).size(), 4);
    m_grid->server.on(ChatPath, Reply::chat({"ok"}));
    QVERIFY(m_grid->runToEnd());
    QCOMPARE(m_grid->runner->endedCount(), 20);
}

void tst_GridRunner::oneUnknownModelStopsItsLaneOnly()
{
    m_grid->make(10, {u"gone"_s, u"here"_s});
    m_grid->server.on(
        ChatPath,
        {Reply::json(
             R"({"error":{"message":"The model `gone` does not exist","code":"model_not_found"}})",
             404),
         Reply::chat({"ok"})});
    m_grid->runner->setParallel(1);

    QVERIFY(m_grid->runToEnd());

    QVERIFY(m_grid->runner->haltOf(0));
    QVERIFY(!m_grid->runner->haltOf(1));
    QCOMPARE(m_grid->runner->summary(0).answered, 0);
    QCOMPARE(m_grid->runner->summary(1).answered, 10);
    QCOMPARE(m_grid->server.requests(ChatPath).size(), 11);
}

void tst_GridRunner::asksOnlyTheServerThatItBeganWith()
{
    m_grid->make(2);
    m_grid->endpoint.id = endpoint::EndpointId::create();

    m_grid->runner->start();

    QCOMPARE(m_grid->runner->state(), State::Paused);
    QCOMPARE(m_grid->runner->reason()->type, u"other_endpoint"_s);
    QTest::qWait(50);
    QCOMPARE(m_grid->server.posts(), 0);
}

void tst_GridRunner::sendsTheFileOfItsRow()
{
    QImage picture(40, 30, QImage::Format_RGB32);
    picture.fill(Qt::red);
    QVERIFY(picture.save(m_grid->directory.filePath(u"red.png"_s)));
    m_grid->make(1);
    m_grid->run.setup.fileColumn = u"country"_s;
    m_grid->run.setup.fileFolder = m_grid->directory.path();
    m_grid->run.rows[0][1] = u"red.png"_s;
    m_grid->store->write({store::SaveGridRun{m_grid->run}});
    m_grid->reload();

    QVERIFY(m_grid->runToEnd());

    QCOMPARE(m_grid->runner->failedCount(), 0);
    const QByteArray body = m_grid->server.requests(ChatPath).constFirst().body;
    QVERIFY2(body.contains("data:image/png;base64,"), body.constData());
    QCOMPARE(m_grid->asked().value(u"m: Where is City 0?"_s), 1);
}

void tst_GridRunner::tellsAFileThatCannotBeRead()
{
    m_grid->make(1);
    m_grid->run.setup.fileColumn = u"city"_s;
    m_grid->run.setup.fileFolder = m_grid->directory.path();
    m_grid->store->write({store::SaveGridRun{m_grid->run}});
    m_grid->reload();

    QVERIFY(m_grid->runToEnd());

    QCOMPARE(m_grid->runner->cellState(0, 0), CellState::Failed);
    QCOMPARE(m_grid->runner->answer(0, 0)->error->kind, base::ErrorKind::File);
    QCOMPARE(m_grid->server.posts(), 0);
}

void tst_GridRunner::countsWhatWasExpected()
{
    m_grid->make(3);

    QVERIFY(m_grid->runToEnd());

    QCOMPARE(m_grid->runner->isAsExpected(0, 0), std::optional(false)); // Italy
    QCOMPARE(m_grid->runner->isAsExpected(1, 0), std::optional(true));
    QCOMPARE(m_grid->runner->summary(0).checked, 3);
    QCOMPARE(m_grid->runner->summary(0).passed, 2);
    QCOMPARE_GT(m_grid->runner->summary(0).use.output, 0);
}

QTEST_GUILESS_MAIN(tst_GridRunner)
#include "tst_gridrunner.moc"
