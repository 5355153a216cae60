// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/settings/settings.h"

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPixmap>
#include <QPointer>

namespace polylogue::ui::theme {

//! \brief What source code is coloured with; comments are text2, what a diff removes is bad.
struct SyntaxTokens
{
    QColor keyword = {};
    QColor type = {};
    QColor constant = {};
    QColor string = {};
    QColor function = {};
    QColor name = {};
    QColor meta = {};
    QColor inserted = {};

    bool operator==(const SyntaxTokens &) const = default;
};

//! \brief The colours of ui/README.md's table; nothing else names a colour.
struct Tokens
{
    QColor window = {}; //!< sidebar, status line
    QColor surface = {}; //!< transcript, inputs, chips
    QColor surface2 = {}; //!< own messages, segmented control
    QColor text = {};
    QColor text2 = {}; //!< secondary; still >= 4.5:1 on every surface
    QColor line = {}; //!< hairlines
    QColor accent = {};
    QColor accentBg = {};
    QColor onAccent = {}; //!< text on accent
    QColor warn = {};
    QColor warnBg = {};
    QColor bad = {};
    QColor badBg = {};
    QColor code = {}; //!< background of code
    QColor selection = {};
    SyntaxTokens syntax = {}; //!< on code and selection
    QColor border = {}; //!< edges of inputs at rest: >= 3:1 on window, surface and surface2

    bool operator==(const Tokens &) const = default;
};

//! \return the tokens of the light or dark theme.
Tokens tokensFor(bool dark);

//! \brief Sizes in device-independent pixels (ui/README.md: grid of 8, 4 inside controls).
namespace Metrics {
inline constexpr int Unit = 8;
inline constexpr int RadiusMark = 6;
inline constexpr int RadiusControl = 8;
inline constexpr int RadiusBlock = 10;
inline constexpr int RadiusMessage = 12;
inline constexpr int RadiusComposer = 14;
inline constexpr int TargetMinimum = 24;
inline constexpr int TargetComfortable = 32;
inline constexpr int ReadingColumn = 760;
inline constexpr int IconSize = 20;
} // namespace Metrics

class ControlStyle;
class SystemScheme;

//! \brief What things look like now: follows the system or the user's choice, live.
//!
//! Owns the application's style: sets QApplication's style, palette and font.
class Theme final : public QObject
{
    Q_OBJECT

public:
    explicit Theme(app::settings::ThemeMode mode, QObject *parent = nullptr);
    ~Theme() override;

    void setMode(app::settings::ThemeMode mode);
    bool isDark() const { return m_isDark; }
    const Tokens &tokens() const { return m_tokens; }

    QFont interfaceFont() const; //!< 14 px
    QFont metadataFont() const; //!< 12.5 px
    //! \param scale Settings::readingScale
    QFont readingFont(double scale = 1.0) const; //!< 15 px, to be set with line height 1.6
    QFont headingFont(int level, double scale = 1.0) const; //!< 20, 17, 15 px bold for 1, 2, 3+
    QFont codeFont(double scale = 1.0) const; //!< 13 px, fixed pitch

    //! \brief An icon of ours (resources/icons/NAME.svg), tinted for normal, disabled and accent
    //! use.
    QIcon icon(const QString &name) const;
    //! \brief The same in one colour wherever it is not disabled, e.g. onAccent on a primary
    //! button.
    QIcon icon(const QString &name, const QColor &colour) const;
    QPixmap pixmap(const QString &name, int size, const QColor &colour,
                   qreal devicePixelRatio) const;

Q_SIGNALS:
    void changed(); //!< tokens or fonts are others: repaint, take icons anew

private:
    void apply();
    QFont fontOf(double pixels) const;

    app::settings::ThemeMode m_mode;
    bool m_isDark = false;
    Tokens m_tokens;
    QFont m_systemFont; // as the desktop set it, before we did
    double m_textScale = 1.0; // how much larger than usual the desktop's text is
    QPointer<ControlStyle> m_style; // QApplication's
    SystemScheme *m_system = nullptr; // child: what the desktop says, by portal or style hints
};

//! \return the size of \a font on the screen, in whole pixels as Qt counts them. Unlike QFontInfo
//! this
//!         loads no font.
int pixelSizeOf(const QFont &font);

} // namespace polylogue::ui::theme
