// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

class QProcess;

namespace polylogue::app::base {

//! \brief Lets \a process, once it starts, lead a session and a group of its own, without our
//!        terminal, and die with us. To be called before start().
//!
//! Where the system has no groups (Windows) it stays an ordinary process.
void leadOwnGroup(QProcess &process);

enum class GroupSignal { Terminate, Kill };

//! \brief Tells all processes of a group to end; nothing happens where there is none any more.
//! \param leader the process id of one that leadOwnGroup() was called for
void signalGroup(qint64 leader, GroupSignal signal);

} // namespace polylogue::app::base
