// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/messageleaves.h"
#include "ui/transcript/transcriptview_p.h"

#include <algorithm>
#include <cmath>

namespace polylogue::ui::transcript {

namespace {

using app::conversation::Message;
using app::conversation::MessageId;
using Placed = MessageColumn::Placed;

constexpr qint64 SliceMilliseconds = 4;
constexpr qint64 CountMilliseconds = 100; // between two counts while more is found
constexpr qint64 StaleMilliseconds = 250; // between two searches of what is coming in

} // namespace

void TranscriptView::Private::openFind()
{
    const QString selected = view.selectedText();
    const bool isPhrase = !selected.contains(u'\n') && selected.size() <= 200;
    findBar->open(isPhrase ? selected : QString());
    placeFindBar();
    find(findBar->text());
}

void TranscriptView::Private::closeFind()
{
    findBar->hide();
    clearHits();
    view.setFocus(Qt::OtherFocusReason);
}

void TranscriptView::Private::placeFindBar()
{
    findBar->resize(findBar->sizeHint());
    const QRect area = view.viewport()->geometry();
    findBar->move(std::max(area.left() + 8, area.right() - findBar->width() - 16), area.top() + 8);
}

//! Searches everything, from where the reader is; the first hit is gone to.
void TranscriptView::Private::find(const QString &text)
{
    awaited.reset();
    hits.setWords({text});
    finder.stop();
    if (hits.hasWords())
        finder.start(std::max<qsizetype>(0, column.topRow()), column.count());
    findTimer.start();
    findSlice();
    view.viewport()->update();
}

//! Rows are others: what was found is void, what was come to stays if it is still there.
void TranscriptView::Private::findAgain()
{
    staleHits.clear();
    if (findBar->isHidden()) {
        const qsizetype row = conversation ? conversation->rowOf(searched) : -1;
        hits.forgetAll();
        if (row >= 0)
            findIn(row);
        return;
    }
    hits.forgetAll();
    finder.start(std::max<qsizetype>(0, column.topRow()), column.count());
    findTimer.start();
}

void TranscriptView::Private::findSlice()
{
    QElapsedTimer duration;
    duration.start();
    const bool wasPlaceless = !hits.current();
    const qsizetype known = hits.count();
    const auto isLikely = [this](qsizetype row) {
        const Message &message = column.message(row);
        return message.content.size() > 0
            && std::ranges::any_of(message.content, [this](const auto &part) {
                   const auto *text = std::get_if<app::conversation::TextPart>(&part);
                   return text && hits.occurIn(text->text);
               });
    };
    std::optional<qsizetype> row;
    while (duration.elapsed() < SliceMilliseconds && (row = finder.step(isLikely))) {
        if (*row < 0 || *row >= column.count())
            continue;
        findIn(*row);
        const MessageId &message = column.message(*row).id;
        if (!hits.current() && !hits.of(message).empty())
            hits.setCurrent(Hits::Place{message, 0});
    }
    if (!row) {
        findTimer.stop();
        markAgain();
    }
    if (wasPlaceless && hits.current())
        showHit();
    else if (!row || !sinceCount.isValid() || sinceCount.elapsed() > CountMilliseconds)
        showHitCount();
    if (hits.count() != known)
        view.viewport()->update();
}

void TranscriptView::Private::findIn(qsizetype row)
{
    hits.find(column.message(row).id, column.searchableLeaves(row));
}

void TranscriptView::Private::findInNewRows(qsizetype from, qsizetype by)
{
    if (findBar->isHidden() || !hits.hasWords())
        return;
    finder.rowsInserted(from, by);
    findTimer.start();
}

//! What changed since the last frame is searched again; what is coming in, now and then.
void TranscriptView::Private::findStaleHits()
{
    if (staleHits.isEmpty())
        return;
    if (!hits.hasWords()) {
        staleHits.clear();
        return;
    }
    const bool isSoon = sinceStale.isValid() && sinceStale.elapsed() < StaleMilliseconds;
    const QSet<MessageId> stale = std::exchange(staleHits, {});
    for (const MessageId &message : stale) {
        const qsizetype row = conversation ? conversation->rowOf(message) : -1;
        if (row < 0 || (findBar->isHidden() && message != searched))
            continue;
        if (isSoon && column.item(row).isRunning()) {
            staleHits.insert(message);
            continue;
        }
        findIn(row);
        markRow(row);
        sinceStale.start();
    }
    if (!hits.current() && !searched.isNull() && !hits.of(searched).empty())
        hits.setCurrent(Hits::Place{searched, 0});
    showHitCount();
}

void TranscriptView::Private::unfoldReasoning(qsizetype row)
{
    MessageItem &item = column.built(row);
    if (item.foldedReasoning().isEmpty())
        return;
    item.toggleReasoning();
    column.markChanged(row);
    column.sync();
    column.place();
}

void TranscriptView::Private::unfoldCode(qsizetype row, const LeafKey &key)
{
    MessageItem &item = column.built(row);
    const auto *text = std::get_if<TextContent>(&item.leaves().at(item.indexOf(key)).content);
    if (!text || !text->codeView.isFolded)
        return;
    item.codeViewOf(key).isFolded = false;
    column.markChanged(row);
    column.sync();
    column.place();
}

//! Brings the hit that was come to into view, where it is not.
void TranscriptView::Private::showHit()
{
    showHitCount();
    view.viewport()->update();
    const std::optional<Hits::Place> &current = hits.current();
    const qsizetype row = current && conversation ? conversation->rowOf(current->message) : -1;
    if (row < 0 || current->index >= hits.of(current->message).size())
        return;
    const Hits::Hit hit = hits.of(current->message).at(current->index);
    column.readNow(row);
    if (hit.key.section == Section::Reasoning)
        unfoldReasoning(row); // the user may have folded it since
    unfoldCode(row, hit.key);
    const size_t leaf = column.built(row).indexOf(hit.key);
    const QRectF area = column.layoutOf(row, leaf).characterRect(hit.start);
    for (const Placed &placed : column.placed()) {
        const QRectF shown = area.translated(placed.area.topLeft());
        if (placed.row == row && placed.key == hit.key && shown.top() >= 0
            && shown.bottom() <= column.viewHeight())
            return;
    }
    const std::vector<Placed> before = column.placed();
    column.moveToLeaf(row, leaf, area.top(), std::round(column.viewHeight() / 3));
    column.place();
    scrollState.scrolledByUser(ScrollState::Direction::Up, 0);
    afterMove(before);
}

//! \return the nearest row behind \a from, or before it, that has hits, around the ends.
qsizetype TranscriptView::Private::rowWithHits(qsizetype from, int direction) const
{
    const qsizetype count = column.count();
    qsizetype row = from;
    for (qsizetype steps = 0; steps < count; ++steps) {
        row = (row + direction + count) % count;
        if (!hits.of(column.message(row).id).empty())
            return row;
    }
    return -1;
}

void TranscriptView::Private::stepHit(int direction)
{
    awaited.reset();
    if (hits.isEmpty() || !conversation)
        return;
    const std::optional<Hits::Place> current = hits.current();
    const qsizetype row = current ? conversation->rowOf(current->message) : -1;
    const auto size = row < 0 ? 0 : std::ssize(hits.of(current->message));
    const qsizetype index = row < 0 ? 0 : static_cast<qsizetype>(current->index) + direction;
    if (row >= 0 && index >= 0 && index < size) {
        hits.setCurrent(Hits::Place{current->message, static_cast<size_t>(index)});
    } else {
        const qsizetype from = row >= 0 ? row : column.topRow() - (direction > 0 ? 1 : 0);
        const qsizetype next = rowWithHits(from, direction);
        if (next < 0)
            return;
        const MessageId &message = column.message(next).id;
        hits.setCurrent(Hits::Place{message, direction > 0 ? 0 : hits.of(message).size() - 1});
    }
    showHit();
}

void TranscriptView::Private::clearHits()
{
    finder.stop();
    findTimer.stop();
    hits.clear();
    searched = {};
    staleHits.clear();
    markAgain();
    showHitCount();
    view.viewport()->update();
}

void TranscriptView::Private::showHitCount()
{
    if (findBar->isHidden())
        return;
    sinceCount.start();
    qsizetype number = 0;
    const std::optional<Hits::Place> &current = hits.current();
    const qsizetype row = current && conversation ? conversation->rowOf(current->message) : -1;
    for (qsizetype each = 0; each < row; ++each)
        number += std::ssize(hits.of(column.message(each).id));
    if (row >= 0)
        number += static_cast<qsizetype>(current->index) + 1;
    findBar->setCount(number, hits.count(), findTimer.isActive());
}

void TranscriptView::showMessage(const MessageId &message, const QStringList &words)
{
    d->findBar->hide();
    d->clearHits();
    d->hits.setWords(words);
    d->searched = message;
    d->awaited = Private::Awaited{message, {}};
    d->goToAwaited();
    viewport()->update();
}

void TranscriptView::openFind()
{
    d->openFind();
}

void TranscriptView::nextHit()
{
    d->stepHit(1);
}

void TranscriptView::previousHit()
{
    d->stepHit(-1);
}

bool TranscriptView::hasHits() const
{
    return !d->hits.isEmpty();
}

} // namespace polylogue::ui::transcript
