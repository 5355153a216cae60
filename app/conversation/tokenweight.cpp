// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/conversation/tokenweight.h"

#include <algorithm>

namespace polylogue::app::conversation {

namespace {

constexpr qint64 TokensOfImage = 1000;
constexpr qint64 TokensOfQuickLook = 85;
constexpr qint64 TokensOfPage = 1500;

//! In twelfths of a token: four letters of ASCII make one, two or three of other alphabets, one of
//! a script that writes words or syllables.
int weightOf(QChar character)
{
    const char16_t unit = character.unicode();
    if (unit < 0x80)
        return 3;
    if (unit < 0x800)
        return 5;
    if (unit < 0x2000)
        return 8;
    return 12;
}

} // namespace

qint64 estimatedTokens(const QString &text)
{
    qint64 weight = 0;
    for (const QChar character : text)
        weight += weightOf(character);
    return (weight + 11) / 12;
}

qint64 estimatedTokens(ImageDetail detail)
{
    return detail == ImageDetail::Low ? TokensOfQuickLook : TokensOfImage;
}

qint64 estimatedTokensOfPages(int count)
{
    return TokensOfPage * std::max(count, 1);
}

} // namespace polylogue::app::conversation
