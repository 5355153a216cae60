// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/leaflayout.h"

namespace polylogue::ui::transcript {

//! \brief A picture of an answer, as large as it is where that fits; a click opens it.
class PictureLayout final : public LeafLayout
{
public:
    PictureLayout(const PictureContent &content, const Style &style, qreal width);

    qreal height() const override;
    qreal naturalWidth() const override { return m_area.width(); }
    void paint(QPainter &painter, const PaintContext &context) const override;
    QList<Target> targets() const override;

    static QSizeF sizeOf(const PictureContent &content, const Style &style, qreal width);

private:
    PictureContent m_content;
    QRectF m_area;
};

} // namespace polylogue::ui::transcript
