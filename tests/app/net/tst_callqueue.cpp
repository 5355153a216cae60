// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/callqueue.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using polylogue::app::net::CallQueue;
using polylogue::app::net::RateWindow;

class tst_CallQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverMoreStartsInAnySpanThanTheRate_data();
    void neverMoreStartsInAnySpanThanTheRate();
    void startsInOrderAndNeverAtOnceMoreThanAllowed();
    void startsOnlyFromTheEventLoop();
    void aWaitingOriginHoldsUpNoOther();
    void whoLeavesBeforeItsTurnNeverStarts();
    void anOriginThatHasEnoughWaitsAloneForItsOwn();
    void startsOfOneOriginKeepADistance();
};

void tst_CallQueue::neverMoreStartsInAnySpanThanTheRate_data()
{
    QTest::addColumn<double>("perSecond");
    QTest::addColumn<int>("starts");
    QTest::addColumn<int>("spanMs");

    QTest::newRow("3 a second") << 3.0 << 3 << 1000;
    QTest::newRow("1 a second") << 1.0 << 1 << 1000;
    QTest::newRow("2.5 a second") << 2.5 << 2 << 800;
    QTest::newRow("one in two seconds") << 0.5 << 1 << 2000;
}

void tst_CallQueue::neverMoreStartsInAnySpanThanTheRate()
{
    QFETCH(double, perSecond);
    QFETCH(int, starts);
    QFETCH(int, spanMs);
    RateWindow window;
    window.setRate(perSecond);

    QList<std::chrono::milliseconds> times;
    std::chrono::milliseconds now = 12345ms;
    for (int i = 0; i < 40; ++i) {
        now += window.wait(now);
        window.started(now);
        times.append(now);
        now += std::chrono::milliseconds(i * 37 % 120);
    }

    for (qsizetype i = 0; i + starts < times.size(); ++i)
        QVERIFY(times.at(i + starts) - times.at(i) >= std::chrono::milliseconds(spanMs));
}

void tst_CallQueue::startsInOrderAndNeverAtOnceMoreThanAllowed()
{
    CallQueue queue({.running = 2});
    QList<int> started;
    QList<CallQueue::Ticket> tickets;
    for (int i = 0; i < 5; ++i)
        tickets.append(queue.enter(u"a"_s, {}, [&started, i] { started.append(i); }));

    QTRY_COMPARE(started.size(), 2);
    QTest::qWait(20);
    QCOMPARE(started, (QList<int>{0, 1}));

    queue.leave(tickets.at(1));
    QTRY_COMPARE(started, (QList<int>{0, 1, 2}));
    queue.leave(tickets.at(0));
    queue.leave(tickets.at(2));
    QTRY_COMPARE(started, (QList<int>{0, 1, 2, 3, 4}));
}

void tst_CallQueue::startsOnlyFromTheEventLoop()
{
    CallQueue queue({.running = 2});
    int started = 0;

    queue.enter(u"a"_s, {}, [&started] { ++started; });

    QCOMPARE(started, 0);
    QTRY_COMPARE(started, 1);
}

void tst_CallQueue::aWaitingOriginHoldsUpNoOther()
{
    CallQueue queue({});
    QStringList started;
    for (int i = 0; i < 3; ++i)
        queue.enter(u"slow"_s, 1.0, [&started] { started.append(u"slow"_s); });
    queue.enter(u"fast"_s, {}, [&started] { started.append(u"fast"_s); });

    QTRY_COMPARE(started, (QStringList{u"slow"_s, u"fast"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 3, 1500);
    QCOMPARE(started.last(), u"slow"_s);
}

void tst_CallQueue::whoLeavesBeforeItsTurnNeverStarts()
{
    CallQueue queue({.running = 1});
    QList<int> started;
    const auto first = queue.enter(u"a"_s, {}, [&started] { started.append(1); });
    const auto second = queue.enter(u"a"_s, {}, [&started] { started.append(2); });
    queue.enter(u"a"_s, {}, [&started] { started.append(3); });

    queue.leave(second);
    QTRY_COMPARE(started, (QList<int>{1}));
    queue.leave(first);

    QTRY_COMPARE(started, (QList<int>{1, 3}));
}

void tst_CallQueue::anOriginThatHasEnoughWaitsAloneForItsOwn()
{
    CallQueue queue({.runningOfOrigin = 2});
    QStringList started;
    QList<CallQueue::Ticket> tickets;
    for (const QString &origin : {u"a"_s, u"a"_s, u"a"_s, u"b"_s})
        tickets.append(queue.enter(origin, {}, [&started, origin] { started.append(origin); }));

    QTRY_COMPARE(started, (QStringList{u"a"_s, u"a"_s, u"b"_s}));
    queue.leave(tickets.at(3));
    QTest::qWait(20);
    QCOMPARE(started.size(), 3);
    queue.leave(tickets.at(0));
    QTRY_COMPARE(started.size(), 4);
}

void tst_CallQueue::startsOfOneOriginKeepADistance()
{
    CallQueue queue({.gap = 60ms});
    QElapsedTimer clock;
    clock.start();
    QList<qint64> starts;
    qint64 other = -1;
    for (int i = 0; i < 3; ++i)
        queue.enter(u"a"_s, {}, [&] { starts.append(clock.elapsed()); });
    queue.enter(u"b"_s, {}, [&] { other = clock.elapsed(); });

    QTRY_COMPARE(starts.size(), 3);
    QVERIFY(starts.at(1) - starts.at(0) >= 59 && starts.at(2) - starts.at(1) >= 59);
    QVERIFY(other >= 0 && other < starts.at(1));
}

QTEST_GUILESS_MAIN(tst_CallQueue)
#include "tst_callqueue.moc"
