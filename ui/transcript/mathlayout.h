// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/math/mathengine.h"
#include "ui/transcript/leaflayout.h"

namespace polylogue::ui::transcript {

//! \brief A formula in a line of its own, in the middle; scrolls inside where it is too wide.
//!
//! It is selected as a whole. Only for one that is known and without error (findFormula()).
class MathLayout final : public LeafLayout
{
public:
    MathLayout(const TextContent &content, const Style &style, qreal width,
               std::shared_ptr<const math::Result> result);

    qreal height() const override { return m_height; }
    qreal naturalWidth() const override;
    void paint(QPainter &painter, const PaintContext &context) const override;
    int offsetAt(const QPointF &point) const override;
    QRectF characterRect(int offset) const override;
    qreal maximumScroll() const override;
    QRectF scrollHandle() const override;

private:
    qreal left() const;
    qreal available() const { return m_width - left(); }
    QRectF area() const; // of the formula

    const Style &m_style;
    TextContent m_content;
    std::shared_ptr<const math::Result> m_result;
    std::shared_ptr<math::MathEngine> m_engine;
    qreal m_width;
    qreal m_size; // of an em
    qreal m_formulaWidth;
    qreal m_height;
};

} // namespace polylogue::ui::transcript
