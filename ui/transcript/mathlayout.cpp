// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/mathlayout.h"

#include "ui/transcript/formulas.h"
#include "ui/transcript/paragraphlayout.h"

#include <algorithm>
#include <cmath>

namespace polylogue::ui::transcript {

namespace {

constexpr qreal Padding = 6; // above and below
constexpr qreal ScrollRoom = 12;

const QFont &fontOf(const TextContent &content, const Style &style)
{
    return content.tone == Tone::Quiet ? style.quietFont : style.readingFont;
}

} // namespace

MathLayout::MathLayout(const TextContent &content, const Style &style, qreal width,
                       std::shared_ptr<const math::Result> result)
    : m_style(style)
    , m_content(content)
    , m_result(std::move(result))
    , m_engine(style.math)
    , m_width(width)
    , m_size(formulaSize(fontOf(content, style)))
{
    const math::Drawing &drawing = m_result->drawing;
    m_formulaWidth = std::ceil(drawing.width * m_size) + 2; // slanted letters reach beyond
    m_height = std::ceil((drawing.ascent + drawing.descent) * m_size + 2 * Padding)
        + (maximumScroll() > 0 ? ScrollRoom : 0);
}

qreal MathLayout::left() const
{
    return decorationIndent(m_content.block, m_style);
}

qreal MathLayout::naturalWidth() const
{
    return std::min(m_width, left() + m_formulaWidth);
}

QRectF MathLayout::area() const
{
    const math::Drawing &drawing = m_result->drawing;
    const qreal x = std::max(0.0, std::floor((available() - m_formulaWidth) / 2)) - scroll();
    return {left() + x, Padding, m_formulaWidth, (drawing.ascent + drawing.descent) * m_size};
}

void MathLayout::paint(QPainter &painter, const PaintContext &context) const
{
    const QRectF formula = area();
    const qreal baseline = formula.top() + m_result->drawing.ascent * m_size;
    paintDecoration(painter, m_content.block, context,
                    {m_style.readingFont, baseline, m_width, m_height, false});
    painter.save();
    painter.setClipRect(QRectF(left(), 0, available(), m_height), Qt::IntersectClip);
    if (context.hasSelection())
        painter.fillRect(formula.adjusted(-2, -Padding / 2, 2, Padding / 2),
                         m_style.colours.selection);
    const bool isQuiet = m_content.tone == Tone::Quiet;
    painter.setPen(isQuiet ? m_style.colours.text2 : m_style.colours.text);
    math::paint(painter, m_result->drawing, {formula.left(), baseline}, m_size, m_engine->fonts());
    if (const QRectF handle = scrollHandle(); !handle.isEmpty() && !context.isOnPaper) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_style.colours.line);
        painter.drawRoundedRect(handle, 3, 3);
    }
    painter.restore();
}

int MathLayout::offsetAt(const QPointF &point) const
{
    const QRectF formula = area();
    const bool isBefore =
        point.y() < 0 || (point.y() < m_height && point.x() < formula.center().x());
    return isBefore ? 0 : static_cast<int>(m_content.block.content.text.size());
}

QRectF MathLayout::characterRect(int offset) const
{
    const QRectF formula = area();
    if (offset < m_content.block.content.text.size())
        return formula;
    return {formula.right(), formula.top(), 1, formula.height()};
}

qreal MathLayout::maximumScroll() const
{
    return std::max(0.0, std::ceil(m_formulaWidth - available()));
}

QRectF MathLayout::scrollHandle() const
{
    return scrollHandleIn({left(), 0, available(), m_height}, scroll(), maximumScroll());
}

} // namespace polylogue::ui::transcript
