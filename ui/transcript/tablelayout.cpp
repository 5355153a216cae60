// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/tablelayout.h"

#include "ui/transcript/paragraphlayout.h"
#include "ui/transcript/textlines.h"

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
    return std::any_of(m_cells.begin(), m_cells.end(), [this](const Cell &cell) {
        return cell.layout && cell.formulas.areOutdated(m_style);
    });
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
        m_cells.push_back({start, naturalWidthOf(cell), {}, {}, {}, 0, 0});
        start += textOf(cell).text.size() + 1;
    }
}

qreal TableLayout::naturalWidthOf(size_t cell) const
{
    const markdown::InlineText &text = textOf(cell);
    const QFont font = fontOf(cell);
    if (text.runs.isEmpty() && isSimple(text))
        return std::ceil(QFontMetricsF(font).horizontalAdvance(text.text)) + 1;
    const IsolatedText isolated(text);
    const InlineFormulas formulas(isolated.text(), m_style, font, WidestFormula);
    QTextLayout layout(formulas.standIn(isolated.text().text), font);
    QList<QTextLayout::FormatRange> formats = formatsOf(isolated.text(), m_style);
    formulas.reserve(formats);
    layout.setFormats(formats);
    layout.beginLayout();
    qreal width = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(1e6);
        width = std::max(width, line.naturalTextWidth());
    }
    layout.endLayout();
    return std::ceil(width) + 1;
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
            QTextLayout &layout = layoutOf(cell);
            const QTextLine last = layout.lineAt(layout.lineCount() - 1);
            height = std::max(
                {height, m_cells.at(cell).layoutHeight, std::ceil(last.y() + last.height())});
        }
        y += height + 2 * CellPadding + 1;
        m_rowTops.push_back(y);
    }
    m_height = std::ceil(y) + (maximumScroll() > 0 ? ScrollRoom : 0);
}

QTextLayout &TableLayout::layoutOf(size_t cell) const
{
    Cell &entry = m_cells.at(cell);
    const qreal width = m_columnWidths.at(cell % columns());
    if (entry.layout && entry.layoutWidth == width)
        return *entry.layout;
    entry.text = IsolatedText(textOf(cell));
    const markdown::InlineText &text = entry.text.text();
    entry.formulas = InlineFormulas(text, m_style, fontOf(cell), width);
    entry.layout = std::make_unique<QTextLayout>(entry.formulas.standIn(text.text), fontOf(cell));
    entry.layoutWidth = width;
    QTextOption option = wrappingOption(text.text);
    switch (m_content.block.table.alignments.at(static_cast<qsizetype>(cell % columns()))) {
    case markdown::CellAlignment::Default:
        break;
    case markdown::CellAlignment::Left:
        option.setAlignment(Qt::AlignLeft | Qt::AlignAbsolute);
        break;
    case markdown::CellAlignment::Center:
        option.setAlignment(Qt::AlignHCenter);
        break;
    case markdown::CellAlignment::Right:
        option.setAlignment(Qt::AlignRight | Qt::AlignAbsolute);
        break;
    }
    entry.layout->setTextOption(option);
    QList<QTextLayout::FormatRange> formats = formatsOf(text, m_style);
    entry.formulas.reserve(formats);
    entry.layout->setFormats(formats);
    entry.layout->setCacheEnabled(true);
    entry.layoutHeight = breakLines(*entry.layout, width, m_style.quietLine, entry.formulas);
    return *entry.layout;
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
            const QTextLayout &layout = layoutOf(cell);
            const IsolatedText &text = m_cells.at(cell).text;
            painter.setPen(m_style.colours.text);
            drawLines(painter, layout, originOf(cell), context,
                      text.toLayout(std::clamp(context.selectionStart - start, 0, size)),
                      text.toLayout(std::clamp(context.selectionEnd - start, 0, size)));
            painter.setPen(m_style.colours.text);
            m_cells.at(cell).formulas.paint(painter, layout, originOf(cell), context);
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
    const int position = transcript::offsetAt(layoutOf(cell), point - originOf(cell));
    const Cell &entry = m_cells.at(cell);
    return static_cast<int>(entry.start) + entry.text.fromLayout(entry.formulas.snapped(position));
}

QRectF TableLayout::characterRect(int offset) const
{
    if (rows() == 0)
        return {};
    const size_t cell = cellOf(offset);
    QTextLayout &layout = layoutOf(cell);
    const Cell &entry = m_cells.at(cell);
    const int position = entry.text.toLayout(static_cast<int>(offset - entry.start));
    if (const QRectF formula = entry.formulas.areaAt(position, layout); !formula.isEmpty())
        return formula.translated(originOf(cell));
    const QList<QRectF> found = rectanglesOf(layout, position, 1);
    const QRectF area = found.isEmpty() ? QRectF(0, 0, 1, m_style.quietLine) : found.first();
    return area.translated(originOf(cell));
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
            const QTextLayout &layout = layoutOf(cell);
            links += linksOf(m_cells.at(cell).text.text(), layout, originOf(cell));
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
