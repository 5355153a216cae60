// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/textlines.h"

#include "ui/theme/theme.h"
#include "ui/transcript/isolatedtext.h"

#include <QGlyphRun>

#include <algorithm>
#include <cmath>

namespace polylogue::ui::transcript {

namespace {

using markdown::InlineFormat;

QTextCharFormat formatOf(const markdown::InlineRun &run, const Style &style)
{
    QTextCharFormat format;
    if (run.formats.testFlag(InlineFormat::Strong))
        format.setFontWeight(QFont::Bold);
    if (run.formats.testFlag(InlineFormat::Emphasis))
        format.setFontItalic(true);
    if (run.formats.testFlag(InlineFormat::Strike))
        format.setFontStrikeOut(true);
    if (run.formats & (InlineFormat::Code | InlineFormat::Math)) {
        format.setFontFamilies(style.codeFont.families());
        format.setFontFixedPitch(true);
        format.setProperty(QTextFormat::FontPixelSize,
                           static_cast<int>(theme::pixelSizeOf(style.codeFont)));
        if (run.formats.testFlag(InlineFormat::Code))
            format.setBackground(style.colours.surface2);
    }
    if (run.formats.testFlag(InlineFormat::Link))
        format.setForeground(style.colours.accent);
    return format;
}

//! Where directions meet, a cursor has two places, and a stretch of text may stand in several.
QList<QRectF> mixedRectangles(const QTextLine &line, int from, int to)
{
    QList<QRectF> areas;
    for (const QGlyphRun &run : line.glyphRuns(from, to - from)) {
        const QRectF glyphs = run.boundingRect();
        const QRectF area(line.x() + glyphs.left(), line.y(), glyphs.width(), line.height());
        const auto beside = std::find_if(areas.begin(), areas.end(), [&area](const QRectF &each) {
            return std::abs(each.right() - area.left()) < 0.5
                || std::abs(area.right() - each.left()) < 0.5;
        });
        if (beside == areas.end())
            areas.append(area);
        else
            *beside |= area;
    }
    return areas;
}

} // namespace

QTextOption wrappingOption(const QString &text)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    if (text.isRightToLeft()) {
        option.setTextDirection(Qt::RightToLeft);
        option.setAlignment(Qt::AlignRight | Qt::AlignAbsolute);
    } else {
        option.setTextDirection(Qt::LeftToRight);
    }
    return option;
}

qreal placeLine(QTextLine &line, qreal step, qreal top, const InlineFormulas::Reach &reach)
{
    const qreal height = std::max(step, std::ceil(line.height()));
    const qreal baseline = std::floor((height - line.height()) / 2) + line.ascent();
    const qreal above = std::ceil(std::max(0.0, reach.above - baseline));
    const qreal below = std::ceil(std::max(0.0, reach.below - (height - baseline)));
    line.setPosition({0, top + above + baseline - line.ascent()});
    return top + above + height + below;
}

TextBox::TextBox(const QString &text, const QFont &font, qreal width, qreal step)
{
    if (text.isEmpty())
        return;
    m_layout =
        std::make_unique<QTextLayout>(QString(text).replace(u'\n', QChar::LineSeparator), font);
    m_layout->setTextOption(wrappingOption(text));
    m_layout->setCacheEnabled(true);
    m_layout->beginLayout();
    for (QTextLine line = m_layout->createLine(); line.isValid(); line = m_layout->createLine()) {
        line.setLineWidth(std::max(width, 1.0));
        m_height = placeLine(line, step, m_height);
    }
    m_layout->endLayout();
}

qreal TextBox::naturalWidth() const
{
    qreal width = 0;
    for (int line = 0; m_layout && line < m_layout->lineCount(); ++line)
        width = std::max(width, m_layout->lineAt(line).naturalTextWidth());
    return std::ceil(width);
}

void TextBox::draw(QPainter &painter, const QPointF &origin, const QColor &colour) const
{
    if (!m_layout)
        return;
    painter.setPen(colour);
    m_layout->draw(&painter, origin);
}

QList<QTextLayout::FormatRange> formatsOf(const markdown::InlineText &text, const Style &style)
{
    QList<QTextLayout::FormatRange> ranges;
    ranges.reserve(text.runs.size());
    for (const markdown::InlineRun &run : text.runs)
        ranges.append({run.start, run.length, formatOf(run, style)});
    return ranges;
}

QList<QRectF> rectanglesOf(const QTextLayout &layout, int start, int length)
{
    QList<QRectF> rectangles;
    const int end = start + length;
    for (int index = 0; index < layout.lineCount(); ++index) {
        const QTextLine line = layout.lineAt(index);
        const int from = std::max(start, line.textStart());
        const int to = std::min(end, line.textStart() + line.textLength());
        if (from >= to)
            continue;
        const QStringView shown =
            QStringView(layout.text()).sliced(line.textStart(), line.textLength());
        if (hasRightToLeft(shown)) {
            rectangles += mixedRectangles(line, from, to);
            continue;
        }
        const qreal x1 = line.cursorToX(from);
        const qreal x2 = line.cursorToX(to);
        rectangles += QRectF(std::min(x1, x2), line.y(), std::abs(x2 - x1), line.height());
    }
    return rectangles;
}

int offsetAt(const QTextLayout &layout, const QPointF &point)
{
    for (int index = 0; index < layout.lineCount(); ++index) {
        const QTextLine line = layout.lineAt(index);
        const bool isLast = index + 1 == layout.lineCount();
        if (isLast || point.y() < line.y() + line.height()) {
            const int offset = line.xToCursor(point.x());
            // The position behind a line's last character belongs to the next line.
            const int end = line.textStart() + line.textLength();
            return isLast ? offset : std::min(offset, std::max(line.textStart(), end - 1));
        }
    }
    return 0;
}

void drawLines(QPainter &painter, const QTextLayout &layout, const QPointF &origin,
               const PaintContext &context, int start, int end,
               const QList<QTextLayout::FormatRange> &underlined)
{
    if (context.isOnPaper) {
        // QTextLayout also draws the line above what is asked for: on paper that would be there
        // twice, for who searches or copies.
        for (int index = 0; index < layout.lineCount(); ++index) {
            const QTextLine line = layout.lineAt(index);
            const QRectF area = line.rect().translated(origin);
            if (area.bottom() > context.clip.top() && area.top() < context.clip.bottom())
                line.draw(&painter, origin);
        }
        return;
    }
    QList<QTextLayout::FormatRange> ranges = underlined;
    if (end > start) {
        QTextCharFormat selected;
        selected.setBackground(context.style.colours.selection);
        ranges.append({start, end - start, selected});
    }
    layout.draw(&painter, origin, ranges, context.clip);
}

} // namespace polylogue::ui::transcript
