// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

//! \file What ScriptJob and polylogue-script say to each other.
//!
//! `polylogue-script describe` and `polylogue-script run` read the script on standard input, `run`
//! behind a NUL character the arguments, a JSON object. On standard output comes one JSON object:
//! what the script said of itself, or what it gave back, or `error`; and `log`, what it wrote by
//! console.log(). Nothing but that is a crash.
namespace polylogue::app::tools {

constexpr int scriptSeconds = 5; //!< of processor time
constexpr qint64 scriptMemory = 256LL << 20; //!< bytes of address space
constexpr qsizetype longestScriptResult = 4 << 20; //!< characters of JSON
constexpr qsizetype longestScriptLog = 64 << 10; //!< characters; the rest is left out

} // namespace polylogue::app::tools
