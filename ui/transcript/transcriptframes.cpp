// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview_p.h"
#include "ui/transcript/wording.h"

#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace polylogue::ui::transcript {

namespace {

using namespace app::conversation;
using Placed = MessageColumn::Placed;

constexpr qint64 FrameMilliseconds = 14; // a delta waits less than that, half of it mostly
constexpr qint64 FlushShare = 3; // a flush may take a third of the time between two
constexpr qreal JumpDistance = 200;

qsizetype wordCount(const QString &text)
{
    qsizetype count = 0;
    bool isInWord = false;
    for (const QChar character : text) {
        const bool isBlank = character.isSpace();
        count += !isBlank && !isInWord;
        isInWord = !isBlank;
    }
    return count;
}

} // namespace

void TranscriptView::Private::connectConversation()
{
    if (!conversation)
        return;
    Conversation *source = conversation;
    const auto follow = [this, source](auto signal, auto reaction) {
        connections.push_back(QObject::connect(source, signal, &view, reaction));
    };
    follow(&Conversation::messageInserted, [this](qsizetype row) {
        if (row + 1 < conversation->count())
            rowsShifted(row, 1);
        column.insertRow(row);
        findInNewRows(row, 1);
        if (row + 1 < conversation->count())
            markAgain();
        else
            markRow(row);
        goToAwaited();
        announceState(column.message(row));
        scheduleFlush();
    });
    follow(&Conversation::messagesPrepended, [this](qsizetype count) { rowsPrepended(count); });
    follow(&Conversation::wholeChanged, [this] { view.viewport()->update(); });
    follow(&Conversation::messagesRemoved, [this](qsizetype first, qsizetype last) {
        column.removeRows(first, last);
        forgetPlaces();
        findAgain();
        markAgain();
        focusRow = std::min(focusRow, column.count() - 1);
        view.viewport()->update();
        scheduleFlush();
    });
    follow(&Conversation::messageChanged, [this](qsizetype row) {
        markRow(row);
        column.markChanged(row);
        staleHits.insert(column.message(row).id);
        announceState(column.message(row));
        scheduleFlush();
    });
    follow(&Conversation::deltaApplied, [this](qsizetype row, const MessageDelta &delta) {
        if (delta.replacedText)
            column.item(row).restartText();
        column.markChanged(row);
        staleHits.insert(column.message(row).id);
        scheduleFlush();
    });
    follow(&Conversation::branchAboutToBeReset, [this] { branchAboutToBeReset(); });
    follow(&Conversation::branchReset, [this] { branchReset(); });
    follow(&QObject::destroyed, [this] { view.setConversation(nullptr); });
}

//! Rows are others: whatever points to one is void.
void TranscriptView::Private::forgetPlaces()
{
    selection.clear();
    scrollState.setSelecting(false);
    hovered = {};
    focused = {};
    focusBlock.reset();
    pressedTarget = {};
    draggedHandle = {};
    isSelecting = false;
    autoScroll.stop();
}

//! What comes after quiet is shown at once; what comes within a frame waits for its end.
void TranscriptView::Private::scheduleFlush()
{
    if (frameTimer.isActive() || !view.isVisible())
        return; // when it is shown, everything is brought up to date
    const qint64 interval = std::max(FrameMilliseconds, FlushShare * lastFlushMilliseconds);
    const qint64 passed = sinceFlush.isValid() ? sinceFlush.elapsed() : interval;
    if (passed >= interval)
        flush();
    else
        frameTimer.start(static_cast<int>(interval - passed));
}

void TranscriptView::Private::flush()
{
    QElapsedTimer duration;
    duration.start();
    const std::vector<Placed> before = column.placed();
    column.sync();
    findStaleHits();
    if (scrollState.pinsToEnd())
        column.moveToEnd();
    column.place();
    if (scrollState.mode() == ScrollState::Mode::Anchored && column.count() > 0
        && isRunning(column.message(column.count() - 1)) && column.distanceToEnd() > 0) {
        scrollState.answerReachedBottom();
        if (scrollState.pinsToEnd()) {
            column.moveToEnd();
            column.place();
        }
    }
    afterMove(before);
    lastFlushMilliseconds = duration.elapsed();
    sinceFlush.start();
}

void TranscriptView::Private::afterMove(const std::vector<Placed> &before)
{
    updateBar();
    updateJumpButton();
    repaintChanges(before);
    awaitReading();
    const bool isAtEnd = view.isAtEnd();
    if (isAtEnd != std::exchange(wasAtEnd, isAtEnd))
        Q_EMIT view.atEndChanged(isAtEnd);
}

//! Whatever brings a long text near may have begun to read it.
void TranscriptView::Private::awaitReading()
{
    if (!readTimer.isActive() && column.isReading())
        readTimer.start();
}

void TranscriptView::Private::takeRead()
{
    if (column.takeRead())
        flush();
    if (!column.isReading())
        readTimer.stop();
}

void TranscriptView::Private::viewportChanged()
{
    column.setViewport(view.viewport()->size(), bottomInset + endRoom);
    if (scrollState.pinsToEnd())
        column.moveToEnd();
    column.place();
    updateBar();
    updateJumpButton();
    placeFindBar();
    awaitReading();
    view.viewport()->update();
}

void TranscriptView::Private::styleChanged()
{
    column.setStyle(styleFor(theme, settings));
    jumpButton->setIcon(theme.icon(QStringLiteral("jump-down")));
    const theme::Tokens &colours = theme.tokens();
    QPalette palette = view.viewport()->palette();
    palette.setColor(QPalette::Base, colours.surface);
    palette.setColor(QPalette::Window, colours.surface);
    view.viewport()->setPalette(palette);
    viewportChanged();
}

void TranscriptView::Private::scrollByUser(qreal pixels)
{
    if (column.count() == 0 || pixels == 0)
        return;
    awaited.reset(); // the reader is somewhere else by now
    const std::vector<Placed> before = column.placed();
    column.moveBy(pixels);
    column.place();
    scrollState.scrolledByUser(pixels < 0 ? ScrollState::Direction::Up
                                          : ScrollState::Direction::Down,
                               column.distanceToEnd());
    afterMove(before);
}

void TranscriptView::Private::scrollToEnd()
{
    awaited.reset();
    const std::vector<Placed> before = column.placed();
    scrollState.jumpedToEnd();
    column.moveToEnd();
    column.place();
    afterMove(before);
}

void TranscriptView::Private::barMoved()
{
    awaited.reset();
    const qreal wanted = view.verticalScrollBar()->value();
    const qreal change = wanted - column.value();
    const std::vector<Placed> before = column.placed();
    if (wanted >= view.verticalScrollBar()->maximum())
        column.moveToEnd();
    else
        column.moveToValue(wanted);
    column.place();
    scrollState.scrolledByUser(change < 0 ? ScrollState::Direction::Up
                                          : ScrollState::Direction::Down,
                               column.distanceToEnd());
    isUpdatingBar = true; // the thumb stays where the user holds it
    view.verticalScrollBar()->setMaximum(static_cast<int>(std::ceil(column.maximumValue())));
    isUpdatingBar = false;
    updateJumpButton();
    repaintChanges(before);
    awaitReading();
    const bool isAtEnd = view.isAtEnd();
    if (isAtEnd != std::exchange(wasAtEnd, isAtEnd))
        Q_EMIT view.atEndChanged(isAtEnd);
}

void TranscriptView::Private::updateBar()
{
    isUpdatingBar = true;
    const int maximum = static_cast<int>(std::ceil(column.maximumValue()));
    if (maximum != bar->maximum())
        placeMarksSoon();
    bar->setRange(0, maximum);
    bar->setPageStep(static_cast<int>(column.viewHeight()));
    bar->setSingleStep(static_cast<int>(column.style().readingLine));
    bar->setValue(static_cast<int>(std::round(column.value())));
    isUpdatingBar = false;
}

void TranscriptView::Private::estimateRows()
{
    if (column.estimateSome())
        estimating.start(0);
    if (!view.verticalScrollBar()->isSliderDown()) // it stays where the user holds it
        updateBar();
}

void TranscriptView::Private::updateJumpButton()
{
    const QRect area = view.viewport()->geometry();
    jumpButton->move(area.right() - jumpButton->width() - 16,
                     area.bottom() - bottomInset - jumpButton->height() - 12);
    jumpButton->setVisible(column.distanceToEnd() > JumpDistance);
    jumpButton->raise();
    if (endRoom > 0)
        Q_EMIT view.endMoved();
}

//! Moves the pixels of what only moved, repaints from the first leaf that is not as it was.
void TranscriptView::Private::repaintChanges(const std::vector<Placed> &before)
{
    QWidget *viewport = view.viewport();
    const std::vector<Placed> &now = column.placed();
    if (before.empty() || now.empty()) {
        viewport->update();
        return;
    }
    const auto isFirst = [&now](const Placed &each) {
        return each.row == now.front().row && each.key == now.front().key;
    };
    const auto old = std::find_if(before.begin(), before.end(), isFirst);
    if (old == before.end()) {
        viewport->update();
        return;
    }
    const qreal shift = now.front().area.top() - old->area.top();
    size_t same = 0;
    for (auto each = old; each != before.end() && same < now.size(); ++each, ++same) {
        const Placed &other = now.at(same);
        const bool isSame = each->row == other.row && each->key == other.key
            && each->version == other.version && each->showsCaret == other.showsCaret
            && each->area.translated(0, shift) == other.area;
        if (!isSame)
            break;
    }
    const qreal deviceShift = shift * viewport->devicePixelRatioF();
    const bool isWhole = deviceShift == std::round(deviceShift);
    if (same == 0 || !isWhole || std::abs(shift) >= viewport->height()) {
        viewport->update();
        return;
    }
    const bool isUnchanged = same == now.size() && now.size() == before.size() && shift == 0;
    if (shift != 0)
        viewport->scroll(0, static_cast<int>(shift), viewport->rect());
    if (!isUnchanged) {
        const int top = static_cast<int>(now.at(same - 1).area.bottom());
        viewport->update(0, top, viewport->width(), viewport->height() - top);
    }
}

void TranscriptView::Private::announceState(const Message &message)
{
    if (message.role != Role::Assistant)
        return;
    if (isRunning(message)) {
        if (runningAnswer != message.id) {
            announcer->announce(wording::generating());
            view.viewport()->update(); // actions are locked now
        }
        runningAnswer = message.id;
        return;
    }
    if (runningAnswer != message.id)
        return;
    runningAnswer = {};
    view.viewport()->update();
    if (message.error)
        announcer->announce(
            text::errorText(*message.error, column.hidesModels() ? QString() : message.model)
                .title);
    else
        announcer->announce(wording::responseComplete(wordCount(textOf(message.content))));
}

} // namespace polylogue::ui::transcript
