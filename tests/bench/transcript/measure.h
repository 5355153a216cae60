// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonObject>

#include <vector>

namespace polylogue::bench {

//! \brief An application that knows how long each event held up its thread.
class MeasuredApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override;

    //! \brief Forgets what was measured so far.
    void restart();
    //! \return events, the longest one by processor time and by the clock, how many took more than
    //!         16 and 33 ms, and the processor time of all, in all and as a share of one core.
    QJsonObject json() const;
    double cpuSeconds() const; //!< of the process, since restart()

private:
    int m_depth = 0; // events within events count once
    std::vector<double> m_cpus;
    std::vector<double> m_walls;
    double m_processCpu = 0;
    QElapsedTimer m_clock;
};

//! \brief Tells from something that comes in to the end of the next painting.
class PaintDelay final : public QObject
{
public:
    explicit PaintDelay(QWidget *viewport);

    void cameIn();
    QJsonObject json() const; //!< milliseconds by the clock
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QElapsedTimer m_clock;
    std::vector<double> m_waiting;
    std::vector<double> m_delays;
};

//! \return megabytes of the process that are its own (Private_Dirty and anonymous pages); 0 where
//!         the system does not tell.
double ownMegabytes();

} // namespace polylogue::bench
