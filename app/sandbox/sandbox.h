// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

namespace polylogue::app::sandbox {

struct SandboxLimits
{
    qint64 memoryBytes = 0; //!< address space beyond what is mapped when the sandbox is entered
    int processorSeconds = 0; //!< since the process started; the system ends it by SIGXCPU
};

//! \brief Closes what was inherited beside the standard streams, dies with the parent, leaves no
//!        core dump, widens the pipe to the parent. To be called first, before any thread.
void prepareSandbox();

//! \brief From here on this process can compute, read and write what it has open, and start
//!        threads, but open no file or socket and start no process; there is no way back.
//!
//! Whatever loads libraries or fonts has to be loaded before.
//! \return false where the system does not grant it: then nothing foreign may be read.
bool enterSandbox(const SandboxLimits &limits);

} // namespace polylogue::app::sandbox
