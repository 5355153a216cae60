// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/latemimedata.h"
#include "ui/transcript/transcriptview_p.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace polylogue::ui::transcript {

namespace {

using Placed = MessageColumn::Placed;

//! \return the next boundary from \a offset on in one direction; -1 beyond the ends of \a text.
int boundary(const QString &text, int offset, int direction, bool byWord)
{
    QTextBoundaryFinder finder(byWord ? QTextBoundaryFinder::Word : QTextBoundaryFinder::Grapheme,
                               text);
    finder.setPosition(offset);
    qsizetype at = direction > 0 ? finder.toNextBoundary() : finder.toPreviousBoundary();
    // Blanks between words are boundaries on both sides: go to where a word begins.
    while (byWord && at > 0 && at < text.size() && text.at(at).isSpace())
        at = direction > 0 ? finder.toNextBoundary() : finder.toPreviousBoundary();
    return static_cast<int>(at);
}

} // namespace

TextPosition TranscriptView::Private::positionAt(const QPointF &point)
{
    const Hit hit = hitAt(point);
    if (hit.row < 0)
        return {};
    const LeafLayout &layout = column.layoutOf(hit.row, hit.leaf);
    const auto length =
        static_cast<int>(selectableText(column.item(hit.row).leaves().at(hit.leaf).content).size());
    int offset = 0;
    if (hit.local.y() >= layout.height())
        offset = length;
    else if (hit.local.y() >= 0)
        offset = std::clamp(layout.offsetAt(hit.local), 0, length);
    return {hit.row, hit.key, offset};
}

//! \return what is taken as a whole around \a position.
TextSpan TranscriptView::Private::spanAt(const TextPosition &position, SelectionUnit unit)
{
    const QString text = leafText(position);
    const auto length = static_cast<int>(text.size());
    if (unit == SelectionUnit::Character)
        return {position, position};
    const Selection::Range range =
        unit == SelectionUnit::Word ? wordAt(text, position.offset) : Selection::Range{0, length};
    return {{position.row, position.key, range.start}, {position.row, position.key, range.end}};
}

//! \return the text of the leaf in which \a position is.
QString TranscriptView::Private::leafText(const TextPosition &position)
{
    const MessageItem &item = column.built(position.row);
    return selectableText(item.leaves().at(item.indexOf(position.key)).content);
}

void TranscriptView::Private::beginSelection(const QPointF &point, SelectionUnit unit)
{
    selectionUnit = unit;
    isSelecting = true;
    selection.begin(spanAt(positionAt(point), unit));
    selectionChanged();
}

void TranscriptView::Private::doubleClick(const QPointF &point)
{
    sinceDoubleClick.start();
    const Hit hit = hitAt(point);
    if (hit.row >= 0 && hit.isInside)
        beginSelection(point, SelectionUnit::Word);
}

void TranscriptView::Private::selectionChanged()
{
    scrollState.setSelecting(!selection.isEmpty());
    view.viewport()->update();
}

void TranscriptView::Private::publishPrimarySelection()
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (!clipboard->supportsSelection() || selection.isEmpty())
        return;
    // What is marked when it is asked for: making the text of all of a long chat takes its time.
    auto data = std::make_unique<LateMimeData>();
    data->offer(QStringLiteral("text/plain"), [alive = QPointer<TranscriptView>(&view)] {
        return alive ? alive->selectedText() : QString();
    });
    clipboard->setMimeData(data.release(), QClipboard::Selection); // which owns it
}

//! Shift with the keys that move a cursor. \return whether \a event was one of them.
bool TranscriptView::Private::selectByKey(const QKeyEvent &event)
{
    const bool byWord = event.modifiers().testFlag(Qt::ControlModifier);
    if (!event.modifiers().testFlag(Qt::ShiftModifier) || column.count() == 0)
        return false;
    if (!selection.hasPlace()) {
        const qsizetype row = focusRow >= 0 ? focusRow : std::max<qsizetype>(0, column.topRow());
        selection.begin({row, {}, 0});
    }
    TextPosition to = selection.active();
    switch (event.key()) {
    case Qt::Key_Left:
        to = besides(to, -1, byWord);
        break;
    case Qt::Key_Right:
        to = besides(to, 1, byWord);
        break;
    case Qt::Key_Up:
        to = lineBeside(to, -1);
        break;
    case Qt::Key_Down:
        to = lineBeside(to, 1);
        break;
    case Qt::Key_Home:
        to = byWord ? everything(column).start() : endOfLine(to, -1);
        break;
    case Qt::Key_End:
        to = byWord ? everything(column).end() : endOfLine(to, 1);
        break;
    default:
        return false;
    }
    selection.extendTo(to);
    selectionChanged();
    if (!byWord || (event.key() != Qt::Key_Home && event.key() != Qt::Key_End))
        showPosition(to);
    publishPrimarySelection();
    return true;
}

//! \return the place a character or word further, in the next block where this one ends.
TextPosition TranscriptView::Private::besides(const TextPosition &from, int direction, bool byWord)
{
    const int offset = boundary(leafText(from), from.offset, direction, byWord);
    if (offset >= 0)
        return {from.row, from.key, offset};
    auto row = from.row;
    auto leaf = static_cast<std::ptrdiff_t>(column.built(row).indexOf(from.key)) + direction;
    while (true) {
        const std::vector<Leaf> &leaves = column.built(row).leaves();
        if (leaf < 0 || leaf >= std::ssize(leaves)) {
            row += direction;
            if (row < 0 || row >= column.count())
                return from;
            leaf = direction > 0 ? 0 : std::ssize(column.built(row).leaves()) - 1;
            continue;
        }
        const Leaf &next = leaves.at(static_cast<size_t>(leaf));
        const auto length = static_cast<int>(selectableText(next.content).size());
        if (length > 0)
            return {row, next.key, direction > 0 ? 0 : length};
        leaf += direction;
    }
}

//! \return where the character at \a position stands in the viewport, which may move for that.
QRectF TranscriptView::Private::showPosition(const TextPosition &position)
{
    const size_t leaf = column.built(position.row).indexOf(position.key);
    const qreal line = column.style().readingLine;
    QRectF area = column.layoutOf(position.row, leaf).characterRect(position.offset);
    if (area.isEmpty())
        area = QRectF(0, 0, 1, line);
    const auto find = [&]() -> const Placed * {
        for (const Placed &placed : column.placed()) {
            if (placed.row == position.row && placed.key == position.key)
                return &placed;
        }
        return nullptr;
    };
    const Placed *placed = find();
    const qreal top = placed ? placed->area.top() + area.top() : -1;
    if (!placed || top < 0 || top + area.height() > column.viewHeight()) {
        const std::vector<Placed> before = column.placed();
        const bool isBelow = placed && top >= 0;
        column.moveToLeaf(position.row, leaf, area.top(),
                          isBelow ? column.viewHeight() - area.height() - line : line);
        column.place();
        scrollState.scrolledByUser(isBelow ? ScrollState::Direction::Down
                                           : ScrollState::Direction::Up,
                                   column.distanceToEnd());
        afterMove(before);
        placed = find();
    }
    return placed ? area.translated(placed->area.topLeft()) : QRectF();
}

//! \return the place a line above or below; further where that is between two blocks.
TextPosition TranscriptView::Private::lineBeside(const TextPosition &from, int direction)
{
    const QRectF area = showPosition(from);
    const qreal step = column.style().codeLine / 2;
    for (int steps = 1; steps <= 24; ++steps) {
        const qreal y = direction > 0 ? area.bottom() + steps * step : area.top() - steps * step;
        const QPointF point(area.left() + 1, y);
        const Hit hit = hitAt(point);
        const TextPosition to = positionAt(point);
        const bool isFurther = direction > 0 ? to > from : to < from;
        if (!isFurther || hit.row < 0 || leafText(to).isEmpty())
            continue;
        // Not what is only nearest: above and below the lines of a block is no text.
        const QRectF line = column.layoutOf(hit.row, hit.leaf).characterRect(to.offset);
        if (hit.local.y() >= line.top() - 1 && hit.local.y() <= line.bottom() + 1)
            return to;
    }
    return besides(from, direction, false); // beyond what is laid out
}

TextPosition TranscriptView::Private::endOfLine(const TextPosition &from, int direction)
{
    const QRectF area = showPosition(from);
    const qreal x = direction < 0 ? column.columnLeft() - 1'000
                                  : column.columnLeft() + column.columnWidth() + 1'000;
    const TextPosition to = positionAt({x, area.center().y()});
    return to.row == from.row && to.key == from.key ? to : from;
}

} // namespace polylogue::ui::transcript
