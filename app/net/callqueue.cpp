// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/callqueue.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace polylogue::app::net {

namespace {

//! Connections take unequal time to come up: what leaves a second apart may arrive closer.
constexpr std::chrono::milliseconds arrivalMargin(50);

RateWindow::Time now()
{
    return std::chrono::duration_cast<RateWindow::Time>(
        std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace

void RateWindow::setRate(double perSecond)
{
    m_starts = std::max<qsizetype>(1, static_cast<qsizetype>(std::floor(perSecond)));
    const double milliseconds = 1000.0 * static_cast<double>(m_starts) / perSecond;
    m_span = Time(static_cast<Time::rep>(std::ceil(milliseconds))) + arrivalMargin;
    if (m_latest.size() > m_starts)
        m_latest = m_latest.last(m_starts);
}

RateWindow::Time RateWindow::wait(Time time) const
{
    if (m_latest.size() < m_starts)
        return Time::zero();
    return std::max(Time::zero(), m_latest.first() + m_span - time);
}

void RateWindow::started(Time time)
{
    m_latest.append(time);
    if (m_latest.size() > m_starts)
        m_latest.removeFirst();
}

CallQueue::CallQueue(const Limits &limits)
    : m_limits(limits)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &CallQueue::startNext);
}

CallQueue::Ticket CallQueue::enter(const QString &origin, std::optional<double> perSecond,
                                   std::function<void()> start)
{
    const bool isLimited = perSecond && *perSecond > 0;
    if (isLimited)
        m_rates[origin].setRate(*perSecond);
    m_waiting.append(Waiting{.ticket = ++m_lastTicket,
                             .origin = origin,
                             .isLimited = isLimited,
                             .start = std::move(start)});
    m_timer.start(0);
    return m_lastTicket;
}

void CallQueue::leave(Ticket ticket)
{
    m_waiting.removeIf([ticket](const Waiting &waiting) { return waiting.ticket == ticket; });
    const auto running = m_running.constFind(ticket);
    if (running == m_running.constEnd())
        return;
    if (--m_runningOf[*running] == 0)
        m_runningOf.remove(*running);
    m_running.erase(running);
    if (!m_waiting.isEmpty())
        m_timer.start(0);
}

std::optional<RateWindow::Time> CallQueue::waitOf(const Waiting &call, RateWindow::Time time) const
{
    if (m_runningOf.value(call.origin) >= m_limits.runningOfOrigin)
        return {};
    const auto last = m_lastStarts.constFind(call.origin);
    const RateWindow::Time gap = last == m_lastStarts.constEnd()
        ? RateWindow::Time::zero()
        : std::max(RateWindow::Time::zero(), *last + m_limits.gap - time);
    return call.isLimited ? std::max(gap, m_rates.value(call.origin).wait(time)) : gap;
}

void CallQueue::startNext()
{
    std::optional<RateWindow::Time> shortestWait;
    for (qsizetype i = 0; i < m_waiting.size() && m_running.size() < m_limits.running; ++i) {
        const RateWindow::Time time = now();
        const auto wait = waitOf(m_waiting.at(i), time);
        if (!wait)
            continue; // whoever leaves looks again
        if (*wait > RateWindow::Time::zero()) {
            shortestWait = shortestWait ? std::min(*shortestWait, *wait) : *wait;
            continue;
        }
        const Waiting next = m_waiting.takeAt(i);
        m_running.insert(next.ticket, next.origin);
        ++m_runningOf[next.origin];
        m_lastStarts.insert(next.origin, time);
        if (next.isLimited)
            m_rates[next.origin].started(time);
        // What starts may end at once and change the queue: look at it afresh afterwards.
        m_timer.start(0);
        next.start();
        return;
    }
    if (shortestWait)
        m_timer.start(*shortestWait);
}

} // namespace polylogue::app::net
