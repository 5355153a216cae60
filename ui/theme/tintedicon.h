// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QColor>
#include <QIconEngine>

namespace polylogue::ui::theme {

//! \brief The colours an icon takes on.
struct Tints
{
    QColor normal = {};
    QColor disabled = {};
    QColor active = {}; //!< pointed at, or checked
};

//! \brief Draws one of our line icons in a colour of the theme, sharp at every scale factor.
class TintedIcon final : public QIconEngine
{
public:
    //! \param svg one of our own files; foreign SVG must never come here
    TintedIcon(const QByteArray &svg, const Tints &tints);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine *clone() const override;

private:
    QByteArray m_svg;
    Tints m_tints;
};

//! \return the shapes of \a svg, all of them in \a colour, \a size in device pixels.
QImage tinted(const QByteArray &svg, const QSize &size, const QColor &colour);

} // namespace polylogue::ui::theme
