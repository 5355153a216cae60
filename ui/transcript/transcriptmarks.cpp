// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/messageleaves.h"
#include "ui/transcript/transcriptview_p.h"

#include <algorithm>

namespace polylogue::ui::transcript {

namespace {

using app::conversation::Message;

constexpr qint64 SliceMilliseconds = 2;
constexpr int SoonMilliseconds = 150; // after the last change: heights become true piece by piece

} // namespace

//! What the scroll bar shows is collected anew, a little later.
void TranscriptView::Private::markAgain()
{
    markedRow = 0;
    marks.clear();
    markTimer.start(SoonMilliseconds);
}

//! One row is not what it was, or has come at the end: the others are not looked at again.
void TranscriptView::Private::markRow(qsizetype row)
{
    if (row > markedRow || (row == markedRow && row + 1 < column.count()))
        return; // still to be looked at
    const auto before = [](const RowMark &mark, qsizetype wanted) { return mark.row < wanted; };
    const auto first = std::lower_bound(marks.begin(), marks.end(), row, before);
    const auto last = std::lower_bound(first, marks.end(), row + 1, before);
    const std::vector<RowMark> found = marksOf(row);
    marks.insert(marks.erase(first, last), found.begin(), found.end());
    markedRow = std::max(markedRow, row + 1);
    markTimer.start(SoonMilliseconds);
}

//! The rows stand elsewhere, but are what they were.
void TranscriptView::Private::placeMarksSoon()
{
    if (!markTimer.isActive())
        markTimer.start(SoonMilliseconds);
}

std::vector<TranscriptView::Private::RowMark> TranscriptView::Private::marksOf(qsizetype row) const
{
    std::vector<RowMark> found;
    const Message &message = column.message(row);
    if (message.role == app::conversation::Role::User && !isDamaged(message))
        found.push_back({row, ScrollMark::Question});
    if (message.error)
        found.push_back({row, ScrollMark::Error});
    if (conversation->siblings(message.id).size() > 1)
        found.push_back({row, ScrollMark::Branch});
    if (!hits.of(message.id).empty())
        found.push_back({row, ScrollMark::Hit});
    return found;
}

//! Looks through as many rows as a slice allows, a conversation may have very many; then places the
//! marks, whose heights may be others by now.
void TranscriptView::Private::markSlice()
{
    QElapsedTimer duration;
    duration.start();
    for (; markedRow < column.count(); ++markedRow) {
        if (duration.elapsed() >= SliceMilliseconds) {
            markTimer.start(0);
            return;
        }
        const std::vector<RowMark> found = marksOf(markedRow);
        marks.insert(marks.end(), found.begin(), found.end());
    }
    const qreal end = column.maximumValue() + column.viewHeight();
    std::vector<MarkedScrollBar::Mark> placed;
    placed.reserve(marks.size());
    for (const RowMark &mark : marks)
        placed.push_back({(column.rowTop(mark.row) + column.value()) / end, mark.kind});
    bar->setMarks(std::move(placed));
}

} // namespace polylogue::ui::transcript
