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

//! \brief Places a line that has its width at \a top, \a step pixels high, more where a glyph of
//! another script or
//!        what \a reach asks for is taller. \return its lower edge, a whole pixel where \a top is.
qreal placeLine(QTextLine &line, qreal step, qreal top, const InlineFormulas::Reach &reach = {});

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

//! \return where the characters of a range stand, one rectangle a line.
QList<QRectF> rectanglesOf(const QTextLayout &layout, int start, int length);

//! \return the character nearest to \a point.
int offsetAt(const QTextLayout &layout, const QPointF &point);

//! \brief Draws with what is selected between \a start and \a end, and \a underlined (a link).
void drawLines(QPainter &painter, const QTextLayout &layout, const QPointF &origin,
               const PaintContext &context, int start, int end,
               const QList<QTextLayout::FormatRange> &underlined = {});

} // namespace polylogue::ui::transcript
