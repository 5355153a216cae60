// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/formulas.h"
#include "ui/transcript/isolatedtext.h"
#include "ui/transcript/leaflayout.h"

#include <QTextLayout>
#include <QTextOption>

#include <memory>
#include <optional>
#include <vector>

namespace polylogue::ui::transcript {

//! \brief A text with links, code and formulas, broken into lines: a paragraph, a cell of a table.
//!
//! A long one is laid out in pieces of some thousand characters, each of which begins with a line:
//! where text is added to its end, only the last piece is laid out again. Offsets count characters
//! of the text that was given; places count from its upper left corner.
class FormattedText
{
public:
    struct Shape
    {
        QFont font = {};
        qreal width = 0;
        qreal lineHeight = 0; //!< at least
        qreal tabStop = 80;
        std::optional<qreal> widestFormula = {}; //!< not set: the width
        std::optional<Qt::Alignment> alignment = {}; //!< not set: where its script begins
        bool hasFormulas = true; //!< false: they are shown as their source
    };

    //! \param style outlives this
    FormattedText(const markdown::InlineText &text, const Style &style, const Shape &shape);

    //! \brief Takes over a changed text; what is laid out of its beginning stays where that is the
    //!        same.
    void setText(const markdown::InlineText &text);

    bool isRightToLeft() const { return m_option.textDirection() == Qt::RightToLeft; }
    qreal height() const; //!< whole pixels; at least that of a line
    qreal naturalWidth() const; //!< of the longest line
    qreal baseline() const; //!< of the first line
    //! \brief Draws with \a context's clip, which is where the text stands at \a origin.
    //! \param underlined index of the link that is, in links(); -1 for none
    void paint(QPainter &painter, const QPointF &origin, const PaintContext &context,
               int selectionStart, int selectionEnd, int underlined = -1) const;
    int offsetAt(const QPointF &point) const;
    QRectF characterRect(int offset) const;
    //! \return neighbouring stretches with the same target are one.
    QList<Target> links() const;

    //! \return why a formula there is shown as its source.
    QString errorAt(const QPointF &point) const;
    //! \return whether a formula that is shown as source is known by now.
    bool isOutdated() const { return m_formulas.areOutdated(m_style); }

private:
    struct Piece
    {
        int start = 0;
        int end = 0; // of its last line; its layout's text goes on, where there is more
        qreal top = 0;
        qreal bottom = 0;
        std::unique_ptr<QTextLayout> layout = {};
    };

    void breakLines();
    Piece makePiece(int start, qreal top) const;
    int lengthOfPieceAt(int start) const;
    bool isUpToDate(const Piece &piece) const;
    QList<QTextLayout::FormatRange> formatsIn(int start, int length) const;
    size_t pieceOf(int position) const;
    int positionAt(const QPointF &point) const;
    QList<QRectF> rectangles(int start, int length) const;
    QRectF areaOf(const InlineFormulas::Formula &formula) const;
    QList<QTextLayout::FormatRange> underlineOf(int link) const;

    const Style &m_style;
    Shape m_shape;
    IsolatedText m_text;
    InlineFormulas m_formulas;
    QString m_shown; // what is laid out
    QList<QTextLayout::FormatRange> m_formats; // of m_shown
    QTextOption m_option;
    std::vector<Piece> m_pieces; // at least one
};

} // namespace polylogue::ui::transcript
