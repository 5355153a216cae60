// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/theme.h"

#include "ui/theme/blend.h"
#include "ui/theme/controlstyle.h"
#include "ui/theme/systemscheme.h"
#include "ui/theme/tintedicon.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPalette>
#include <QScreen>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::ui::theme {

namespace {

constexpr double InterfacePixels = 14;
constexpr double MetadataPixels = 12.5;
constexpr double ReadingPixels = 15;
constexpr double CodePixels = 13;

double dotsPerInch()
{
    return QGuiApplication::primaryScreen()->logicalDotsPerInchY();
}

// Desktops' usual 9 to 11 points all mean "normal", which is our 14 px; only who chose more or less
// than that gets more or less.
double textScaleOf(const QFont &systemFont)
{
    const int pixels = pixelSizeOf(systemFont);
    if (pixels >= 12 && pixels <= 15)
        return 1.0;
    return std::clamp(pixels / InterfacePixels, 0.8, 2.5);
}

QPalette paletteOf(const Tokens &tokens)
{
    QPalette palette;
    palette.setColor(QPalette::Window, tokens.window);
    palette.setColor(QPalette::WindowText, tokens.text);
    palette.setColor(QPalette::Base, tokens.surface);
    palette.setColor(QPalette::AlternateBase, tokens.surface2);
    palette.setColor(QPalette::Text, tokens.text);
    palette.setColor(QPalette::PlaceholderText, tokens.text2);
    palette.setColor(QPalette::Button, tokens.surface);
    palette.setColor(QPalette::ButtonText, tokens.text);
    palette.setColor(QPalette::BrightText, tokens.bad);
    palette.setColor(QPalette::ToolTipBase, tokens.surface2);
    palette.setColor(QPalette::ToolTipText, tokens.text);
    palette.setColor(QPalette::Highlight, tokens.selection);
    palette.setColor(QPalette::HighlightedText, tokens.text);
    palette.setColor(QPalette::Link, tokens.accent);
    palette.setColor(QPalette::LinkVisited, tokens.accent);
    palette.setColor(QPalette::Light, tokens.surface);
    palette.setColor(QPalette::Midlight, tokens.surface2);
    palette.setColor(QPalette::Mid, tokens.line);
    palette.setColor(QPalette::Dark, tokens.border);
    palette.setColor(QPalette::Shadow, tokens.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                            QPalette::HighlightedText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, disabledText(tokens));
    palette.setColor(QPalette::Disabled, QPalette::Base, tokens.window);
    return palette;
}

QByteArray svgOf(const QString &name)
{
    QFile file(":/icons/"_L1 + name + ".svg"_L1);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(isOpen, "Theme::icon", "no icon of that name in resources/icons");
    return isOpen ? file.readAll() : QByteArray();
}

} // namespace

int pixelSizeOf(const QFont &font)
{
    if (font.pixelSize() > 0)
        return font.pixelSize();
    const double pixels = font.pointSizeF() * dotsPerInch() / 72;
    return qRound(std::round(pixels * 100) / 100); // to hundredths first, as in Qt
}

Theme::Theme(app::settings::ThemeMode mode, QObject *parent)
    : QObject(parent)
    , m_mode(mode)
    , m_systemFont(QFontDatabase::systemFont(QFontDatabase::GeneralFont))
    , m_textScale(textScaleOf(m_systemFont))
    , m_style(new ControlStyle)
    , m_system(new SystemScheme(this))
{
    connect(m_system, &SystemScheme::changed, this, [this] {
        if (m_mode == app::settings::ThemeMode::System)
            apply();
    });
    QApplication::setStyle(m_style); // which owns it from now on
    apply();
}

Theme::~Theme() = default;

void Theme::setMode(app::settings::ThemeMode mode)
{
    if (m_mode == mode)
        return;
    m_mode = mode;
    apply();
}

void Theme::apply()
{
    using app::settings::ThemeMode;
    const bool dark = m_mode == ThemeMode::System ? m_system->isDark() : m_mode == ThemeMode::Dark;
    if (m_tokens == tokensFor(dark))
        return;
    m_isDark = dark;
    m_tokens = tokensFor(dark);
    QApplication::setPalette(paletteOf(m_tokens));
    QApplication::setFont(interfaceFont());
    if (m_style)
        m_style->setTokens(m_tokens, metadataFont().pointSizeF());
    Q_EMIT
    changed();
}

QFont Theme::fontOf(double pixels) const
{
    // In points, because pixel sizes are whole numbers in QFont.
    QFont font = m_systemFont;
    font.setPointSizeF(pixels * m_textScale * 72 / dotsPerInch());
    return font;
}

QFont Theme::interfaceFont() const
{
    return fontOf(InterfacePixels);
}

QFont Theme::metadataFont() const
{
    return fontOf(MetadataPixels);
}

QFont Theme::readingFont(double scale) const
{
    return fontOf(ReadingPixels * scale);
}

QFont Theme::headingFont(int level, double scale) const
{
    const double pixels = level <= 1 ? 20 : level == 2 ? 17 : 15;
    QFont font = fontOf(pixels * scale);
    font.setBold(true);
    return font;
}

QFont Theme::codeFont(double scale) const
{
    QFont font = fontOf(CodePixels * scale);
    font.setFamilies(QFontDatabase::systemFont(QFontDatabase::FixedFont).families());
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    return font;
}

QIcon Theme::icon(const QString &name) const
{
    return QIcon(new TintedIcon(
        svgOf(name),
        {.normal = m_tokens.text2, .disabled = disabledText(m_tokens), .active = m_tokens.accent}));
}

QIcon Theme::icon(const QString &name, const QColor &colour) const
{
    return QIcon(new TintedIcon(
        svgOf(name), {.normal = colour, .disabled = disabledText(m_tokens), .active = colour}));
}

QPixmap Theme::pixmap(const QString &name, int size, const QColor &colour,
                      qreal devicePixelRatio) const
{
    const QSize pixels = QSize(size, size) * devicePixelRatio;
    QPixmap pixmap = QPixmap::fromImage(tinted(svgOf(name), pixels, colour));
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

} // namespace polylogue::ui::theme
