// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/math/mathfonts.h"

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::ui::math {

namespace {

constexpr std::array FileNames = {
    "Main-Regular"_L1,     "Main-Bold"_L1,        "Main-Italic"_L1,    "Main-BoldItalic"_L1,
    "Math-Italic"_L1,      "Math-BoldItalic"_L1,  "AMS-Regular"_L1,    "Caligraphic-Regular"_L1,
    "Caligraphic-Bold"_L1, "Fraktur-Regular"_L1,  "Fraktur-Bold"_L1,   "SansSerif-Regular"_L1,
    "SansSerif-Bold"_L1,   "SansSerif-Italic"_L1, "Script-Regular"_L1, "Size1-Regular"_L1,
    "Size2-Regular"_L1,    "Size3-Regular"_L1,    "Size4-Regular"_L1,  "Typewriter-Regular"_L1,
};

constexpr size_t KeptSizes = 200;
constexpr qreal OriginalSize = 100;

} // namespace

const QRawFont &MathFonts::original(Face face)
{
    const auto found = m_originals.find(face);
    if (found != m_originals.end())
        return found->second;
    const QString path =
        m_folder + "/KaTeX_"_L1 + FileNames.at(static_cast<size_t>(face)) + ".ttf"_L1;
    return m_originals[face] = QRawFont(path, OriginalSize, QFont::PreferNoHinting);
}

const QRawFont &MathFonts::font(Face face, qreal pixelSize)
{
    const std::pair key(face, static_cast<int>(std::lround(pixelSize * 64)));
    const auto found = m_sized.find(key);
    if (found != m_sized.end())
        return found->second;
    if (m_sized.size() >= KeptSizes)
        m_sized.clear();
    QRawFont font = original(face);
    font.setPixelSize(key.second / 64.0);
    return m_sized[key] = font;
}

} // namespace polylogue::ui::math
