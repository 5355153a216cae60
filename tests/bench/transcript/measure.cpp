// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/bench/transcript/measure.h"

#include "tests/bench/spread.h"

#include <QEvent>
#include <QFile>
#include <QThread>
#include <QWidget>

#include <algorithm>
#include <ctime>

using namespace Qt::StringLiterals;

namespace polylogue::bench {

namespace {

double processCpu()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

qint64 over(const std::vector<double> &times, double limit)
{
    return std::count_if(times.begin(), times.end(), [limit](double time) { return time > limit; });
}

} // namespace

bool MeasuredApplication::notify(QObject *receiver, QEvent *event)
{
    // Events of other threads come through here as well.
    if (QThread::currentThread() != thread() || m_depth > 0)
        return QApplication::notify(receiver, event);
    ++m_depth;
    QElapsedTimer wall;
    wall.start();
    const double cpu = threadCpu();
    const bool isTaken = QApplication::notify(receiver, event);
    m_cpus.push_back(threadCpu() - cpu);
    m_walls.push_back(static_cast<double>(wall.nsecsElapsed()) / 1e6);
    --m_depth;
    return isTaken;
}

void MeasuredApplication::restart()
{
    m_cpus.clear();
    m_walls.clear();
    m_processCpu = processCpu();
    m_clock.start();
}

double MeasuredApplication::cpuSeconds() const
{
    return processCpu() - m_processCpu;
}

QJsonObject MeasuredApplication::json() const
{
    const double seconds = static_cast<double>(m_clock.elapsed()) / 1e3;
    return {{u"seconds"_s, seconds},
            {u"cpu_seconds"_s, cpuSeconds()},
            {u"share_of_a_core"_s, cpuSeconds() / seconds},
            {u"events"_s, static_cast<qint64>(m_cpus.size())},
            {u"longest_event_cpu"_s, *std::max_element(m_cpus.begin(), m_cpus.end())},
            {u"longest_event_wall"_s, *std::max_element(m_walls.begin(), m_walls.end())},
            {u"events_over_16_ms_cpu"_s, over(m_cpus, 16)},
            {u"events_over_33_ms_cpu"_s, over(m_cpus, 33)},
            {u"events_over_33_ms_wall"_s, over(m_walls, 33)}};
}

PaintDelay::PaintDelay(QWidget *viewport)
    : QObject(viewport)
{
    viewport->installEventFilter(this);
    m_clock.start();
}

void PaintDelay::cameIn()
{
    m_waiting.push_back(static_cast<double>(m_clock.nsecsElapsed()) / 1e6);
}

QJsonObject PaintDelay::json() const
{
    QJsonObject result = spread(m_delays);
    result[u"over_33_ms"_s] = over(m_delays, 33);
    result[u"painted"_s] = static_cast<qint64>(m_delays.size());
    result[u"not_painted"_s] = static_cast<qint64>(m_waiting.size());
    return result;
}

bool PaintDelay::eventFilter(QObject *, QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        const double now = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
        for (const double when : m_waiting)
            m_delays.push_back(now - when);
        m_waiting.clear();
    }
    return false;
}

double ownMegabytes()
{
    QFile file(u"/proc/self/smaps_rollup"_s);
    if (!file.open(QFile::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("Private_Dirty:"))
            return line.mid(14).simplified().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

} // namespace polylogue::bench
