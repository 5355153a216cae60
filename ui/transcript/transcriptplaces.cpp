// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/transcriptview_p.h"

#include <algorithm>

namespace polylogue::ui::transcript {

namespace {

using app::conversation::MessageId;
using app::store::ReadingPosition;
using Placed = MessageColumn::Placed;

} // namespace

void TranscriptView::Private::rowsPrepended(qsizetype count)
{
    const bool wasEmpty = column.count() == 0;
    column.prependRows(count);
    rowsShifted(0, count);
    findInNewRows(0, count);
    markAgain();
    if (wasEmpty)
        column.moveToEnd();
    goToAwaited();
    scheduleFlush();
}

//! What points to rows from \a from on points to the same messages after \a by rows have come.
void TranscriptView::Private::rowsShifted(qsizetype from, qsizetype by)
{
    const auto shift = [from, by](qsizetype &row) { row += row >= from ? by : 0; };
    selection.shiftRows(from, by);
    shift(hovered.row);
    shift(focusRow);
    shift(focused.row);
    shift(pressedTarget.row);
    shift(draggedHandle.row);
}

void TranscriptView::Private::branchAboutToBeReset()
{
    stay = {};
    const qsizetype row = column.topRow();
    if (row < 0 || row >= conversation->count())
        return;
    stay.message = conversation->at(row).id;
    stay.before = row > 0 ? conversation->at(row - 1).id : MessageId{};
    stay.anchor = column.anchor();
}

void TranscriptView::Private::branchReset()
{
    column.reset();
    estimating.start(0);
    forgetPlaces();
    focusRow = -1;
    moveToStayedPlace();
    goToAwaited();
    findAgain();
    markAgain();
    view.viewport()->update();
    scheduleFlush();
}

//! What is still there after another version was chosen stays where it was; a chat that was opened
//! is shown at its end.
void TranscriptView::Private::moveToStayedPlace()
{
    const qsizetype row = stay.message.isNull() ? -1 : conversation->rowOf(stay.message);
    const qsizetype before = stay.before.isNull() ? -1 : conversation->rowOf(stay.before);
    if (row >= 0) {
        column.setAnchor({row, stay.anchor.key, stay.anchor.offset});
    } else if (before >= 0 && before + 1 < column.count()) {
        column.moveToRow(before + 1, 0);
    } else {
        scrollState.conversationOpened();
        column.moveToEnd();
        return;
    }
    column.place();
    scrollState.scrolledByUser(ScrollState::Direction::Down, column.distanceToEnd());
}

//! Shows what was asked for before its row was there.
void TranscriptView::Private::goToAwaited()
{
    if (!awaited || !conversation)
        return;
    const qsizetype row = conversation->rowOf(awaited->message);
    if (row < 0)
        return;
    const Awaited place = *std::exchange(awaited, std::nullopt);
    column.sync();
    const std::vector<Placed> before = column.placed();
    if (place.share) {
        column.moveToShare(row, *place.share);
    } else {
        focusRow = row;
        column.moveToRow(row, MessageColumn::QuestionTop / 2);
    }
    scrollState.scrolledByUser(ScrollState::Direction::Up, 0);
    column.place();
    afterMove(before);
    if (!place.share) {
        findIn(row);
        if (!hits.of(place.message).empty())
            hits.setCurrent(Hits::Place{place.message, hits.firstSaid(place.message)});
        if (hits.occurIn(column.built(row).foldedReasoning()))
            unfoldReasoning(row);
        showHit();
    }
    view.viewport()->update();
}

ReadingPosition TranscriptView::readingPosition() const
{
    if (d->awaited && d->awaited->share)
        return {d->awaited->message, *d->awaited->share}; // still on the way there
    const qsizetype row = d->column.topRow();
    if (row < 0 || isAtEnd() || d->scrollState.mode() == ScrollState::Mode::Following)
        return {};
    return {d->column.message(row).id, d->column.shareAbove()};
}

void TranscriptView::setReadingPosition(const ReadingPosition &position)
{
    if (position.message.isNull()) {
        d->awaited.reset();
        scrollToEnd();
        return;
    }
    d->awaited = Private::Awaited{position.message, position.offset};
    d->goToAwaited();
}

} // namespace polylogue::ui::transcript
