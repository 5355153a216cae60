// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/bench/start/startfigures.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;

namespace polylogue::bench {

namespace {

constexpr std::chrono::milliseconds IdleTime{3'000};

qint64 timeOf(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

//! \return the number of kB that the line of \a rollup with \a name tells, e.g. "Pss:".
qint64 kilobytes(const QByteArray &rollup, const QByteArray &name)
{
    const qsizetype at = rollup.indexOf('\n' + name) + 1;
    return rollup.mid(at + name.size()).trimmed().split(' ').constFirst().toLongLong();
}

} // namespace

qint64 steadyNow()
{
    return timeOf(CLOCK_MONOTONIC);
}

void tellFigures(qint64 startedAt)
{
    const qint64 wall = steadyNow() - startedAt;
    const qint64 cpu = timeOf(CLOCK_PROCESS_CPUTIME_ID);
    const qint64 mainThread = timeOf(CLOCK_THREAD_CPUTIME_ID);
    QTimer::singleShot(IdleTime, qApp, [=] {
        QFile file(u"/proc/self/smaps_rollup"_s);
        const QByteArray rollup = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        for (const qint64 figure :
             {wall, cpu, mainThread, kilobytes(rollup, "Rss:"_ba), kilobytes(rollup, "Pss:"_ba),
              kilobytes(rollup, "Private_Dirty:"_ba), kilobytes(rollup, "Anonymous:"_ba)})
            std::printf("%lld ", static_cast<long long>(figure));
        std::fflush(stdout);
        QCoreApplication::exit(0);
    });
}

} // namespace polylogue::bench
