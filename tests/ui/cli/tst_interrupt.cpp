// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/interrupt.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace polylogue::ui::cli;

class tst_Interrupt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signalsArriveInTheEventLoop_data();
    void signalsArriveInTheEventLoop();
    void secondSignalIsNotHeld();
};

void tst_Interrupt::signalsArriveInTheEventLoop_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("Ctrl+C") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void tst_Interrupt::signalsArriveInTheEventLoop()
{
    QFETCH(const int, number);
    Interrupt interrupt;
    QSignalSpy spy(&interrupt, &Interrupt::raised);

    std::raise(number);

    QCOMPARE(spy.count(), 0);
    QTRY_COMPARE(spy.count(), 1);
}

void tst_Interrupt::secondSignalIsNotHeld()
{
    Interrupt interrupt;

    std::raise(SIGINT);

    struct sigaction action = {};
    QCOMPARE(sigaction(SIGINT, nullptr, &action), 0);
    QVERIFY(action.sa_handler == SIG_DFL);
}

QTEST_GUILESS_MAIN(tst_Interrupt)
#include "tst_interrupt.moc"
