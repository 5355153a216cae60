// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/scrollmarks.h"

#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace polylogue::ui::transcript {

namespace {

constexpr qreal Thickness = 2;
constexpr int PixelsPerQuestion = 5; // closer together they say nothing

} // namespace

MarkedScrollBar::MarkedScrollBar(theme::Theme &theme, QWidget *parent)
    : QScrollBar(Qt::Vertical, parent)
    , m_theme(theme)
{ }

void MarkedScrollBar::setMarks(std::vector<Mark> marks)
{
    const auto questions = std::ranges::count(marks, ScrollMark::Question, &Mark::kind);
    if (questions * PixelsPerQuestion > height())
        std::erase_if(marks, [](const Mark &mark) { return mark.kind == ScrollMark::Question; });
    std::ranges::stable_sort(marks, {}, &Mark::kind);
    if (marks == m_marks)
        return;
    m_marks = std::move(marks);
    update();
}

void MarkedScrollBar::paintEvent(QPaintEvent *event)
{
    QScrollBar::paintEvent(event);
    if (m_marks.empty() || maximum() <= minimum())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const theme::Tokens &colours = m_theme.tokens();
    const qreal width = this->width();
    ScrollMark lastKind = ScrollMark::Question;
    qreal lastY = -1;
    for (const Mark &mark : m_marks) {
        const qreal y = std::round(mark.place * (height() - Thickness));
        if (y == lastY && mark.kind == lastKind)
            continue;
        lastY = y;
        lastKind = mark.kind;
        switch (mark.kind) {
        case ScrollMark::Question:
            painter.fillRect(QRectF(width - 4, y, 4, Thickness), colours.border);
            break;
        case ScrollMark::Branch:
            painter.setBrush(colours.text2);
            painter.drawEllipse(QRectF(width - 5, y - 1.5, 4, 4));
            break;
        case ScrollMark::Error:
            painter.fillRect(QRectF(0, y, width, Thickness), colours.bad);
            break;
        case ScrollMark::Hit:
            painter.fillRect(QRectF(0, y, width / 2, Thickness), colours.accent);
            break;
        }
    }
}

} // namespace polylogue::ui::transcript
