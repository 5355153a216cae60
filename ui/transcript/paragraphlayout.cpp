// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/paragraphlayout.h"

#include "ui/theme/theme.h"
#include "ui/transcript/textlines.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace polylogue::ui::transcript {

namespace {

using markdown::Block;
using markdown::BlockKind;

const QFont &fontOf(const TextContent &content, const Style &style)
{
    if (content.block.kind == BlockKind::Heading)
        return style.headingFont(content.block.headingLevel);
    return content.tone == Tone::Quiet ? style.quietFont : style.readingFont;
}

qreal lineOf(const TextContent &content, const Style &style)
{
    if (content.block.kind == BlockKind::Heading)
        return std::round(theme::pixelSizeOf(fontOf(content, style)) * 1.4);
    return content.tone == Tone::Quiet ? style.quietLine : style.readingLine;
}

//! A formula in a line of its own stands here as its source only.
InlineFormulas inlineFormulas(const TextContent &content, const IsolatedText &text,
                              const Style &style, qreal width)
{
    if (content.block.kind == BlockKind::Math)
        return {};
    return {text.text(), style, fontOf(content, style),
            width - decorationIndent(content.block, style)};
}

} // namespace

qreal decorationIndent(const Block &block, const Style &style)
{
    return block.quoteDepth * style.quoteIndent() + block.listDepth * style.listIndent();
}

void paintDecoration(QPainter &painter, const Block &block, const PaintContext &context,
                     const DecoratedBlock &decorated)
{
    const Style &style = context.style;
    const auto mirrored = [&decorated](const QRectF &area) {
        return decorated.isRightToLeft
            ? QRectF(decorated.width - area.right(), area.top(), area.width(), area.height())
            : area;
    };
    for (int depth = 0; depth < block.quoteDepth; ++depth) {
        const qreal top = depth < context.joinedQuotes ? -context.gapAbove : 0;
        painter.fillRect(mirrored({depth * style.quoteIndent(), top, 3, decorated.height - top}),
                         style.colours.line);
    }
    if (!block.mark)
        return;
    const QString mark = markdown::markText(*block.mark);
    const qreal right = decorationIndent(block, style) - 8 * style.scale;
    const qreal markWidth = QFontMetricsF(decorated.font).horizontalAdvance(mark);
    painter.setFont(decorated.font);
    painter.setPen(style.colours.text2);
    const QRectF area = mirrored({right - markWidth, 0, markWidth, decorated.height});
    painter.drawText(QPointF(area.left(), decorated.baseline), mark);
}

ParagraphLayout::ParagraphLayout(const TextContent &content, const Style &style, qreal width)
    : m_style(style)
    , m_block(content.block)
    , m_text(content.block.content)
    , m_formulas(inlineFormulas(content, m_text, style, width))
    , m_layout(m_formulas.standIn(m_text.text().text), fontOf(content, style))
    , m_width(width)
    , m_isQuiet(content.tone == Tone::Quiet)
{
    if (m_block.kind == BlockKind::Math)
        m_shown = findFormula(m_block.content.text, style);
    QTextOption option = wrappingOption(m_text.text().text);
    const bool isRightToLeft = option.textDirection() == Qt::RightToLeft;
    option.setTabStopDistance(32 * style.scale);
    m_layout.setTextOption(option);
    m_layout.setCacheEnabled(true);
    QList<QTextLayout::FormatRange> formats = formatsOf(m_text.text(), style);
    m_formulas.reserve(formats);
    m_layout.setFormats(formats);
    const qreal indent = decorationIndent(m_block, style);
    m_origin = {isRightToLeft ? 0 : indent, 0};
    m_height = breakLines(m_layout, width - indent, lineOf(content, style), m_formulas);
    m_links = linksOf(m_text.text(), m_layout, m_origin);
}

qreal ParagraphLayout::naturalWidth() const
{
    qreal width = 0;
    for (int line = 0; line < m_layout.lineCount(); ++line)
        width = std::max(width, m_layout.lineAt(line).naturalTextWidth());
    return std::min(m_width, std::ceil(width) + 1 + decorationIndent(m_block, m_style));
}

void ParagraphLayout::paint(QPainter &painter, const PaintContext &context) const
{
    const QTextLine first = m_layout.lineAt(0);
    const qreal baseline = first.isValid() ? first.y() + first.ascent() : m_height * 0.7;
    const bool isRightToLeft = m_layout.textOption().textDirection() == Qt::RightToLeft;
    paintDecoration(painter, m_block, context,
                    {m_layout.font(), baseline, m_width, m_height, isRightToLeft});
    painter.setPen(m_isQuiet ? m_style.colours.text2 : m_style.colours.text);
    drawLines(painter, m_layout, m_origin, context, m_text.toLayout(context.selectionStart),
              m_text.toLayout(context.selectionEnd), underlineOf(context.hoveredTarget));
    m_formulas.paint(painter, m_layout, m_origin, context);
    if (context.showsCaret)
        paintCaret(painter);
}

QList<QTextLayout::FormatRange> ParagraphLayout::underlineOf(int target) const
{
    if (target < 0 || target >= m_links.size())
        return {};
    QList<QTextLayout::FormatRange> ranges;
    QTextCharFormat format;
    format.setFontUnderline(true);
    int index = -1;
    int previousEnd = -1;
    QString previousLink;
    for (const markdown::InlineRun &run : m_text.text().runs) {
        if (!run.formats.testFlag(markdown::InlineFormat::Link))
            continue;
        if (run.start != previousEnd || run.target != previousLink)
            ++index;
        previousEnd = run.start + run.length;
        previousLink = run.target;
        if (index == target)
            ranges.append({run.start, run.length, format});
    }
    return ranges;
}

void ParagraphLayout::paintCaret(QPainter &painter) const
{
    const QRectF last = characterRect(static_cast<int>(m_block.content.text.size()));
    const qreal height = theme::pixelSizeOf(m_style.readingFont);
    painter.fillRect(QRectF(last.left() + 3, last.center().y() - height / 2, 2, height),
                     m_style.colours.accent);
}

int ParagraphLayout::offsetAt(const QPointF &point) const
{
    const int position = transcript::offsetAt(m_layout, point - m_origin);
    return m_text.fromLayout(m_formulas.snapped(position));
}

bool ParagraphLayout::isOutdated() const
{
    return m_block.kind == BlockKind::Math ? findFormula(m_block.content.text, m_style) != m_shown
                                           : m_formulas.areOutdated(m_style);
}

//! Why a formula is shown as its source.
QString ParagraphLayout::hintAt(const QPointF &point) const
{
    if (m_shown)
        return m_shown->error;
    return m_formulas.errorAt(transcript::offsetAt(m_layout, point - m_origin));
}

QRectF ParagraphLayout::characterRect(int offset) const
{
    const int size = static_cast<int>(m_block.content.text.size());
    const int position = m_text.toLayout(std::clamp(offset, 0, size));
    if (const QRectF formula = m_formulas.areaAt(position, m_layout); !formula.isEmpty())
        return formula.translated(m_origin);
    const QTextLine line = m_layout.lineForTextPosition(position);
    if (!line.isValid())
        return {m_origin.x(), 0, 1, m_height};
    const QList<QRectF> found = rectanglesOf(m_layout, position, 1);
    QRectF area = found.isEmpty() ? QRectF(line.cursorToX(position), line.y(), 1, line.height())
                                  : found.first();
    area.setWidth(std::max(1.0, area.width()));
    return area.translated(m_origin);
}

RuleLayout::RuleLayout(const TextContent &content, const Style &style, qreal width)
    : m_block(content.block)
    , m_width(width)
    , m_height(std::round(style.readingLine * 0.7))
{ }

void RuleLayout::paint(QPainter &painter, const PaintContext &context) const
{
    const qreal indent = decorationIndent(m_block, context.style);
    paintDecoration(painter, m_block, context,
                    {context.style.readingFont, m_height * 0.7, m_width, m_height, false});
    painter.fillRect(QRectF(indent, std::floor(m_height / 2), m_width - indent, 1),
                     context.style.colours.line);
}

} // namespace polylogue::ui::transcript
