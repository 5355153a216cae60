// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/style.h"

#include "ui/math/mathengine.h"
#include "ui/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace polylogue::ui::transcript {

namespace {

using app::settings::ContentWidth;

constexpr qreal WideColumn = 1'040;
constexpr qreal FullColumn = 100'000;

qreal lineHeight(const QFont &font, qreal factor)
{
    return std::round(theme::pixelSizeOf(font) * factor);
}

qreal columnWidth(ContentWidth width, qreal scale)
{
    switch (width) {
    case ContentWidth::Narrow:
        return theme::Metrics::ReadingColumn * std::max(scale, 1.0);
    case ContentWidth::Wide:
        return WideColumn * std::max(scale, 1.0);
    case ContentWidth::Full:
        return FullColumn;
    }
    return theme::Metrics::ReadingColumn;
}

} // namespace

const QFont &Style::headingFont(int level) const
{
    return headingFonts.at(static_cast<size_t>(std::clamp(level, 1, 3) - 1));
}

QColor codeColour(code::TokenKind kind, const theme::Tokens &colours)
{
    const theme::SyntaxTokens &syntax = colours.syntax;
    switch (kind) {
    case code::TokenKind::Plain:
        return colours.text;
    case code::TokenKind::Keyword:
        return syntax.keyword;
    case code::TokenKind::Type:
        return syntax.type;
    case code::TokenKind::Constant:
    case code::TokenKind::Number:
        return syntax.constant;
    case code::TokenKind::String:
        return syntax.string;
    case code::TokenKind::Comment:
        return colours.text2;
    case code::TokenKind::Function:
        return syntax.function;
    case code::TokenKind::Name:
        return syntax.name;
    case code::TokenKind::Meta:
        return syntax.meta;
    case code::TokenKind::Inserted:
        return syntax.inserted;
    case code::TokenKind::Removed:
        return colours.bad;
    }
    return colours.text;
}

Style styleFor(const theme::Theme &theme, const app::settings::Settings &settings)
{
    Style style;
    style.colours = theme.tokens();
    style.showsFormulas = settings.showsFormulas;
    style.math = math::MathEngine::shared();
    style.scale = settings.readingScale;
    style.readingFont = theme.readingFont(style.scale);
    style.quietFont = theme.readingFont(style.scale * 14 / 15);
    style.codeFont = theme.codeFont(style.scale);
    style.interfaceFont = theme.interfaceFont();
    style.strongFont = theme.interfaceFont();
    style.strongFont.setBold(true);
    style.metadataFont = theme.metadataFont();
    for (int level = 1; level <= 3; ++level)
        style.headingFonts[static_cast<size_t>(level - 1)] = theme.headingFont(level, style.scale);
    style.readingLine = lineHeight(style.readingFont, 1.6);
    style.quietLine = lineHeight(style.quietFont, 1.5);
    style.codeLine = lineHeight(style.codeFont, 1.5);
    style.metadataLine = lineHeight(style.metadataFont, 1.5);
    style.columnWidth = columnWidth(settings.contentWidth, style.scale);
    return style;
}

} // namespace polylogue::ui::transcript
