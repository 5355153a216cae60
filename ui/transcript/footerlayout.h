// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/leaflayout.h"

namespace polylogue::ui::transcript {

//! \brief The line below a message: figures, versions, and actions while the message is in use.
class FooterLayout final : public LeafLayout
{
public:
    FooterLayout(const FooterContent &content, const Style &style, qreal width);

    qreal height() const override { return m_height; }
    void paint(QPainter &painter, const PaintContext &context) const override;
    QList<Target> targets() const override { return m_targets; }

private:
    struct Piece
    {
        QString text = {};
        QRectF area = {};
        int target = -1; //!< index of what a click on it does
        bool isAlwaysVisible = false;
    };

    void addFacts();
    void addVersions();
    void addActions();
    void add(const QString &text, bool isAlwaysVisible, qreal minimum = 0);
    void addTarget(const QString &text, const Target &target, bool isAlwaysVisible);
    QRectF place(qreal textWidth, qreal minimum);
    void alignRight();
    QColor colourOf(const Piece &piece, const PaintContext &context) const;

    const Style &m_style;
    FooterContent m_content;
    qreal m_width;
    QList<Piece> m_pieces;
    QList<Target> m_targets;
    qreal m_line = 0; // height of a line
    QPointF m_next; // where the next piece goes
    qreal m_height = 0;
};

} // namespace polylogue::ui::transcript
