// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/paragraphlayout.h"

#include "ui/theme/theme.h"

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

FormattedText::Shape shapeOf(const TextContent &content, const Style &style, qreal width)
{
    return {.font = fontOf(content, style),
            .width = width - decorationIndent(content.block, style),
            .lineHeight = lineOf(content, style),
            .tabStop = 32 * style.scale,
            // A formula in a line of its own stands here as its source only.
            .hasFormulas = content.block.kind != BlockKind::Math};
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
    , m_content(content)
    , m_text(content.block.content, style, shapeOf(content, style, width))
    , m_width(width)
{
    if (m_content.block.kind == BlockKind::Math)
        m_shown = findFormula(m_content.block.content.text, style);
    place();
}

bool ParagraphLayout::update(const LeafContent &content)
{
    const auto *text = std::get_if<TextContent>(&content);
    if (!text || m_content.block.kind != BlockKind::Paragraph)
        return false;
    TextContent onlyLonger = *text;
    onlyLonger.block.content = m_content.block.content;
    if (onlyLonger != m_content)
        return false;
    m_content = *text;
    m_text.setText(m_content.block.content);
    place();
    return true;
}

void ParagraphLayout::place()
{
    m_origin = {m_text.isRightToLeft() ? 0 : decorationIndent(m_content.block, m_style), 0};
    m_height = m_text.height();
    m_links = m_text.links();
    for (Target &link : m_links) {
        for (QRectF &area : link.areas)
            area.translate(m_origin);
    }
}

qreal ParagraphLayout::naturalWidth() const
{
    return std::min(
        m_width, std::ceil(m_text.naturalWidth()) + 1 + decorationIndent(m_content.block, m_style));
}

void ParagraphLayout::paint(QPainter &painter, const PaintContext &context) const
{
    paintDecoration(
        painter, m_content.block, context,
        {fontOf(m_content, m_style), m_text.baseline(), m_width, m_height, m_text.isRightToLeft()});
    painter.setPen(m_content.tone == Tone::Quiet ? m_style.colours.text2 : m_style.colours.text);
    m_text.paint(painter, m_origin, context, context.selectionStart, context.selectionEnd,
                 context.hoveredTarget);
    if (context.showsCaret)
        paintCaret(painter);
}

void ParagraphLayout::paintCaret(QPainter &painter) const
{
    const QRectF last = characterRect(static_cast<int>(m_content.block.content.text.size()));
    const qreal height = theme::pixelSizeOf(m_style.readingFont);
    painter.fillRect(QRectF(last.left() + 3, last.center().y() - height / 2, 2, height),
                     m_style.colours.accent);
}

int ParagraphLayout::offsetAt(const QPointF &point) const
{
    return m_text.offsetAt(point - m_origin);
}

bool ParagraphLayout::isOutdated() const
{
    return m_content.block.kind == BlockKind::Math
        ? findFormula(m_content.block.content.text, m_style) != m_shown
        : m_text.isOutdated();
}

//! Why a formula is shown as its source.
QString ParagraphLayout::hintAt(const QPointF &point) const
{
    return m_shown ? m_shown->error : m_text.errorAt(point - m_origin);
}

QRectF ParagraphLayout::characterRect(int offset) const
{
    const int size = static_cast<int>(m_content.block.content.text.size());
    return m_text.characterRect(std::clamp(offset, 0, size)).translated(m_origin);
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
