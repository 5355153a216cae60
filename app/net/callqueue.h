// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace polylogue::app::net {

//! \brief Never more than a number of starts in any span of one rate; pure, the clock is an
//!        argument.
class RateWindow
{
public:
    using Time = std::chrono::milliseconds; //!< since any fixed moment

    //! \param perSecond > 0; 3 means three in any second, 0.5 one in any two.
    void setRate(double perSecond);
    //! \return how long to wait before the next start; zero: start now.
    Time wait(Time now) const;
    void started(Time now);

private:
    qsizetype m_starts = 1;
    Time m_span = Time::zero();
    QList<Time> m_latest; // at most m_starts
};

//! \brief Decides when a call may begin: in order, at most so many at once, of one origin fewer,
//!        and no faster than its origin's rate. A call that waits for its origin holds up no other.
class CallQueue final : public QObject
{
    Q_OBJECT

public:
    using Ticket = quint64;

    struct Limits
    {
        int running = 64; //!< at once
        int runningOfOrigin = 32; //!< so that one server leaves room for others
        std::chrono::milliseconds gap{0}; //!< between two starts of one origin
    };

    explicit CallQueue(const Limits &limits);

    //! \brief \a start is called once, from the event loop, when the call may begin.
    Ticket enter(const QString &origin, std::optional<double> perSecond,
                 std::function<void()> start);
    //! \brief The call has ended, or is no longer wanted; an unknown ticket changes nothing.
    void leave(Ticket ticket);

private:
    struct Waiting
    {
        Ticket ticket = 0;
        QString origin = {};
        bool isLimited = false;
        std::function<void()> start = {};
    };

    void startNext();
    //! How long \a call has to wait for its origin; not set: until another call of it has ended.
    std::optional<RateWindow::Time> waitOf(const Waiting &call, RateWindow::Time time) const;

    Limits m_limits;
    Ticket m_lastTicket = 0;
    QList<Waiting> m_waiting;
    QHash<Ticket, QString> m_running; // their origins
    QHash<QString, int> m_runningOf; // by origin
    QHash<QString, RateWindow> m_rates;
    QHash<QString, RateWindow::Time> m_lastStarts;
    QTimer m_timer;
};

} // namespace polylogue::app::net
