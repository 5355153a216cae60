// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/base/processgroup.h"

#include <QProcess>

#ifdef Q_OS_UNIX
#include <sys/types.h>
#include <unistd.h>

#include <csignal>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace polylogue::app::base {

#ifdef Q_OS_UNIX

void leadOwnGroup(QProcess &process)
{
    // Runs in the child between fork and exec: system calls only.
    process.setChildProcessModifier([parent = ::getpid()] {
        ::setsid();
        std::signal(SIGXFSZ, SIG_DFL); // what prepareProcess() ignores
#ifdef Q_OS_LINUX
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
        if (::getppid() != parent)
            ::_exit(1); // we ended in between
    });
}

void signalGroup(qint64 leader, GroupSignal signal)
{
    if (leader > 1)
        ::kill(static_cast<pid_t>(-leader), signal == GroupSignal::Kill ? SIGKILL : SIGTERM);
}

#else

void leadOwnGroup(QProcess &)
{ }

void signalGroup(qint64, GroupSignal)
{ }

#endif

} // namespace polylogue::app::base
