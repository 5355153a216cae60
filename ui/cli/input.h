// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QString>

#include <optional>

namespace polylogue::ui::cli {

//! \brief Reads a text, UTF-8, of at most 64 MiB; waits for it.
//! \param path a file; empty for standard input
//! \return ErrorKind::File naming it: unreadable, "not_text", "too_large".
app::base::Result<QString> readText(const QString &path);

//! \brief Asks whoever sits at the terminal, on standard error; waits for the answer.
//! \return not set where standard input is no terminal.
std::optional<bool> askYesOrNo(const QString &question);

//! \return what to say about an error of readText().
QString wordsForInput(const app::base::Error &error);

} // namespace polylogue::ui::cli
