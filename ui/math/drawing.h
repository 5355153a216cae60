// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/math/mathfonts.h"

#include <QColor>
#include <QPainterPath>
#include <QPointF>
#include <QRectF>

#include <vector>

class QPainter;

namespace polylogue::ui::math {

//! \brief A formula laid out: what to draw where. Lengths are in em, y grows downwards from the
//!        baseline; a colour that is not valid is the text's.
struct Drawing
{
    struct Glyph
    {
        Face face = Face::MainRegular;
        quint32 index = 0;
        qreal size = 1; //!< of an em of the face
        QPointF position = {};
        QColor colour = {};
    };

    //! \brief Characters that KaTeX has no glyphs for, in a font of the system.
    struct Text
    {
        QString text = {};
        qreal size = 1;
        QPointF position = {};
        QColor colour = {};
    };

    struct Rule
    {
        QRectF area = {};
        QColor colour = {};
    };

    struct Outline
    {
        QPainterPath path = {};
        QColor colour = {};
    };

    qreal width = 0;
    qreal ascent = 0;
    qreal descent = 0;
    std::vector<Rule> backgrounds = {};
    std::vector<Glyph> glyphs = {};
    std::vector<Text> texts = {};
    std::vector<Rule> rules = {};
    std::vector<Outline> outlines = {};

    bool isEmpty() const
    {
        return glyphs.empty() && texts.empty() && rules.empty() && outlines.empty();
    }
    //! \brief Adds what \a other draws, moved to \a position. Sizes stay as they are.
    void add(const Drawing &other, const QPointF &position);
};

//! \brief Draws with the painter's pen.
//! \param origin where the baseline begins
//! \param pixelSize of an em
void paint(QPainter &painter, const Drawing &drawing, const QPointF &origin, qreal pixelSize,
           MathFonts &fonts);

} // namespace polylogue::ui::math
