// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace polylogue::ui::markdown {

//! \brief Closes for display what the end of \a text has opened: emphasis, code spans, links,
//!        tables.
//!
//! Looks at the last paragraph only. What may still become something else (a line of dashes, half
//! a delimiter) is held back instead of shown as what it is not.
QString closeUnfinished(QStringView text);

//! \return \a text without a surrogate at its end whose other half has not come yet.
QStringView withoutHalfCharacter(QStringView text);

//! \return how much of \a text, which ends within a fenced block, to show: not a last line (it
//! begins at \a lastLine) that may become the fence's end.
qsizetype withoutHalfFence(QStringView text, qsizetype lastLine);

} // namespace polylogue::ui::markdown
