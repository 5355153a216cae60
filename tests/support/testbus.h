// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QProcess>
#include <QString>

namespace polylogue::tests {

//! \brief A D-Bus session of the test's own, to be made first thing in main(); none where there is
//!        no dbus-daemon.
class TestBus final
{
public:
    TestBus();
    ~TestBus();
    Q_DISABLE_COPY_MOVE(TestBus)

    static QString address(); //!< empty where there is none

private:
    QProcess m_daemon;
};

} // namespace polylogue::tests
