// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QEventLoop>
#include <QTimer>

namespace polylogue::tests {

//! \brief Runs the event loop until \a condition holds or the time is over.
//!
//! Unlike QTest::qWaitFor(), which sleeps 10 ms at a time between its looks at the events, this
//! loop is as quick as a program's: for whatever is measured, or goes to and fro between threads.
template <typename Condition> bool waitUntil(Condition condition, int milliseconds = 5000)
{
    QEventLoop loop;
    QTimer deadline;
    deadline.setSingleShot(true);
    QObject::connect(&deadline, &QTimer::timeout, &loop, &QEventLoop::quit);
    deadline.start(milliseconds);
    while (!condition() && deadline.isActive())
        loop.processEvents(QEventLoop::WaitForMoreEvents);
    return condition();
}

} // namespace polylogue::tests
