// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/math/drawing.h"
#include "ui/math/katex.h"

namespace polylogue::ui::math {

//! \brief Does what a browser does with KaTeX's tree and style sheet (0.16), as far as that is
//! used.
Drawing layOut(const Node &tree, MathFonts &fonts);

} // namespace polylogue::ui::math
