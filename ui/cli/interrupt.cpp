// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/interrupt.h"

#include <QSocketNotifier>

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>

namespace polylogue::ui::cli {

namespace {

// A signal handler may only write to a descriptor; the event loop reads the other end.
std::array<int, 2> ends{-1, -1};

void onSignal(int)
{
    const char byte = 0;
    const auto written = ::write(ends[0], &byte, 1);
    static_cast<void>(written); // nothing can be done about it here
}

void watch(int signal)
{
    struct sigaction action = {};
    action.sa_handler = onSignal;
    // Once: the second time the default acts.
    action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
    sigaction(signal, &action, nullptr);
}

} // namespace

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
    std::signal(SIGPIPE, SIG_IGN);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return; // then Ctrl+C ends the program as it always does
    auto *notifier = new QSocketNotifier(ends[1], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (::read(ends[1], &byte, 1) == 1)
            Q_EMIT raised();
    });
    watch(SIGINT);
    watch(SIGTERM);
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGPIPE, SIG_DFL);
    for (int &end : ends) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

} // namespace polylogue::ui::cli
