// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/codelayout.h"

#include "ui/transcript/paragraphlayout.h"
#include "ui/transcript/textlines.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace polylogue::ui::transcript {

namespace {

constexpr qreal HeaderHeight = 30;
constexpr qreal Padding = 14;
constexpr qsizetype LongestLine = 2'000; // characters; a longer one goes on in the next row
constexpr size_t KeptLayouts = 300;

} // namespace

CodeLayout::CodeLayout(const TextContent &content, const Style &style, qreal width)
    : m_style(style)
    , m_content(content)
    , m_width(width)
{
    indexLines(0);
}

qreal CodeLayout::heightOf(const QString &code, const Style &style)
{
    return HeaderHeight + 2 * Padding + static_cast<qreal>(code.count(u'\n') + 1) * style.codeLine;
}

qreal CodeLayout::height() const
{
    return HeaderHeight + 2 * Padding + static_cast<qreal>(m_lines.size()) * m_style.codeLine;
}

//! Finds the lines anew from \a firstLine on, whose start is known.
void CodeLayout::indexLines(size_t firstLine)
{
    const QString &code = m_content.block.content.text;
    qsizetype position = firstLine < m_lines.size() ? m_lines.at(firstLine).start : 0;
    m_lines.resize(std::min(firstLine, m_lines.size()));
    const qreal advance = QFontMetricsF(m_style.codeFont).horizontalAdvance(u'0');
    while (true) {
        const qsizetype newline = code.indexOf(u'\n', position);
        const qsizetype end = newline < 0 ? code.size() : newline;
        do {
            qsizetype length = std::min(end - position, LongestLine);
            if (length > 0 && position + length < end
                && code.at(position + length).isLowSurrogate())
                --length;
            const QStringView line = QStringView(code).sliced(position, length);
            const qsizetype columns = length + 7 * line.count(u'\t')
                + std::count_if(line.begin(), line.end(),
                                [](QChar each) { return each.unicode() >= 0x1100; });
            m_textWidth = std::max(m_textWidth, static_cast<qreal>(columns) * advance);
            m_lines.push_back({position, length});
            position += length;
        } while (position < end);
        if (newline < 0)
            return;
        position = newline + 1;
    }
}

bool CodeLayout::update(const LeafContent &content)
{
    const auto *text = std::get_if<TextContent>(&content);
    if (!text || text->block.kind != markdown::BlockKind::Code)
        return false;
    const size_t last = m_lines.size() - 1;
    const QStringView kept =
        QStringView(m_content.block.content.text).first(m_lines.at(last).start);
    if (!text->block.content.text.startsWith(kept))
        return false;
    m_content = *text;
    m_layouts.erase(m_layouts.lower_bound(last), m_layouts.end());
    indexLines(last);
    return true;
}

QTextLayout &CodeLayout::layoutOf(size_t line) const
{
    if (m_layouts.size() > KeptLayouts)
        m_layouts.clear();
    std::unique_ptr<QTextLayout> &layout = m_layouts[line];
    if (!layout) {
        const Line &range = m_lines.at(line);
        layout = std::make_unique<QTextLayout>(
            m_content.block.content.text.sliced(range.start, range.length), m_style.codeFont);
        QTextOption option;
        option.setWrapMode(QTextOption::NoWrap);
        option.setTextDirection(Qt::LeftToRight);
        option.setTabStopDistance(QFontMetricsF(m_style.codeFont).horizontalAdvance(u'0') * 8);
        layout->setTextOption(option);
        layout->setCacheEnabled(true);
        layout->beginLayout();
        QTextLine textLine = layout->createLine();
        textLine.setLineWidth(1e6);
        textLine.setPosition({0, std::floor((m_style.codeLine - textLine.height()) / 2)});
        layout->endLayout();
    }
    return *layout;
}

QRectF CodeLayout::frame() const
{
    const qreal indent = decorationIndent(m_content.block, m_style);
    return {indent, 0, m_width - indent, height()};
}

qreal CodeLayout::textTop() const
{
    return HeaderHeight + Padding;
}

QPointF CodeLayout::textOrigin(size_t line) const
{
    return {frame().left() + Padding - scroll(),
            textTop() + static_cast<qreal>(line) * m_style.codeLine};
}

size_t CodeLayout::lineAt(qreal y) const
{
    const qreal line = std::floor((y - textTop()) / m_style.codeLine);
    return static_cast<size_t>(std::clamp(line, 0.0, static_cast<qreal>(m_lines.size() - 1)));
}

size_t CodeLayout::lineOf(qsizetype offset) const
{
    const auto after =
        std::upper_bound(m_lines.begin(), m_lines.end(), offset,
                         [](qsizetype wanted, const Line &line) { return wanted < line.start; });
    return after == m_lines.begin() ? 0 : static_cast<size_t>(after - m_lines.begin() - 1);
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
    painter.setClipRect(frame().adjusted(1, HeaderHeight, -1, 0), Qt::IntersectClip);
    paintLines(painter, context);
    if (const QRectF handle = scrollHandle(); !handle.isEmpty()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_style.colours.line);
        painter.drawRoundedRect(handle, 3, 3);
    }
    painter.restore();
}

void CodeLayout::paintHeader(QPainter &painter, const PaintContext &context) const
{
    const QRectF area(frame().left() + Padding, 0, frame().width() - 2 * Padding, HeaderHeight);
    painter.fillRect(QRectF(frame().left(), HeaderHeight - 1, frame().width(), 1),
                     m_style.colours.line);
    painter.setFont(m_style.metadataFont);
    painter.setPen(m_style.colours.text2);
    const QString language = m_content.block.language.left(40);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, language);
    if (context.isOnPaper)
        return;
    if (context.hoveredTarget == 0)
        painter.setPen(m_style.colours.accent);
    painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, targets().first().label);
}

void CodeLayout::paintLines(QPainter &painter, const PaintContext &context) const
{
    painter.setPen(m_style.colours.text);
    const size_t first = lineAt(context.clip.top());
    const size_t last = lineAt(context.clip.bottom());
    for (size_t line = first; line <= last; ++line) {
        const Line &range = m_lines.at(line);
        const auto local = [&range](int offset) {
            return static_cast<int>(std::clamp<qsizetype>(offset - range.start, 0, range.length));
        };
        drawLines(painter, layoutOf(line), textOrigin(line), context, local(context.selectionStart),
                  local(context.selectionEnd));
    }
    if (context.showsCaret && last + 1 == m_lines.size()) {
        const QRectF end = characterRect(static_cast<int>(m_content.block.content.text.size()));
        painter.fillRect(QRectF(end.left() + 2, end.top() + 2, 2, end.height() - 4),
                         m_style.colours.accent);
    }
}

int CodeLayout::offsetAt(const QPointF &point) const
{
    if (point.y() < HeaderHeight)
        return 0;
    const size_t line = lineAt(point.y());
    const int offset = layoutOf(line).lineAt(0).xToCursor(point.x() - textOrigin(line).x());
    return static_cast<int>(m_lines.at(line).start) + offset;
}

QRectF CodeLayout::characterRect(int offset) const
{
    const size_t line = lineOf(offset);
    const auto inLine = static_cast<int>(offset - m_lines.at(line).start);
    const qreal x = layoutOf(line).lineAt(0).cursorToX(inLine);
    const qreal advance = QFontMetricsF(m_style.codeFont).horizontalAdvance(u'0');
    return QRectF(x, 0, advance, m_style.codeLine).translated(textOrigin(line));
}

QList<Target> CodeLayout::targets() const
{
    const QString label =
        QCoreApplication::translate("polylogue::ui::transcript::CodeLayout", "Copy");
    const qreal width = QFontMetricsF(m_style.metadataFont).horizontalAdvance(label) + 2 * Padding;
    return {{Command::CopyCode,
             {QRectF(frame().right() - width, 0, width, HeaderHeight)},
             label,
             {},
             {},
             {}}};
}

qreal CodeLayout::maximumScroll() const
{
    return std::max(0.0, std::ceil(m_textWidth + 2 * Padding - frame().width()));
}

QRectF CodeLayout::scrollHandle() const
{
    return scrollHandleIn(frame(), scroll(), maximumScroll());
}

} // namespace polylogue::ui::transcript
