// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/tablelayout.h"

#include "ui/transcript/paragraphlayout.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace polylogue::ui::transcript {

namespace {

constexpr qreal ColumnGap = 20;
constexpr qreal CellPadding = 5; // above and below
constexpr qreal NarrowestColumn = 72;
constexpr qreal WidestColumn = 420; // of a table that does not fit anyway
constexpr qreal WidestFormula = WidestColumn;
constexpr qreal ScrollRoom = 12;

bool isSimple(const markdown::InlineText &text)
{
    return std::all_of(text.text.begin(), text.text.end(), [](QChar character) {
        return character.unicode() >= 0x20 && character.unicode() < 0x300;
    });
}

} // namespace

TableLayout::TableLayout(const TextContent &content, const Style &style, qreal width)
    : m_style(style)
    , m_content(content)
    , m_width(width)
{
    measureCells(0);
    placeColumns();
    placeRows();
}

bool TableLayout::update(const LeafContent &content)
{
    const auto *text = std::get_if<TextContent>(&content);
    if (!text || text->block.kind != markdown::BlockKind::Table)
        return false;
    const markdown::Table &before = m_content.block.table;
    const markdown::Table &after = text->block.table;
    if (before.alignments != after.alignments) // those of a row of dashes that was not whole yet
        return false;
    const auto [firstNew, unused] = std::mismatch(before.cells.begin(), before.cells.end(),
                                                  after.cells.begin(), after.cells.end());
    const qsizetype kept = firstNew - before.cells.begin();
    m_content = *text;
    measureCells(kept);
    placeColumns();
    placeRows();
    return true;
}

const markdown::InlineText &TableLayout::textOf(size_t cell) const
{
    return m_content.block.table.cells.at(static_cast<qsizetype>(cell));
}

bool TableLayout::hasFormulas(size_t cell) const
{
    const auto &runs = textOf(cell).runs;
    return std::any_of(runs.begin(), runs.end(), [](const markdown::InlineRun &run) {
        return run.formats.testFlag(markdown::InlineFormat::Math);
    });
}

bool TableLayout::isOutdated() const
{
    return std::any_of(m_cells.begin(), m_cells.end(),
                       [this](const Cell &cell) { return cell.text && cell.text->isOutdated(); });
}

QFont TableLayout::fontOf(size_t cell) const
{
    QFont font = m_style.quietFont;
    font.setBold(cell < static_cast<size_t>(m_content.block.table.columns()));
    return font;
}

void TableLayout::measureCells(qsizetype firstNew)
{
    m_cells.resize(static_cast<size_t>(firstNew));
    const auto count = static_cast<size_t>(m_content.block.table.cells.size());
    qsizetype start = 0;
    if (!m_cells.empty())
        start = m_cells.back().start + textOf(m_cells.size() - 1).text.size() + 1;
    for (size_t cell = m_cells.size(); cell < count; ++cell) {
        m_cells.push_back({start, naturalWidthOf(cell), {}, 0});
        start += textOf(cell).text.size() + 1;
    }
}

qreal TableLayout::naturalWidthOf(size_t cell) const
{
    const markdown::InlineText &text = textOf(cell);
    const QFont font = fontOf(cell);
    if (text.runs.isEmpty() && isSimple(text))
        return std::ceil(QFontMetricsF(font).horizontalAdvance(text.text)) + 1;
    const FormattedText unbroken(
        text, m_style,
        {.font = font, .width = 1e6, .lineHeight = 1, .widestFormula = WidestFormula});
    return std::ceil(unbroken.naturalWidth()) + 1;
}

qreal TableLayout::left() const
{
    return decorationIndent(m_content.block, m_style);
}

qreal TableLayout::available() const
{
    return m_width - left();
}

//! Columns that need less than their share get what they need; the others share what is left.
void TableLayout::placeColumns()
{
    const auto count = static_cast<size_t>(m_content.block.table.columns());
    std::vector<qreal> wanted(count, 0);
    for (size_t cell = 0; cell < m_cells.size(); ++cell) {
        qreal &width = wanted.at(cell % count);
        width = std::max(width, m_cells.at(cell).naturalWidth);
    }
    qreal room = available() - ColumnGap * static_cast<qreal>(count - 1);
    std::vector<size_t> order(count);
    std::iota(order.begin(), order.end(), size_t(0));
    std::sort(order.begin(), order.end(),
              [&wanted](size_t a, size_t b) { return wanted.at(a) < wanted.at(b); });
    m_columnWidths.assign(count, 0);
    for (size_t position = 0; position < count; ++position) {
        const size_t column = order.at(position);
        const qreal share = std::floor(room / static_cast<qreal>(count - position));
        const qreal least = std::min(
            {wanted.at(column), NarrowestColumn * m_style.scale, WidestColumn * m_style.scale});
        m_columnWidths.at(column) = std::max({least, std::min(wanted.at(column), share), 1.0});
        room -= m_columnWidths.at(column);
    }
    m_columnLefts.clear();
    qreal x = 0;
    for (const qreal width : m_columnWidths) {
        m_columnLefts.push_back(x);
        x += width + ColumnGap;
    }
    m_tableWidth = x - ColumnGap;
}

void TableLayout::placeRows()
{
    const auto rowCount = static_cast<size_t>(m_content.block.table.rows());
    m_rowTops.assign(1, 0);
    qreal y = 0;
    for (size_t row = 0; row < rowCount; ++row) {
        qreal height = m_style.quietLine;
        for (size_t column = 0; column < columns(); ++column) {
            const size_t cell = row * columns() + column;
            if (m_cells.at(cell).naturalWidth <= m_columnWidths.at(column) && !hasFormulas(cell))
                continue;
            height = std::max(height, layoutOf(cell).height());
        }
        y += height + 2 * CellPadding + 1;
        m_rowTops.push_back(y);
    }
    m_height = std::ceil(y) + (maximumScroll() > 0 ? ScrollRoom : 0);
}

FormattedText &TableLayout::layoutOf(size_t cell) const
{
    Cell &entry = m_cells.at(cell);
    const qreal width = m_columnWidths.at(cell % columns());
    if (entry.text && entry.layoutWidth == width)
        return *entry.text;
    FormattedText::Shape shape{
        .font = fontOf(cell), .width = width, .lineHeight = m_style.quietLine};
    switch (m_content.block.table.alignments.at(static_cast<qsizetype>(cell % columns()))) {
    case markdown::CellAlignment::Default:
        break;
    case markdown::CellAlignment::Left:
        shape.alignment = Qt::AlignLeft | Qt::AlignAbsolute;
        break;
    case markdown::CellAlignment::Center:
        shape.alignment = Qt::AlignHCenter;
        break;
    case markdown::CellAlignment::Right:
        shape.alignment = Qt::AlignRight | Qt::AlignAbsolute;
        break;
    }
    entry.text = std::make_unique<FormattedText>(textOf(cell), m_style, shape);
    entry.layoutWidth = width;
    return *entry.text;
}

QPointF TableLayout::originOf(size_t cell) const
{
    return {left() - scroll() + m_columnLefts.at(cell % columns()),
            m_rowTops.at(cell / columns()) + CellPadding};
}

void TableLayout::paint(QPainter &painter, const PaintContext &context) const
{
    paintDecoration(painter, m_content.block, context,
                    {m_style.readingFont, m_style.readingLine, m_width, m_height, false});
    if (rows() == 0)
        return;
    painter.save();
    painter.setClipRect(QRectF(left(), 0, available(), m_height), Qt::IntersectClip);
    const size_t last = rowAt(context.clip.bottom());
    for (size_t row = rowAt(context.clip.top()); row <= last; ++row) {
        for (size_t column = 0; column < columns(); ++column) {
            const size_t cell = row * columns() + column;
            const auto size = static_cast<int>(textOf(cell).text.size());
            const auto start = static_cast<int>(m_cells.at(cell).start);
            painter.setPen(m_style.colours.text);
            layoutOf(cell).paint(painter, originOf(cell), context,
                                 std::clamp(context.selectionStart - start, 0, size),
                                 std::clamp(context.selectionEnd - start, 0, size));
        }
        painter.fillRect(QRectF(left() - scroll(), m_rowTops.at(row + 1) - 1, m_tableWidth, 1),
                         m_style.colours.line);
    }
    if (const QRectF handle = scrollHandle(); !handle.isEmpty()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_style.colours.line);
        painter.drawRoundedRect(handle, 3, 3);
    }
    painter.restore();
}

size_t TableLayout::rowAt(qreal y) const
{
    const auto next = std::upper_bound(m_rowTops.begin() + 1, m_rowTops.end() - 1, y);
    return static_cast<size_t>(next - m_rowTops.begin() - 1);
}

size_t TableLayout::cellOf(int offset) const
{
    const auto next =
        std::upper_bound(m_cells.begin(), m_cells.end(), offset,
                         [](int wanted, const Cell &cell) { return wanted < cell.start; });
    return next == m_cells.begin() ? 0 : static_cast<size_t>(next - m_cells.begin() - 1);
}

int TableLayout::offsetAt(const QPointF &point) const
{
    if (rows() == 0)
        return 0;
    const qreal x = point.x() - left() + scroll();
    size_t column = 0;
    while (column + 1 < columns() && x >= m_columnLefts.at(column + 1) - ColumnGap / 2)
        ++column;
    const size_t cell = rowAt(point.y()) * columns() + column;
    return static_cast<int>(m_cells.at(cell).start)
        + layoutOf(cell).offsetAt(point - originOf(cell));
}

QRectF TableLayout::characterRect(int offset) const
{
    if (rows() == 0)
        return {};
    const size_t cell = cellOf(offset);
    const int inCell = static_cast<int>(offset - m_cells.at(cell).start);
    return layoutOf(cell).characterRect(inCell).translated(originOf(cell));
}

QList<Target> TableLayout::targets() const
{
    QList<Target> links;
    for (size_t cell = 0; cell < m_cells.size(); ++cell) {
        const auto &runs = textOf(cell).runs;
        const bool hasLink = std::any_of(runs.begin(), runs.end(), [](const auto &run) {
            return run.formats.testFlag(markdown::InlineFormat::Link);
        });
        if (hasLink) {
            for (Target link : layoutOf(cell).links()) {
                for (QRectF &area : link.areas)
                    area.translate(originOf(cell));
                links.append(link);
            }
        }
    }
    return links;
}

qreal TableLayout::maximumScroll() const
{
    return std::max(0.0, std::ceil(m_tableWidth - available()));
}

QRectF TableLayout::scrollHandle() const
{
    return scrollHandleIn({left(), 0, available(), m_height}, scroll(), maximumScroll());
}

} // namespace polylogue::ui::transcript
