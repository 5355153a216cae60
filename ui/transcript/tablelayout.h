// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/formattedtext.h"
#include "ui/transcript/leaflayout.h"

#include <vector>

namespace polylogue::ui::transcript {

//! \brief A table: columns as wide as they need where there is room, scrolling inside where not.
//!
//! A cell of one line is measured without a layout; cells that did not change keep theirs.
class TableLayout final : public LeafLayout
{
public:
    TableLayout(const TextContent &content, const Style &style, qreal width);

    qreal height() const override { return m_height; }
    void paint(QPainter &painter, const PaintContext &context) const override;
    int offsetAt(const QPointF &point) const override;
    QRectF characterRect(int offset) const override;
    QList<Target> targets() const override;
    bool update(const LeafContent &content) override;
    qreal maximumScroll() const override;
    QRectF scrollHandle() const override;
    bool isOutdated() const override;

private:
    struct Cell
    {
        qsizetype start = 0; // offset of its text in the table's
        qreal naturalWidth = 0;
        std::unique_ptr<FormattedText> text = {}; // laid out when it is needed
        qreal layoutWidth = 0;
    };

    void measureCells(qsizetype firstNew);
    void placeColumns();
    void placeRows();
    const markdown::InlineText &textOf(size_t cell) const;
    bool hasFormulas(size_t cell) const;
    QFont fontOf(size_t cell) const;
    qreal naturalWidthOf(size_t cell) const;
    FormattedText &layoutOf(size_t cell) const;
    QPointF originOf(size_t cell) const;
    size_t columns() const { return m_columnWidths.size(); }
    size_t rows() const { return m_rowTops.empty() ? 0 : m_rowTops.size() - 1; }
    size_t rowAt(qreal y) const;
    size_t cellOf(int offset) const;
    qreal available() const;
    qreal left() const;

    const Style &m_style;
    TextContent m_content;
    qreal m_width;
    qreal m_height = 0;
    qreal m_tableWidth = 0;
    std::vector<qreal> m_columnWidths; // without padding
    std::vector<qreal> m_columnLefts;
    std::vector<qreal> m_rowTops; // one more than rows
    mutable std::vector<Cell> m_cells;
};

} // namespace polylogue::ui::transcript
