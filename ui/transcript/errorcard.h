// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/leaflayout.h"
#include "ui/transcript/textlines.h"

namespace polylogue::ui::transcript {

//! \brief Why there is no answer: what happened, the server's words, what to do, and buttons for
//! it.
class ErrorCard final : public LeafLayout
{
public:
    ErrorCard(const ErrorContent &content, const Style &style, qreal width);

    qreal height() const override { return m_height; }
    void paint(QPainter &painter, const PaintContext &context) const override;
    QList<Target> targets() const override { return m_targets; }

private:
    qreal placeTexts();
    qreal placeButtons(qreal top);

    const Style &m_style;
    ErrorContent m_content;
    qreal m_width;
    TextBox m_title;
    TextBox m_words;
    TextBox m_advice;
    TextBox m_details;
    QPointF m_titleAt;
    QPointF m_wordsAt;
    QPointF m_adviceAt;
    QPointF m_detailsAt;
    QList<Target> m_targets; // buttons, then the details' fold
    qreal m_height = 0;
};

} // namespace polylogue::ui::transcript
