// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/formulas.h"
#include "ui/transcript/leaflayout.h"

#include <QTextLayout>
#include <QTextOption>

namespace polylogue::ui::transcript {

//! \brief How a text wraps: anywhere where it must, from the side on which its script begins.
QTextOption wrappingOption(const QString &text);

//! \brief Breaks \a layout into lines of \a width, \a step pixels apart (more where a glyph of
//!        another script or a formula is taller). \return the height, in whole pixels.
qreal breakLines(QTextLayout &layout, qreal width, qreal step, const InlineFormulas &formulas = {});

//! \brief Plain text of one font in a box: captions, cards.
class TextBox
{
public:
    TextBox() = default;
    TextBox(const QString &text, const QFont &font, qreal width, qreal step);

    bool isEmpty() const { return !m_layout; }
    qreal height() const { return m_height; }
    qreal naturalWidth() const;
    void draw(QPainter &painter, const QPointF &origin, const QColor &colour) const;

private:
    std::unique_ptr<QTextLayout> m_layout; // none for an empty text
    qreal m_height = 0;
};

//! \return formats for the runs of \a text.
QList<QTextLayout::FormatRange> formatsOf(const markdown::InlineText &text, const Style &style);

//! \return the links of a laid out text that stands at \a origin; neighbouring runs are one link.
QList<Target> linksOf(const markdown::InlineText &text, const QTextLayout &layout,
                      const QPointF &origin);

//! \return where the characters of a range stand, one rectangle a line.
QList<QRectF> rectanglesOf(const QTextLayout &layout, int start, int length);

//! \return the character nearest to \a point.
int offsetAt(const QTextLayout &layout, const QPointF &point);

//! \brief Draws with what is selected between \a start and \a end, and \a underlined (a link).
void drawLines(QPainter &painter, const QTextLayout &layout, const QPointF &origin,
               const PaintContext &context, int start, int end,
               const QList<QTextLayout::FormatRange> &underlined = {});

} // namespace polylogue::ui::transcript
