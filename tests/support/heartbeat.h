// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <ctime>

namespace polylogue::tests {

//! \brief Tells how long the event loop of the thread it is made in is held up at a time.
class Heartbeat final
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
        m_timer.start(1);
        m_time.start();
        m_work = workNow();
    }

    //! \return milliseconds that the thread worked between two beats, at most. Other programs on
    //!         the machine do not count, nor does waiting.
    double longestWork() const { return m_longestWork; }
    //! \return milliseconds between two beats, at most, whatever they went to.
    double longestGap() const { return m_longestGap; }

private:
    static double workNow()
    {
        timespec now = {};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
    }

    void beat()
    {
        const double work = workNow();
        m_longestWork = std::max(m_longestWork, work - m_work);
        m_longestGap = std::max(m_longestGap, static_cast<double>(m_time.nsecsElapsed()) / 1e6);
        m_work = work;
        m_time.restart();
    }

    QTimer m_timer;
    QElapsedTimer m_time;
    double m_work = 0;
    double m_longestWork = 0;
    double m_longestGap = 0;
};

} // namespace polylogue::tests
