// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/transcriptview_p.h"

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
    foundMarks.clear();
    markTimer.start(SoonMilliseconds);
}

//! Looks through as many rows as a slice allows; a conversation may have very many.
void TranscriptView::Private::markSlice()
{
    QElapsedTimer duration;
    duration.start();
    for (; markedRow < column.count(); ++markedRow) {
        if (duration.elapsed() >= SliceMilliseconds) {
            markTimer.start(0);
            return;
        }
        const Message &message = column.message(markedRow);
        const auto add = [this](ScrollMark kind) { foundMarks.push_back({markedRow, kind}); };
        if (message.role == app::conversation::Role::User && !isDamaged(message))
            add(ScrollMark::Question);
        if (message.error)
            add(ScrollMark::Error);
        if (conversation->siblings(message.id).size() > 1)
            add(ScrollMark::Branch);
        if (!hits.of(message.id).empty())
            add(ScrollMark::Hit);
    }
    const qreal end = column.maximumValue() + column.viewHeight();
    std::vector<MarkedScrollBar::Mark> marks;
    marks.reserve(foundMarks.size());
    for (const auto &[row, kind] : foundMarks)
        marks.push_back({(column.rowTop(row) + column.value()) / end, kind});
    bar->setMarks(std::move(marks));
}

} // namespace polylogue::ui::transcript
