// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/blend.h"

namespace polylogue::ui::theme {

QColor blended(const QColor &colour, const QColor &other, float share)
{
    return QColor::fromRgbF(colour.redF() * (1 - share) + other.redF() * share,
                            colour.greenF() * (1 - share) + other.greenF() * share,
                            colour.blueF() * (1 - share) + other.blueF() * share);
}

QColor disabledText(const Tokens &tokens)
{
    return blended(tokens.text2, tokens.surface, 0.35F);
}

} // namespace polylogue::ui::theme
