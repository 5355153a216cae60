// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/coderows.h"
#include "ui/transcript/leaflayout.h"

#include <QTextLayout>

#include <map>

namespace polylogue::ui::transcript {

//! \brief A block of code: a header with its language and what can be done, rows of equal height.
//!
//! Its height needs no layout; only rows that are painted or asked for get one and are coloured.
class CodeLayout final : public LeafLayout
{
public:
    CodeLayout(const TextContent &content, const Style &style, qreal width);

    //! \return a height without a layout; exact unless lines are wrapped.
    static qreal estimate(const TextContent &content, const Style &style, qreal width);

    qreal height() const override;
    void paint(QPainter &painter, const PaintContext &context) const override;
    int offsetAt(const QPointF &point) const override;
    QRectF characterRect(int offset) const override;
    QList<Target> targets() const override;
    bool update(const LeafContent &content) override;
    qreal maximumScroll() const override;
    QRectF scrollHandle() const override;

    int laidOutRows() const { return static_cast<int>(m_layouts.size()); }

private:
    bool isFoldable() const;
    bool isFolded() const { return m_content.codeView.isFolded && isFoldable(); }
    qsizetype visibleRows() const;
    QTextLayout &layoutOf(qsizetype row) const;
    qsizetype rowAt(qreal y) const;
    QRectF frame() const;
    QRectF foldStrip() const;
    QPointF textOrigin(qsizetype row) const;
    void paintHeader(QPainter &painter, const PaintContext &context) const;
    void paintRows(QPainter &painter, const PaintContext &context) const;

    const Style &m_style;
    TextContent m_content;
    qreal m_width;
    qreal m_advance; // of one column
    CodeRows m_rows;
    mutable std::map<qsizetype, std::unique_ptr<QTextLayout>> m_layouts;
};

} // namespace polylogue::ui::transcript
