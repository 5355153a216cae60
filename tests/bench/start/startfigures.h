// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

namespace polylogue::bench {

//! \return the steady clock, which all processes share, in nanoseconds.
qint64 steadyNow();

//! \brief To be called when the first frame is painted: notes the time, waits until the program is
//!        idle, prints one line of figures, ends the program.
//!
//! The line: wall, CPU and main thread's CPU time until now, in nanoseconds; then Rss, Pss,
//! Private_Dirty and Anonymous when idle, in kB.
//! \param startedAt steadyNow() of whoever started this process, just before
void tellFigures(qint64 startedAt);

} // namespace polylogue::bench
