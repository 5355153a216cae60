// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/cli/commandline.h"

namespace polylogue::ui::cli {

//! \brief Does what a command asks for, in the terminal; returns when it is done.
//! \pre a QCoreApplication exists, and \a invocation is not the window's
//! \return the exit code: 0 answered, 1 refused or broken off, 2 wrong usage or unreadable input,
//!         3 stopped by length or filter, 130 interrupted.
int runCommand(const Invocation &invocation);

} // namespace polylogue::ui::cli
