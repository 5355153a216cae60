// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QRawFont>
#include <QString>

#include <map>
#include <utility>

namespace polylogue::ui::math {

//! \brief The faces of KaTeX; the order is that of their file names in mathfonts.cpp.
enum class Face {
    MainRegular,
    MainBold,
    MainItalic,
    MainBoldItalic,
    MathItalic,
    MathBoldItalic,
    Ams,
    CaligraphicRegular,
    CaligraphicBold,
    FrakturRegular,
    FrakturBold,
    SansRegular,
    SansBold,
    SansItalic,
    Script,
    Size1,
    Size2,
    Size3,
    Size4,
    Typewriter,
};

//! \brief Loads faces as they are needed, for one thread: a QRawFont belongs to where it was made.
class MathFonts
{
public:
    //! \param folder MathFiles::fonts
    explicit MathFonts(const QString &folder)
        : m_folder(folder)
    { }

    //! \return the face at a size in pixels; invalid where it cannot be read.
    const QRawFont &font(Face face, qreal pixelSize);

private:
    const QRawFont &original(Face face);

    QString m_folder;
    std::map<Face, QRawFont> m_originals;
    std::map<std::pair<Face, int>, QRawFont> m_sized; // by 64ths of a pixel
};

} // namespace polylogue::ui::math
