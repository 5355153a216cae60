// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/codelayout.h"

#include "ui/transcript/paragraphlayout.h"
#include "ui/transcript/textlines.h"
#include "ui/transcript/wording.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace polylogue::ui::transcript {

namespace {

constexpr qreal HeaderHeight = 30;
constexpr qreal Padding = 14;
constexpr qreal StripHeight = 32; // "Show all 120 lines"
constexpr qsizetype LongBlock = 30; // rows; a longer one can be folded
constexpr qsizetype FoldedRows = 12;
constexpr size_t KeptLayouts = 300;

qreal columnWidth(const Style &style)
{
    return QFontMetricsF(style.codeFont).horizontalAdvance(u'0');
}

//! \return how many columns stand in a block of \a width before lines are wrapped; 0 for no end.
int columnsIn(const TextContent &content, const Style &style, qreal width)
{
    if (!content.codeView.wraps)
        return 0;
    const qreal room = width - decorationIndent(content.block, style) - 2 * Padding;
    return std::max(8, static_cast<int>(room / columnWidth(style)));
}

QList<QTextLayout::FormatRange> formatsOf(const QList<code::Token> &tokens,
                                          const theme::Tokens &colours)
{
    QList<QTextLayout::FormatRange> formats;
    formats.reserve(tokens.size());
    for (const code::Token &token : tokens) {
        QTextCharFormat format;
        format.setForeground(codeColour(token.kind, colours));
        formats.append({token.start, token.length, format});
    }
    return formats;
}

} // namespace

CodeLayout::CodeLayout(const TextContent &content, const Style &style, qreal width)
    : m_style(style)
    , m_content(content)
    , m_width(width)
    , m_advance(columnWidth(style))
    , m_rows(content.block.content.text, content.block.language, columnsIn(content, style, width))
{ }

qreal CodeLayout::estimate(const TextContent &content, const Style &style, qreal width)
{
    qsizetype rows =
        CodeRows::countRows(content.block.content.text, columnsIn(content, style, width));
    const bool isFolded = content.codeView.isFolded && rows > LongBlock;
    if (isFolded)
        rows = FoldedRows;
    return HeaderHeight + 2 * Padding + static_cast<qreal>(rows) * style.codeLine
        + (isFolded ? StripHeight : 0);
}

bool CodeLayout::isFoldable() const
{
    return m_rows.count() > LongBlock;
}

qsizetype CodeLayout::visibleRows() const
{
    return isFolded() ? FoldedRows : m_rows.count();
}

qreal CodeLayout::height() const
{
    return HeaderHeight + 2 * Padding + static_cast<qreal>(visibleRows()) * m_style.codeLine
        + (isFolded() ? StripHeight : 0);
}

bool CodeLayout::update(const LeafContent &content)
{
    const auto *text = std::get_if<TextContent>(&content);
    if (!text || text->block.kind != markdown::BlockKind::Code
        || text->block.language != m_content.block.language || text->codeView != m_content.codeView)
        return false;
    const qsizetype first = m_rows.update(text->block.content.text);
    if (first < 0)
        return false;
    m_content = *text;
    m_layouts.erase(m_layouts.lower_bound(first), m_layouts.end());
    return true;
}

QTextLayout &CodeLayout::layoutOf(qsizetype row) const
{
    if (m_layouts.size() > KeptLayouts)
        m_layouts.clear();
    std::unique_ptr<QTextLayout> &layout = m_layouts[row];
    if (!layout) {
        const CodeRows::Row &range = m_rows.at(row);
        layout = std::make_unique<QTextLayout>(m_rows.text().sliced(range.start, range.length),
                                               m_style.codeFont);
        QTextOption option;
        option.setWrapMode(QTextOption::NoWrap);
        option.setTextDirection(Qt::LeftToRight);
        option.setTabStopDistance(m_advance * 8);
        layout->setTextOption(option);
        layout->setFormats(formatsOf(m_rows.tokensOf(row), m_style.colours));
        layout->setCacheEnabled(true);
        layout->beginLayout();
        QTextLine line = layout->createLine();
        line.setLineWidth(1e6);
        line.setPosition({0, std::floor((m_style.codeLine - line.height()) / 2)});
        layout->endLayout();
    }
    return *layout;
}

QRectF CodeLayout::frame() const
{
    const qreal indent = decorationIndent(m_content.block, m_style);
    return {indent, 0, m_width - indent, height()};
}

//! Where a folded block offers the rest.
QRectF CodeLayout::foldStrip() const
{
    const QRectF area = frame();
    return {area.left(), area.bottom() - StripHeight, area.width(), StripHeight};
}

QPointF CodeLayout::textOrigin(qsizetype row) const
{
    return {frame().left() + Padding - scroll(),
            HeaderHeight + Padding + static_cast<qreal>(row) * m_style.codeLine};
}

qsizetype CodeLayout::rowAt(qreal y) const
{
    const auto row = static_cast<qsizetype>(std::floor((y - textOrigin(0).y()) / m_style.codeLine));
    return std::clamp<qsizetype>(row, 0, visibleRows() - 1);
}

void CodeLayout::paint(QPainter &painter, const PaintContext &context) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_style.colours.line);
    painter.setBrush(m_style.colours.code);
    painter.drawRoundedRect(frame().adjusted(0.5, 0.5, -0.5, -0.5), theme::Metrics::RadiusBlock,
                            theme::Metrics::RadiusBlock);
    painter.restore();
    paintDecoration(painter, m_content.block, context,
                    {m_style.readingFont, m_style.readingLine, m_width, height(), false});
    paintHeader(painter, context);
    painter.save();
    painter.setClipRect(frame().adjusted(1, HeaderHeight, -1, isFolded() ? -StripHeight : 0),
                        Qt::IntersectClip);
    paintRows(painter, context);
    if (const QRectF handle = scrollHandle(); !handle.isEmpty()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_style.colours.line);
        painter.drawRoundedRect(handle, 3, 3);
    }
    painter.restore();
}

//! The language; Copy always, the rest while the message is in use.
void CodeLayout::paintHeader(QPainter &painter, const PaintContext &context) const
{
    painter.fillRect(QRectF(frame().left(), HeaderHeight - 1, frame().width(), 1),
                     m_style.colours.line);
    painter.setFont(m_style.metadataFont);
    qreal room = frame().width() - 2 * Padding;
    if (!context.isOnPaper) {
        const QList<Target> all = targets();
        for (qsizetype index = 0; index < all.size(); ++index) {
            const bool isStrip = isFolded() && index + 1 == all.size();
            if (index > 0 && !isStrip && !context.isMessageInUse)
                continue;
            const bool isHovered = context.hoveredTarget == index;
            painter.setPen(isHovered || isStrip ? m_style.colours.accent : m_style.colours.text2);
            const QRectF &area = all.at(index).areas.first();
            painter.drawText(area, Qt::AlignCenter | Qt::TextSingleLine, all.at(index).label);
            if (!isStrip)
                room = std::min(room, area.left() - frame().left() - Padding);
        }
    }
    painter.setPen(m_style.colours.text2);
    const QString language =
        QFontMetricsF(m_style.metadataFont)
            .elidedText(m_content.block.language.left(40), Qt::ElideRight, room);
    painter.drawText(QRectF(frame().left() + Padding, 0, room, HeaderHeight),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, language);
}

void CodeLayout::paintRows(QPainter &painter, const PaintContext &context) const
{
    painter.setPen(m_style.colours.text);
    const qsizetype last = rowAt(context.clip.bottom());
    for (qsizetype row = rowAt(context.clip.top()); row <= last; ++row) {
        const CodeRows::Row &range = m_rows.at(row);
        const auto local = [&range](int offset) {
            return static_cast<int>(std::clamp<qsizetype>(offset - range.start, 0, range.length));
        };
        drawLines(painter, layoutOf(row), textOrigin(row), context, local(context.selectionStart),
                  local(context.selectionEnd));
    }
    if (context.showsCaret && last + 1 == m_rows.count()) {
        const QRectF end = characterRect(static_cast<int>(m_rows.text().size()));
        painter.fillRect(QRectF(end.left() + 2, end.top() + 2, 2, end.height() - 4),
                         m_style.colours.accent);
    }
}

int CodeLayout::offsetAt(const QPointF &point) const
{
    if (point.y() < HeaderHeight)
        return 0;
    if (isFolded() && point.y() >= foldStrip().top())
        return static_cast<int>(m_rows.text().size());
    const qsizetype row = rowAt(point.y());
    const int offset = layoutOf(row).lineAt(0).xToCursor(point.x() - textOrigin(row).x());
    return static_cast<int>(m_rows.at(row).start) + offset;
}

//! What is folded away stands in the last row that is not.
QRectF CodeLayout::characterRect(int offset) const
{
    const qsizetype row = std::min(m_rows.rowOf(offset), visibleRows() - 1);
    const CodeRows::Row &range = m_rows.at(row);
    const auto inRow = static_cast<int>(std::min(offset - range.start, range.length));
    const qreal x = layoutOf(row).lineAt(0).cursorToX(inRow);
    return QRectF(x, 0, m_advance, m_style.codeLine).translated(textOrigin(row));
}

QList<Target> CodeLayout::targets() const
{
    QList<Target> targets;
    qreal right = frame().right() - Padding / 2;
    const auto add = [&](Command command, const QString &label) {
        const qreal width = QFontMetricsF(m_style.metadataFont).horizontalAdvance(label) + Padding;
        right -= std::ceil(width);
        targets.append({command, {QRectF(right, 0, width, HeaderHeight)}, label, {}, {}, {}});
    };
    add(Command::CopyCode, wording::copyLabel());
    add(Command::SaveCode, wording::saveLabel());
    if (m_content.codeView.wraps || maximumScroll() > 0)
        add(Command::ToggleWrap, wording::wrapLabel(m_content.codeView.wraps));
    if (isFolded())
        targets.append({Command::ToggleFold,
                        {foldStrip()},
                        wording::showAllLines(m_rows.count()),
                        {},
                        {},
                        {}});
    else if (isFoldable())
        add(Command::ToggleFold, wording::foldLabel());
    return targets;
}

qreal CodeLayout::maximumScroll() const
{
    if (m_content.codeView.wraps)
        return 0;
    const qreal width = static_cast<qreal>(m_rows.widestRow()) * m_advance;
    return std::max(0.0, std::ceil(width + 2 * Padding - frame().width()));
}

QRectF CodeLayout::scrollHandle() const
{
    return scrollHandleIn(frame(), scroll(), maximumScroll());
}

} // namespace polylogue::ui::transcript
