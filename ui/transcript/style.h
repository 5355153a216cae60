// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/settings/settings.h"
#include "ui/code/lexer.h"
#include "ui/theme/theme.h"

#include <QFont>

#include <array>
#include <memory>

namespace polylogue::ui::math {
class MathEngine;
}

namespace polylogue::ui::transcript {

//! \brief What blocks are drawn with: the theme, scaled for reading. Sizes in device-independent
//! pixels.
struct Style
{
    theme::Tokens colours = {};
    QFont readingFont = {};
    QFont quietFont = {}; //!< reasoning
    QFont codeFont = {};
    QFont interfaceFont = {};
    QFont strongFont = {}; //!< interface, bold: names, titles
    QFont metadataFont = {};
    std::array<QFont, 3> headingFonts = {};
    bool showsFormulas = true; //!< false: they are text as any other
    std::shared_ptr<math::MathEngine> math = {}; //!< sets them; none: they are shown as source
    bool waitsForFormulas = false; //!< instead of showing the source meanwhile: for paper
    qreal scale = 1;
    qreal readingLine = 24; //!< from one line of reading text to the next
    qreal quietLine = 21;
    qreal codeLine = 19;
    qreal metadataLine = 18;
    qreal columnWidth = 760; //!< where the window is wide enough

    qreal quoteIndent() const { return 18 * scale; }
    qreal listIndent() const { return 26 * scale; }
    const QFont &headingFont(int level) const;
};

//! \return the colour of source code; plain text has the text's.
QColor codeColour(code::TokenKind kind, const theme::Tokens &colours);

Style styleFor(const theme::Theme &theme, const app::settings::Settings &settings);

} // namespace polylogue::ui::transcript
