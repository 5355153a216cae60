// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/leaflayout.h"

#include <QTextLayout>

#include <map>
#include <vector>

namespace polylogue::ui::transcript {

//! \brief A block of code: a header with language and Copy, lines of equal height that do not wrap.
//!
//! Its height needs no layout; only lines that are painted or asked for get one.
class CodeLayout final : public LeafLayout
{
public:
    CodeLayout(const TextContent &content, const Style &style, qreal width);

    static qreal heightOf(const QString &code, const Style &style);

    qreal height() const override;
    void paint(QPainter &painter, const PaintContext &context) const override;
    int offsetAt(const QPointF &point) const override;
    QRectF characterRect(int offset) const override;
    QList<Target> targets() const override;
    bool update(const LeafContent &content) override;
    qreal maximumScroll() const override;
    QRectF scrollHandle() const override;

    int laidOutLines() const { return static_cast<int>(m_layouts.size()); }

private:
    struct Line
    {
        qsizetype start = 0;
        qsizetype length = 0;
    };

    void indexLines(size_t firstLine);
    QTextLayout &layoutOf(size_t line) const;
    size_t lineAt(qreal y) const;
    size_t lineOf(qsizetype offset) const;
    QRectF frame() const;
    qreal textTop() const;
    QPointF textOrigin(size_t line) const;
    void paintHeader(QPainter &painter, const PaintContext &context) const;
    void paintLines(QPainter &painter, const PaintContext &context) const;

    const Style &m_style;
    TextContent m_content;
    qreal m_width;
    std::vector<Line> m_lines;
    qreal m_textWidth = 0; // of the longest line, estimated
    mutable std::map<size_t, std::unique_ptr<QTextLayout>> m_layouts;
};

} // namespace polylogue::ui::transcript
