// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/testbus.h"

#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace polylogue::tests {

namespace {

constexpr auto variable = "POLYLOGUE_TEST_BUS";

} // namespace

TestBus::TestBus()
{
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    const QString program = QStandardPaths::findExecutable(u"dbus-daemon"_s);
    if (program.isEmpty())
        return;
    m_daemon.start(program, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    if (m_daemon.waitForStarted() && m_daemon.waitForReadyRead()) {
        const QByteArray address = m_daemon.readLine().trimmed();
        qputenv("DBUS_SESSION_BUS_ADDRESS", address);
        qputenv(variable, address);
    }
}

TestBus::~TestBus()
{
    m_daemon.terminate();
    m_daemon.waitForFinished();
}

QString TestBus::address()
{
    return qEnvironmentVariable(variable);
}

} // namespace polylogue::tests
