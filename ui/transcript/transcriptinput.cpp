// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/transcriptview_p.h"
#include "ui/transcript/wording.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace polylogue::ui::transcript {

namespace {

using Placed = MessageColumn::Placed;

QString escaped(const QString &text)
{
    // Always rich text, so that it is never guessed from what a model wrote.
    return QStringLiteral("<qt><p style='white-space:pre-wrap'>%1</p></qt>")
        .arg(text.left(1'000).toHtmlEscaped());
}

PictureAction pictureActionOf(Command command)
{
    if (command == Command::CopyPicture)
        return PictureAction::Copy;
    return command == Command::SavePicture ? PictureAction::Save : PictureAction::Open;
}

} // namespace

TranscriptView::Private::Hit TranscriptView::Private::hitAt(const QPointF &point)
{
    Hit hit;
    const std::vector<Placed> &placed = column.placed();
    if (placed.empty())
        return hit;
    auto nearest =
        std::upper_bound(placed.begin(), placed.end(), point.y(),
                         [](qreal y, const Placed &each) { return y < each.area.top(); });
    if (nearest != placed.begin())
        --nearest;
    hit.row = nearest->row;
    hit.leaf = nearest->leaf;
    hit.key = nearest->key;
    hit.local = point - nearest->area.topLeft();
    hit.isInside = nearest->area.contains(point);
    const QList<Target> targets = column.layoutOf(hit.row, hit.leaf).targets();
    for (qsizetype index = 0; index < targets.size(); ++index) {
        if (targets.at(index).contains(hit.local))
            hit.target = static_cast<int>(index);
    }
    return hit;
}

void TranscriptView::Private::press(const QPointF &point, Qt::KeyboardModifiers modifiers)
{
    showsFocus = false;
    pressedAt = point;
    const Hit hit = hitAt(point);
    pressedTarget = hit.target >= 0 ? TargetPlace{hit.row, hit.key, hit.target} : TargetPlace{};
    draggedHandle = {};
    if (hit.row < 0)
        return;
    const LeafLayout &layout = column.layoutOf(hit.row, hit.leaf);
    if (layout.scrollHandle().adjusted(0, -4, 0, 4).contains(hit.local)) {
        draggedHandle = hit;
        handleStart = layout.scroll();
        return;
    }
    if (sinceDoubleClick.isValid()
        && sinceDoubleClick.elapsed() < QApplication::doubleClickInterval()) {
        beginSelection(point, SelectionUnit::Block);
        return;
    }
    focusRow = hit.row;
    focusBlock.reset();
    if (modifiers.testFlag(Qt::ShiftModifier) && selection.hasPlace()) {
        selectionUnit = SelectionUnit::Character;
        isSelecting = true;
        selection.extendTo(positionAt(point));
        selectionChanged();
    } else {
        beginSelection(point, SelectionUnit::Character);
    }
}

void TranscriptView::Private::drag(const QPointF &point)
{
    lastDrag = point;
    if (draggedHandle.row >= 0) {
        const size_t leaf = column.built(draggedHandle.row).indexOf(draggedHandle.key);
        LeafLayout &layout = column.layoutOf(draggedHandle.row, leaf);
        const qreal track = layout.scrollHandle().width();
        const qreal free = std::max(1.0, column.columnWidth() - track);
        layout.setScroll(handleStart + (point.x() - pressedAt.x()) * layout.maximumScroll() / free);
        view.viewport()->update();
        return;
    }
    const bool hasMoved =
        (point - pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (!isSelecting || (selection.isEmpty() && !hasMoved))
        return;
    const qreal bottom = column.viewHeight();
    const qreal beyond = point.y() < 0 ? point.y() : std::max(0.0, point.y() - bottom);
    if (beyond != 0) {
        scrollByUser(std::clamp(beyond / 2, -60.0, 60.0));
        autoScroll.start();
    } else {
        autoScroll.stop();
    }
    const QPointF inside(point.x(), std::clamp(point.y(), 0.0, bottom));
    selection.extendTo(spanAt(positionAt(inside), selectionUnit));
    selectionChanged();
}

void TranscriptView::Private::release(const QPointF &point)
{
    autoScroll.stop();
    isSelecting = false;
    if (std::exchange(draggedHandle, Hit{}).row >= 0)
        return;
    if (!selection.isEmpty()) {
        publishPrimarySelection();
        return;
    }
    const Hit hit = hitAt(point);
    const TargetPlace place{hit.row, hit.key, hit.target};
    if (hit.target >= 0 && place == pressedTarget)
        activate(place);
}

void TranscriptView::Private::hover(const QPointF &point)
{
    const Hit hit = hitAt(point);
    const TargetPlace place{hit.row, hit.target >= 0 ? hit.key : LeafKey{}, hit.target};
    Qt::CursorShape shape = Qt::ArrowCursor;
    if (hit.target >= 0)
        shape = Qt::PointingHandCursor;
    else if (hit.isInside
             && !selectableText(column.item(hit.row).leaves().at(hit.leaf).content).isEmpty())
        shape = Qt::IBeamCursor;
    view.viewport()->setCursor(shape);
    if (place == hovered)
        return;
    hovered = place;
    view.viewport()->update();
}

void TranscriptView::Private::leave()
{
    if (hovered == TargetPlace{})
        return;
    hovered = {};
    view.viewport()->update();
}

QString TranscriptView::Private::toolTipAt(const QPointF &point)
{
    const Hit hit = hitAt(point);
    if (hit.row >= 0 && hit.isInside && hit.target < 0) {
        const QString error = column.layoutOf(hit.row, hit.leaf).hintAt(hit.local);
        return error.isEmpty() ? QString() : escaped(wording::formulaError(error));
    }
    if (hit.target < 0)
        return {};
    const Target target = column.layoutOf(hit.row, hit.leaf).targets().at(hit.target);
    const QString hint = hintOf(target);
    return hint.isEmpty() ? QString() : escaped(hint);
}

void TranscriptView::Private::scrollInside(const QPointF &point, qreal pixels)
{
    const Hit hit = hitAt(point);
    if (hit.row < 0 || !hit.isInside)
        return;
    LeafLayout &layout = column.layoutOf(hit.row, hit.leaf);
    layout.setScroll(layout.scroll() + pixels);
    view.viewport()->update();
}

bool TranscriptView::Private::wheel(QWheelEvent &event)
{
    const qreal step = column.style().readingLine * QApplication::wheelScrollLines() / 120;
    QPointF pixels = event.pixelDelta().isNull() ? QPointF(event.angleDelta()) * step
                                                 : QPointF(event.pixelDelta());
    if (event.modifiers().testFlag(Qt::ControlModifier))
        return false; // for whoever scales the text
    if (event.modifiers().testFlag(Qt::ShiftModifier) && pixels.x() == 0)
        pixels = {pixels.y(), 0};
    if (pixels.x() != 0)
        scrollInside(event.position(), -pixels.x());
    scrollByUser(-pixels.y());
    hover(event.position());
    return true;
}

bool TranscriptView::Private::key(QKeyEvent &event)
{
    if (event.matches(QKeySequence::Copy)) {
        view.copySelection();
    } else if (event.matches(QKeySequence::SelectAll)) {
        view.selectAll();
    } else if (event.key() == Qt::Key_Escape && !selection.isEmpty()) {
        selection.clear();
        selectionChanged();
    } else if (event.key() == Qt::Key_Escape && !findBar->isHidden()) {
        closeFind();
    } else if (event.key() == Qt::Key_Escape && !hits.isEmpty()) {
        clearHits();
    } else if (event.key() == Qt::Key_F3 && !hits.isEmpty()) {
        stepHit(event.modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
    } else if (selectByKey(event)) {
        return true;
    } else if (event.modifiers() == Qt::AltModifier && event.key() == Qt::Key_Up) {
        moveToTurn(-1);
    } else if (event.modifiers() == Qt::AltModifier && event.key() == Qt::Key_Down) {
        moveToTurn(1);
    } else if (event.modifiers() == Qt::ControlModifier && event.key() == Qt::Key_Up) {
        moveToBlock(-1);
    } else if (event.modifiers() == Qt::ControlModifier && event.key() == Qt::Key_Down) {
        moveToBlock(1);
    } else if (focused.target >= 0
               && (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter
                   || event.key() == Qt::Key_Space)) {
        activate(focused);
    } else {
        return scrollKey(event);
    }
    return true;
}

bool TranscriptView::Private::scrollKey(const QKeyEvent &event)
{
    const qreal page = column.viewHeight() - 2 * column.style().readingLine;
    const qreal line = column.style().readingLine * 2;
    switch (event.key()) {
    case Qt::Key_PageUp:
        scrollByUser(-page);
        return true;
    case Qt::Key_PageDown:
    case Qt::Key_Space:
        scrollByUser(event.modifiers().testFlag(Qt::ShiftModifier) ? -page : page);
        return true;
    case Qt::Key_Up:
        scrollByUser(-line);
        return true;
    case Qt::Key_Down:
        scrollByUser(line);
        return true;
    case Qt::Key_Home:
        view.verticalScrollBar()->setValue(0);
        return true;
    case Qt::Key_End:
        scrollToEnd();
        return true;
    default:
        return false;
    }
}

void TranscriptView::Private::moveToTurn(int step)
{
    if (column.count() == 0)
        return;
    const qsizetype from = focusRow >= 0 ? focusRow : column.topRow() + (step < 0 ? 1 : -1);
    focusRow = std::clamp<qsizetype>(from + step, 0, column.count() - 1);
    focusBlock.reset();
    focused = {};
    showsFocus = true;
    awaited.reset();
    const std::vector<Placed> before = column.placed();
    column.moveToRow(focusRow, MessageColumn::QuestionTop / 2);
    column.place();
    scrollState.scrolledByUser(step < 0 ? ScrollState::Direction::Up : ScrollState::Direction::Down,
                               column.distanceToEnd());
    afterMove(before);
    tellFocus();
    view.viewport()->update();
}

//! From block to block, over messages.
void TranscriptView::Private::moveToBlock(int step)
{
    if (column.count() == 0)
        return;
    if (focusRow < 0)
        focusRow = std::max<qsizetype>(0, column.topRow());
    qsizetype row = focusRow;
    auto leaf = focusBlock ? static_cast<qsizetype>(column.built(row).indexOf(*focusBlock))
                           : (step > 0 ? -1 : std::ssize(column.built(row).leaves()));
    while (true) {
        leaf += step;
        const std::vector<Leaf> &leaves = column.built(row).leaves();
        if (leaf < 0 || leaf >= std::ssize(leaves)) {
            row += step;
            if (row < 0 || row >= column.count())
                return;
            leaf = step > 0 ? -1 : std::ssize(column.built(row).leaves());
            continue;
        }
        const Leaf &next = leaves.at(static_cast<size_t>(leaf));
        if (std::holds_alternative<TextContent>(next.content)) {
            focusRow = row;
            focusBlock = next.key;
            break;
        }
    }
    focused = {};
    showsFocus = true;
    showPosition({focusRow, *focusBlock, 0});
    tellFocus();
    view.viewport()->update();
}

//! Screen readers say the message or block that the keyboard has come to.
void TranscriptView::Private::tellFocus()
{
    if (!QAccessible::isActive() || focusRow < 0 || focusRow >= column.count())
        return;
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&view);
    QAccessibleInterface *item = list ? list->child(static_cast<int>(focusRow)) : nullptr;
    if (!item)
        return;
    if (focusBlock) {
        int index = 0;
        for (const Leaf &leaf : column.built(focusRow).leaves()) {
            if (leaf.key == *focusBlock)
                break;
            index += std::holds_alternative<TextContent>(leaf.content) ? 1 : 0;
        }
        if (QAccessibleInterface *block = item->child(index))
            item = block;
    }
    QAccessibleEvent event(item, QAccessible::Focus);
    QAccessible::updateAccessibility(&event);
}

//! \return all that can be activated in a row, as far as it is visible, in reading order.
std::vector<TranscriptView::Private::TargetPlace>
TranscriptView::Private::visibleTargets(qsizetype row)
{
    std::vector<TargetPlace> places;
    for (const Placed &placed : column.placed()) {
        if (placed.row != row)
            continue;
        const qsizetype count = column.layoutOf(placed.row, placed.leaf).targets().size();
        for (int target = 0; target < count; ++target)
            places.push_back({row, placed.key, target});
    }
    return places;
}

//! Tab goes through what the message in focus offers, then leaves the view.
bool TranscriptView::Private::focusTarget(bool next)
{
    if (column.count() == 0)
        return false;
    if (focusRow < 0)
        focusRow = column.count() - 1;
    const std::vector<TargetPlace> places = visibleTargets(focusRow);
    const auto current = std::find(places.begin(), places.end(), focused);
    auto index = current == places.end() ? std::ptrdiff_t(-1) : current - places.begin();
    if (current == places.end() && !next)
        return false;
    index += next ? 1 : -1;
    showsFocus = true;
    view.viewport()->update();
    if (index < 0 || index >= std::ssize(places)) {
        focused = {};
        return false;
    }
    focused = places.at(static_cast<size_t>(index));
    return true;
}

Target TranscriptView::Private::targetOf(const TargetPlace &place)
{
    const size_t leaf = column.built(place.row).indexOf(place.key);
    const QList<Target> targets = column.layoutOf(place.row, leaf).targets();
    return targets.value(place.target);
}

void TranscriptView::Private::activate(const TargetPlace &place)
{
    const Target target = targetOf(place);
    if (target.command == Command::OpenMenu) {
        const QPoint below = targetArea(place).bottomLeft().toPoint();
        showMenu(view.viewport()->mapToGlobal(below), place.row, place);
        return;
    }
    run(target, place.row, place.key);
}

void TranscriptView::Private::run(const Target &target, qsizetype row, const LeafKey &key)
{
    const app::conversation::MessageId id = column.message(row).id;
    switch (target.command) {
    case Command::OpenLink:
        Q_EMIT view.linkActivated(QUrl(target.link, QUrl::StrictMode), target.label);
        return;
    case Command::CopyCode: {
        MessageItem &item = column.built(row);
        QGuiApplication::clipboard()->setText(
            selectableText(item.leaves().at(item.indexOf(key)).content));
        return;
    }
    case Command::Message:
        perform(target.action, row);
        return;
    case Command::OpenMenu:
        return; // needs a place, see activate()
    case Command::ErrorAction:
        Q_EMIT view.errorActionRequested(id, target.errorAction);
        return;
    case Command::SaveCode: {
        MessageItem &item = column.built(row);
        const LeafContent &content = item.leaves().at(item.indexOf(key)).content;
        if (const auto *text = std::get_if<TextContent>(&content))
            Q_EMIT view.saveCodeRequested(text->block.content.text, text->block.language);
        return;
    }
    case Command::OpenFile:
        Q_EMIT view.fileActivated(id, target.part);
        return;
    case Command::OpenPicture:
    case Command::CopyPicture:
    case Command::SavePicture: {
        MessageItem &item = column.built(row);
        const LeafContent &content = item.leaves().at(item.indexOf(key)).content;
        if (const auto *picture = std::get_if<PictureContent>(&content))
            Q_EMIT view.pictureActionRequested(picture->blob, pictureActionOf(target.command));
        return;
    }
    case Command::ToggleWrap:
    case Command::ToggleFold:
    case Command::ToggleSource:
    case Command::ToggleReasoning:
    case Command::ToggleDetails:
        toggle(target.command, row, key);
        return;
    }
}

void TranscriptView::Private::toggle(Command command, qsizetype row, const LeafKey &key)
{
    MessageItem &item = column.built(row);
    if (command == Command::ToggleReasoning)
        item.toggleReasoning();
    else if (command == Command::ToggleDetails)
        item.toggleDetails();
    else if (command == Command::ToggleSource)
        item.toggleSource();
    else if (command == Command::ToggleWrap)
        item.codeViewOf(key).wraps = !item.codeViewOf(key).wraps;
    else if (command == Command::ToggleFold)
        item.codeViewOf(key).isFolded = !item.codeViewOf(key).isFolded;
    if (command == Command::ToggleSource) {
        selection.clear(); // places in another text
        staleHits.insert(item.id());
    }
    column.markChanged(row);
    column.sync();
    // What was folded while its beginning was out of view is shown, not what stands below it.
    const std::vector<Placed> &placed = column.placed();
    const bool beginsAbove = !placed.empty() && placed.front().row == row
        && placed.front().key == key && placed.front().area.top() < 0;
    if (command == Command::ToggleFold && item.codeViewOf(key).isFolded && beginsAbove) {
        column.moveToLeaf(row, item.indexOf(key), 0, MessageColumn::TopMargin);
        scrollState.scrolledByUser(ScrollState::Direction::Up, 0);
    }
    flush();
    view.viewport()->update();
}

} // namespace polylogue::ui::transcript
