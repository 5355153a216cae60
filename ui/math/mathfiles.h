// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace polylogue::ui::math {

//! \brief Where KaTeX is: its script, and the folder of its fonts (KaTeX_Main-Regular.ttf ...).
struct MathFiles
{
    QString script = {}; //!< empty where there is none
    QString fonts = {}; //!< empty where there are none

    bool isComplete() const { return !script.isEmpty() && !fonts.isEmpty(); }
};

//! \brief Looks, in this order: in the folder chosen when this was built, where Debian installs it,
//!        beside the program. Looks for files only, reads none.
MathFiles findMathFiles();

} // namespace polylogue::ui::math
