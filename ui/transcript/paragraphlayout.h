// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/formattedtext.h"
#include "ui/transcript/leaflayout.h"

namespace polylogue::ui::transcript {

//! \return how far lists and quotes move a block to the right.
qreal decorationIndent(const markdown::Block &block, const Style &style);

//! \brief What the decoration of a block has to fit.
struct DecoratedBlock
{
    QFont font = {}; //!< of the list marker
    qreal baseline = 0; //!< of the first line
    qreal width = 0; //!< of the column
    qreal height = 0;
    bool isRightToLeft = false;
};

//! \brief Draws the bars of quotes and the marker of a list item beside a block.
void paintDecoration(QPainter &painter, const markdown::Block &block, const PaintContext &context,
                     const DecoratedBlock &decorated);

//! \brief A paragraph or a heading, with the marker of its list item and the bars of its quotes.
class ParagraphLayout final : public LeafLayout
{
public:
    ParagraphLayout(const TextContent &content, const Style &style, qreal width);

    qreal height() const override { return m_height; }
    qreal naturalWidth() const override;
    void paint(QPainter &painter, const PaintContext &context) const override;
    int offsetAt(const QPointF &point) const override;
    QRectF characterRect(int offset) const override;
    QList<Target> targets() const override { return m_links; }
    bool update(const LeafContent &content) override;
    bool isOutdated() const override;
    QString hintAt(const QPointF &point) const override;

private:
    void place();
    void paintCaret(QPainter &painter) const;

    const Style &m_style;
    TextContent m_content;
    std::shared_ptr<const math::Result> m_shown; // of a formula in a line of its own: an error
    FormattedText m_text;
    QList<Target> m_links;
    QPointF m_origin;
    qreal m_width = 0;
    qreal m_height = 0;
};

//! \brief A line across the column.
class RuleLayout final : public LeafLayout
{
public:
    RuleLayout(const TextContent &content, const Style &style, qreal width);

    qreal height() const override { return m_height; }
    void paint(QPainter &painter, const PaintContext &context) const override;

private:
    markdown::Block m_block;
    qreal m_width;
    qreal m_height;
};

} // namespace polylogue::ui::transcript
