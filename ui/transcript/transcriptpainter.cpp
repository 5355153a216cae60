// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/transcriptview_p.h"

#include <algorithm>

namespace polylogue::ui::transcript {

namespace {

constexpr qreal BubbleSide = 16;
constexpr qreal BubbleEnd = 12;
constexpr qreal LeftOutOpacity = 0.65; // of a message that requests do not hold

int quoteDepthOf(const Leaf &leaf)
{
    const auto *text = std::get_if<TextContent>(&leaf.content);
    return text ? text->block.quoteDepth : 0;
}

} // namespace

void TranscriptView::Private::paint(QPainter &painter, const QRectF &clip)
{
    painter.fillRect(clip, theme.tokens().surface);
    paintBubbles(painter);
    for (const MessageColumn::Placed &placed : column.placed()) {
        const qreal gap = column.item(placed.row).leaves().at(placed.leaf).gap;
        if (placed.area.top() - gap <= clip.bottom() && placed.area.bottom() >= clip.top())
            paintLeaf(painter, placed, clip);
    }
    paintFocus(painter);
}

//! Own messages stand on a tinted block, which may begin above and end below what is visible.
void TranscriptView::Private::paintBubbles(QPainter &painter) const
{
    const std::vector<MessageColumn::Placed> &placed = column.placed();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.tokens().surface2);
    for (size_t first = 0; first < placed.size();) {
        const qsizetype row = placed.at(first).row;
        QRectF text;
        size_t next = first;
        for (; next < placed.size() && placed.at(next).row == row; ++next) {
            if (placed.at(next).key.section != Section::Footer)
                text |= placed.at(next).area;
        }
        const bool isOwn = column.item(row).isOwn();
        if (isOwn && !text.isEmpty()) {
            const bool isCutAbove = placed.at(first).leaf > 0;
            const bool isCutBelow = placed.at(next - 1).key.section != Section::Footer;
            painter.drawRoundedRect(text.adjusted(-BubbleSide, isCutAbove ? -100 : -BubbleEnd,
                                                  BubbleSide, isCutBelow ? 100 : BubbleEnd),
                                    theme::Metrics::RadiusMessage, theme::Metrics::RadiusMessage);
        }
        first = next;
    }
    painter.restore();
}

void TranscriptView::Private::paintLeaf(QPainter &painter, const MessageColumn::Placed &placed,
                                        const QRectF &clip)
{
    const LeafLayout &layout = column.layoutOf(placed.row, placed.leaf);
    const Leaf &leaf = column.item(placed.row).leaves().at(placed.leaf);
    PaintContext context{column.style()};
    context.clip =
        clip.translated(-placed.area.topLeft())
            .intersected(QRectF(-40, -40, placed.area.width() + 80, placed.area.height() + 80));
    if (!selection.isEmpty()) {
        const auto length = static_cast<int>(selectableText(leaf.content).size());
        const Selection::Range range = selection.rangeIn(placed.row, placed.key, length);
        context.selectionStart = range.start;
        context.selectionEnd = range.end;
    }
    if (hovered.row == placed.row && hovered.key == placed.key)
        context.hoveredTarget = hovered.target;
    if (focused.row == placed.row && focused.key == placed.key)
        context.focusedTarget = focused.target;
    context.isMessageInUse = placed.row == hovered.row || placed.row == keyboardRow();
    context.isLocked = isLocked();
    context.showsCaret = placed.showsCaret;
    context.pictures = &pictures;
    context.gapAbove = leaf.gap;
    context.joinedQuotes = placed.leaf == 0
        ? 0
        : std::min(quoteDepthOf(leaf),
                   quoteDepthOf(column.item(placed.row).leaves().at(placed.leaf - 1)));
    painter.save();
    painter.translate(placed.area.topLeft());
    if (column.message(placed.row).isExcluded && placed.key.section != Section::Footer)
        painter.setOpacity(LeftOutOpacity);
    layout.paint(painter, context);
    painter.setOpacity(1);
    paintHits(painter, column.message(placed.row).id, placed.key, layout);
    painter.restore();
}

//! A tint and an edge over each hit, a thicker edge around the one that F3 has come to.
void TranscriptView::Private::paintHits(QPainter &painter,
                                        const app::conversation::MessageId &message,
                                        const LeafKey &key, const LeafLayout &layout) const
{
    const std::vector<Hits::Hit> &list = hits.of(message);
    if (list.empty())
        return;
    QColor tint = theme.tokens().accent;
    tint.setAlphaF(0.18F);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(tint);
    for (size_t index = 0; index < list.size(); ++index) {
        const Hits::Hit &hit = list.at(index);
        if (hit.key != key)
            continue;
        const bool isCurrent = hits.current() == Hits::Place{message, index};
        painter.setPen(QPen(theme.tokens().accent, isCurrent ? 2 : 1));
        for (const QRectF &area : areasOf(hit, layout))
            painter.drawRoundedRect(area.adjusted(-1, 0.5, 1, -0.5), 3, 3);
    }
}

//! A bar beside the message that the keyboard is at, a ring around the part that Return activates.
void TranscriptView::Private::paintFocus(QPainter &painter)
{
    if (!showsFocus || !view.hasFocus() || focusRow < 0)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF message;
    for (const MessageColumn::Placed &placed : column.placed()) {
        if (placed.row == focusRow && (!focusBlock || *focusBlock == placed.key))
            message |= placed.area;
    }
    if (!message.isEmpty()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.tokens().accent);
        painter.drawRoundedRect(
            QRectF(column.columnLeft() - 14, message.top(), 3, message.height()), 1.5, 1.5);
    }
    const QRectF ring = targetArea(focused);
    if (!ring.isEmpty()) {
        painter.setPen(QPen(theme.tokens().accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(ring.adjusted(-3, -2, 3, 2), theme::Metrics::RadiusMark,
                                theme::Metrics::RadiusMark);
    }
    painter.restore();
}

//! \return where a target stands in the viewport; empty where it is not visible.
QRectF TranscriptView::Private::targetArea(const TargetPlace &place)
{
    if (place.target < 0)
        return {};
    for (const MessageColumn::Placed &placed : column.placed()) {
        if (placed.row != place.row || placed.key != place.key)
            continue;
        const QList<Target> targets = column.layoutOf(placed.row, placed.leaf).targets();
        if (place.target < targets.size())
            return targets.at(place.target).boundingRect().translated(placed.area.topLeft());
    }
    return {};
}

} // namespace polylogue::ui::transcript
