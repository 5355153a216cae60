// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/messagecolumn.h"

#include "app/session/costs.h"
#include "ui/text/format.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace polylogue::ui::transcript {

namespace {

constexpr qreal SideMargin = 24;
constexpr qsizetype KeptRows = 40; // on each side of the visible ones
constexpr size_t KeptLeaves = 120; // with a layout, on each side of the visible ones
constexpr qreal UnseenHeight = 160; // of a row that is still to be estimated
constexpr qsizetype EstimatedRows = 1'000; // at once
constexpr qsizetype EstimatedCharacters = 4'000'000; // about; they are only counted

} // namespace

void MessageColumn::setConversation(app::conversation::Conversation *conversation)
{
    m_conversation = conversation;
    reset();
}

void MessageColumn::setStyle(const Style &style)
{
    const bool hasOtherBlocks = m_style.showsFormulas != style.showsFormulas;
    m_style = style;
    if (hasOtherBlocks) {
        m_changed += m_built;
        sync();
    }
    relayout();
}

void MessageColumn::setViewport(const QSizeF &size, qreal bottomInset)
{
    const qreal widthBefore = columnWidth();
    m_size = size;
    m_bottomInset = bottomInset;
    if (columnWidth() != widthBefore)
        relayout();
}

//! What was at the upper edge stays there: the anchor keeps its share of the leaf's new height.
void MessageColumn::relayout()
{
    if (m_rows.empty())
        return;
    const Cursor at = cursor();
    const qreal extentBefore = item(at.row).leaves().at(at.leaf).extent();
    for (const qsizetype row : std::as_const(m_built))
        item(row).relayout(m_style, columnWidth());
    m_firstStaleTop = 0;
    if (m_anchor.offset > 0 && extentBefore > 0)
        m_anchor.offset = std::round(m_anchor.offset * measured(at) / extentBefore);
}

void MessageColumn::setWaitingText(const QString &text)
{
    m_waitingText = text;
    for (qsizetype row = count() - 1; row >= std::max<qsizetype>(0, count() - 2); --row) {
        if (message(row).state == app::conversation::MessageState::Pending)
            markChanged(row);
    }
}

void MessageColumn::setPrices(const app::settings::Settings &settings)
{
    if (settings.prices == m_prices && settings.currency == m_currency)
        return;
    m_prices = settings.prices;
    m_currency = settings.currency;
    m_changed += m_built;
}

QString MessageColumn::costOf(qsizetype row) const
{
    if (m_prices.isEmpty())
        return {};
    const auto use = app::session::tokenUseOf(message(row));
    const auto cost = use ? app::session::costOf(*use, m_prices) : std::nullopt;
    return cost ? text::money(cost->amount, m_currency, cost->isEstimate) : QString();
}

qreal MessageColumn::columnWidth() const
{
    return std::max(160.0,
                    std::floor(std::min(m_style.columnWidth, m_size.width() - 2 * SideMargin)));
}

qreal MessageColumn::columnLeft() const
{
    return std::floor((m_size.width() - columnWidth()) / 2);
}

void MessageColumn::reset()
{
    const qsizetype rows = m_conversation ? m_conversation->count() : 0;
    const auto ids =
        rows > 0 ? m_conversation->rows(0, rows) : QList<app::conversation::MessageId>();
    const auto isSame = [&](qsizetype row) {
        const auto &known = m_rows[static_cast<size_t>(row)].item;
        return known && known->id() == ids.at(row);
    };
    qsizetype same = 0;
    while (same < std::min(rows, count()) && isSame(same))
        ++same;
    m_built.removeIf([same](qsizetype row) { return row >= same; });
    m_changed = m_built;
    m_placed.clear();
    m_anchor = {};
    m_vacatedRow = -1;
    m_questionRow = -1;
    heightChanged(same);
    m_rows.resize(static_cast<size_t>(same)); // first: what is left may not be of other messages
    m_rows.resize(static_cast<size_t>(rows));
    m_unseenRows = rows;
    estimateSome();
}

MessageItem &MessageColumn::item(qsizetype row)
{
    Row &found = m_rows.at(static_cast<size_t>(row));
    if (!found.item) {
        found.item = std::make_unique<MessageItem>(message(row), m_style, columnWidth());
        heightChanged(row);
    }
    return *found.item;
}

void MessageColumn::estimate(qsizetype row)
{
    Row &unseen = m_rows.at(static_cast<size_t>(row));
    unseen.estimate = MessageItem::estimatedHeight(message(row), m_style, columnWidth());
    heightChanged(row);
}

qreal MessageColumn::heightOf(const Row &row) const
{
    if (row.item)
        return row.item->height();
    return row.estimate > 0 ? row.estimate : UnseenHeight;
}

bool MessageColumn::estimateSome()
{
    m_unseenRows = std::min(m_unseenRows, count());
    qreal height = 0; // goes with the number of characters
    const qreal enough = static_cast<qreal>(EstimatedCharacters) / 4;
    for (qsizetype left = EstimatedRows; left > 0 && m_unseenRows > 0 && height < enough; --left) {
        const Row &row = m_rows.at(static_cast<size_t>(--m_unseenRows));
        if (row.item || row.estimate > 0)
            continue;
        estimate(m_unseenRows);
        height += row.estimate;
    }
    return m_unseenRows > 0;
}

Surroundings MessageColumn::surroundingsOf(qsizetype row) const
{
    const app::conversation::MessageId id = message(row).id;
    const QList<app::conversation::MessageId> versions = m_conversation->siblings(id);
    return {m_waitingText, static_cast<int>(versions.indexOf(id)) + 1,
            static_cast<int>(versions.size()), row + 1 == m_conversation->count(), costOf(row)};
}

//! Rows from \a from on are \a by further down.
void MessageColumn::shiftRows(qsizetype from, qsizetype by)
{
    const auto shift = [from, by](qsizetype &row) { row += row >= from ? by : 0; };
    for (QSet<qsizetype> *rows : {&m_built, &m_changed}) {
        QSet<qsizetype> shifted;
        for (qsizetype row : std::as_const(*rows)) {
            shift(row);
            shifted.insert(row);
        }
        rows->swap(shifted);
    }
    for (Placed &each : m_placed)
        shift(each.row);
    shift(m_anchor.row);
    shift(m_questionRow);
    shift(m_unseenRows);
}

void MessageColumn::insertRow(qsizetype row)
{
    if (!m_rows.empty())
        shiftRows(row, 1);
    m_rows.insert(m_rows.begin() + row, Row{});
    estimate(row);
    if (row == std::exchange(m_vacatedRow, -1))
        m_anchor = {row, {}, 0};
    if (row > 0 && row + 1 == count())
        markChanged(row - 1); // not the last one any more
}

void MessageColumn::prependRows(qsizetype rows)
{
    std::vector<Row> older(static_cast<size_t>(rows));
    if (!m_rows.empty())
        shiftRows(0, rows);
    m_rows.insert(m_rows.begin(), std::make_move_iterator(older.begin()),
                  std::make_move_iterator(older.end()));
    for (qsizetype row = 0; row < rows; ++row)
        estimate(row);
}

void MessageColumn::removeRows(qsizetype first, qsizetype last)
{
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
    const auto isGone = [first, last](qsizetype row) { return row >= first && row <= last; };
    m_built.removeIf(isGone);
    m_changed.removeIf(isGone);
    std::erase_if(m_placed, [&](const Placed &each) { return isGone(each.row); });
    if (isGone(m_questionRow))
        m_questionRow = -1;
    const bool isAnchorGone = isGone(m_anchor.row);
    if (isAnchorGone)
        m_anchor = {};
    shiftRows(last + 1, first - last - 1);
    heightChanged(first);
    m_vacatedRow = isAnchorGone ? first : -1;
    if (isAnchorGone && first < count())
        m_anchor.row = first;
    else if (isAnchorGone)
        moveToEnd();
    if (first == count() && first > 0)
        markChanged(first - 1); // the last one now
}

void MessageColumn::sync()
{
    for (const qsizetype row : std::as_const(m_changed)) {
        MessageItem &changed = item(row);
        const bool isAnchorUnread = changed.isUnread() && row == m_anchor.row;
        const double share = isAnchorUnread ? shareAbove() : 0;
        if (changed.isBuilt())
            changed.sync(message(row), surroundingsOf(row), m_style, columnWidth());
        else
            changed = MessageItem(message(row), m_style, columnWidth());
        heightChanged(row);
        if (isAnchorUnread && !changed.isUnread())
            moveIntoRow(row, share * changed.height());
    }
    m_changed.clear();
}

bool MessageColumn::isReading() const
{
    return std::any_of(m_built.begin(), m_built.end(), [this](qsizetype row) {
        return m_rows.at(static_cast<size_t>(row)).item->isReading();
    });
}

void MessageColumn::readNow(qsizetype row)
{
    if (!built(row).isUnread())
        return;
    item(row).waitUntilRead();
    markChanged(row);
    sync();
}

bool MessageColumn::takeRead()
{
    for (const qsizetype row : std::as_const(m_built)) {
        if (item(row).hasRead())
            markChanged(row);
    }
    return hasChanges();
}

bool MessageColumn::takeFormulas()
{
    bool hasTaken = false;
    for (const qsizetype row : std::as_const(m_built)) {
        for (Leaf &leaf : item(row).leaves()) {
            if (!leaf.layout || !leaf.layout->isOutdated())
                continue;
            leaf.scroll = leaf.layout->scroll();
            leaf.layout.reset();
            leaf.isMeasured = false;
            ++leaf.version;
            heightChanged(row);
            hasTaken = true;
        }
    }
    return hasTaken;
}

std::vector<SelectableLeaf> MessageColumn::selectableLeaves(qsizetype row) const
{
    const auto &known = m_rows.at(static_cast<size_t>(row)).item;
    return known && known->isBuilt() && !known->isUnread() ? known->selectableLeaves()
                                                           : parsedLeaves(row, false);
}

std::vector<SelectableLeaf> MessageColumn::searchableLeaves(qsizetype row) const
{
    // What is still coming in is parsed piece by piece, which may give other leaves than the whole.
    const auto &known = m_rows.at(static_cast<size_t>(row)).item;
    return known && known->isBuilt() && known->isRunning() ? known->selectableLeaves()
                                                           : parsedLeaves(row, true);
}

std::vector<SelectableLeaf> MessageColumn::parsedLeaves(qsizetype row, bool unfolded) const
{
    const auto &known = m_rows.at(static_cast<size_t>(row)).item;
    return known
        ? known->parsedLeaves(message(row), unfolded)
        : MessageItem(message(row), m_style, columnWidth()).parsedLeaves(message(row), unfolded);
}

MessageItem &MessageColumn::built(qsizetype row)
{
    MessageItem &found = item(row);
    if (!found.isBuilt()) {
        found.sync(message(row), surroundingsOf(row), m_style, columnWidth());
        m_built.insert(row);
        heightChanged(row);
    }
    return found;
}

LeafLayout &MessageColumn::layoutOf(qsizetype row, size_t leaf)
{
    MessageItem &owner = built(row);
    const qreal before = owner.leaves().at(leaf).height;
    LeafLayout &layout = owner.layoutOf(leaf, m_style, &m_layoutsMade);
    if (owner.leaves().at(leaf).height != before)
        heightChanged(row);
    return layout;
}

MessageColumn::Cursor MessageColumn::cursor()
{
    m_anchor.row = std::clamp<qsizetype>(m_anchor.row, 0, count() - 1);
    return {m_anchor.row, built(m_anchor.row).indexOf(m_anchor.key)};
}

void MessageColumn::setAnchor(const Cursor &at, qreal offset)
{
    m_anchor = {at.row, built(at.row).leaves().at(at.leaf).key, offset};
}

bool MessageColumn::stepBack(Cursor &at)
{
    if (at.leaf > 0) {
        --at.leaf;
        return true;
    }
    if (at.row == 0)
        return false;
    --at.row;
    at.leaf = built(at.row).leaves().size() - 1;
    return true;
}

bool MessageColumn::stepForward(Cursor &at)
{
    if (at.leaf + 1 < built(at.row).leaves().size()) {
        ++at.leaf;
        return true;
    }
    if (at.row + 1 == count())
        return false;
    ++at.row;
    at.leaf = 0;
    built(at.row);
    return true;
}

//! \return the exact height of a leaf with the gap above it.
qreal MessageColumn::measured(const Cursor &at)
{
    if (!built(at.row).leaves().at(at.leaf).isMeasured)
        layoutOf(at.row, at.leaf);
    return item(at.row).leaves().at(at.leaf).extent();
}

void MessageColumn::moveBy(qreal pixels)
{
    m_anchor.offset += std::round(pixels);
}

void MessageColumn::moveToRow(qsizetype row, qreal y)
{
    setAnchor({row, 0}, built(row).leaves().front().gap - y);
}

void MessageColumn::moveToRowEnd(qsizetype row, qreal y)
{
    const Cursor at{row, built(row).leaves().size() - 1};
    setAnchor(at, measured(at) - y);
}

void MessageColumn::moveToLeaf(qsizetype row, size_t leaf, qreal inLeaf, qreal y)
{
    setAnchor({row, leaf}, std::round(built(row).leaves().at(leaf).gap + inLeaf - y));
}

//! Makes the height of a row exact, unless it is so long that this would be felt.
void MessageColumn::measureRow(qsizetype row)
{
    const size_t leaves = built(row).leaves().size();
    for (size_t leaf = 0; leaf < leaves && leaves <= KeptLeaves; ++leaf)
        measured({row, leaf});
}

void MessageColumn::moveToShare(qsizetype row, qreal offset)
{
    measureRow(row);
    moveIntoRow(row, std::round(offset * item(row).height()));
}

//! Brings what stands \a offset pixels below the beginning of a row, as far as heights are known,
//! to the upper edge.
void MessageColumn::moveIntoRow(qsizetype row, qreal offset)
{
    const std::vector<Leaf> &leaves = built(row).leaves();
    size_t leaf = 0;
    while (leaf + 1 < leaves.size() && offset >= leaves.at(leaf).extent())
        offset -= leaves.at(leaf++).extent();
    setAnchor({row, leaf}, std::round(offset));
}

qreal MessageColumn::shareAbove()
{
    if (m_rows.empty())
        return 0;
    const Cursor at = cursor();
    measureRow(at.row);
    const qreal above = leafTop(at.row, m_anchor.key) + m_anchor.offset;
    return std::clamp(above / std::max(1.0, item(at.row).height()), 0.0, 1.0);
}

//! Measures from the end upwards as far as the viewport reaches.
void MessageColumn::moveToEnd()
{
    if (m_rows.empty())
        return;
    Cursor at{count() - 1, built(count() - 1).leaves().size() - 1};
    const qreal room = viewHeight() - BottomMargin;
    qreal height = 0;
    do {
        height += measured(at);
        if (at.row == m_questionRow && at.leaf == 0 && height < room - QuestionTop) {
            moveToRow(m_questionRow, QuestionTop);
            return;
        }
        if (height >= room)
            break;
    } while (stepBack(at));
    setAnchor(at, std::round(height - room));
}

void MessageColumn::moveToValue(qreal value)
{
    if (m_rows.empty())
        return;
    const qreal y = std::round(value) - TopMargin;
    const std::vector<qreal> &starts = tops();
    const auto next = std::upper_bound(starts.begin(), starts.end() - 1, y);
    const qsizetype row = std::max<qsizetype>(0, next - starts.begin() - 1);
    moveIntoRow(row, y - starts.at(static_cast<size_t>(row)));
}

//! Makes the anchor the leaf that the upper edge really cuts.
void MessageColumn::normalise()
{
    Cursor at = cursor();
    qreal offset = m_anchor.offset;
    while (offset < 0 && stepBack(at))
        offset += measured(at);
    while (offset >= measured(at)) {
        const qreal extent = measured(at);
        if (!stepForward(at))
            break;
        offset -= extent;
    }
    if (at.row == 0 && at.leaf == 0)
        offset = std::max(offset, -TopMargin);
    setAnchor(at, offset);
}

//! \return where the content ends in the viewport, the room kept for a question included; exact
//! where that is above the lower edge.
qreal MessageColumn::visibleEnd()
{
    const Cursor first = cursor();
    Cursor at = first;
    qreal y = -m_anchor.offset;
    qreal questionTop = 0;
    bool isQuestionSeen = false;
    do {
        if (at.row == m_questionRow && at.leaf == 0) {
            questionTop = y + item(at.row).leaves().front().gap;
            isQuestionSeen = true;
        }
        y += measured(at);
        if (y + BottomMargin > viewHeight())
            return y + BottomMargin;
    } while (stepForward(at));
    if (m_questionRow >= 0 && !isQuestionSeen) {
        at = first;
        questionTop = -m_anchor.offset;
        while (stepBack(at) && at.row >= m_questionRow)
            questionTop -= measured(at);
        questionTop += built(m_questionRow).leaves().front().gap;
        isQuestionSeen = true;
    }
    const qreal end = y + BottomMargin;
    return isQuestionSeen ? std::max(end, questionTop - QuestionTop + viewHeight()) : end;
}

const std::vector<MessageColumn::Placed> &MessageColumn::place()
{
    m_placed.clear();
    if (m_rows.empty())
        return m_placed;
    normalise();
    if (const qreal end = visibleEnd(); end < viewHeight()) {
        m_anchor.offset += std::round(end - viewHeight());
        normalise();
    }
    Cursor at = cursor();
    qreal y = -m_anchor.offset;
    do {
        const qreal extent = measured(at);
        layoutOf(at.row, at.leaf);
        const Leaf &leaf = item(at.row).leaves().at(at.leaf);
        m_placed.push_back({at.row, at.leaf, leaf.key,
                            QRectF(columnLeft() + leaf.left, y + leaf.gap, leaf.width, leaf.height),
                            leaf.version, item(at.row).caretLeaf() == static_cast<int>(at.leaf)});
        y += extent;
    } while (y < m_size.height() && stepForward(at));
    evict();
    return m_placed;
}

void MessageColumn::evict()
{
    const qsizetype first = m_placed.front().row;
    const qsizetype last = m_placed.back().row;
    m_built.removeIf([&](qsizetype row) {
        MessageItem &each = item(row);
        if (row >= first && row <= last)
            return false;
        if (each.isRunning() || (row >= first - KeptRows && row <= last + KeptRows)) {
            if (row < first - 2 || row > last + 2)
                each.dropLayouts();
            return false;
        }
        each.dropLeaves();
        return true;
    });
    const auto dropFar = [this](qsizetype row, size_t from, size_t to) {
        std::vector<Leaf> &leaves = item(row).leaves();
        for (size_t leaf = 0; leaf < leaves.size(); ++leaf) {
            const bool isFar = leaf + KeptLeaves < from || leaf > to + KeptLeaves;
            if (isFar && leaves.at(leaf).layout) {
                leaves.at(leaf).scroll = leaves.at(leaf).layout->scroll();
                leaves.at(leaf).layout.reset();
            }
        }
    };
    const size_t end = item(last).leaves().size();
    dropFar(first, m_placed.front().leaf, first == last ? m_placed.back().leaf : end);
    if (first != last)
        dropFar(last, 0, m_placed.back().leaf);
}

const std::vector<qreal> &MessageColumn::tops() const
{
    const auto rows = static_cast<size_t>(count());
    m_tops.resize(rows + 1);
    const auto firstStale = static_cast<size_t>(std::min<qsizetype>(m_firstStaleTop, count()));
    if (firstStale == 0)
        m_tops[0] = 0;
    for (size_t row = firstStale; row < rows; ++row)
        m_tops[row + 1] = m_tops[row] + heightOf(m_rows[row]);
    m_firstStaleTop = count();
    return m_tops;
}

qreal MessageColumn::leafTop(qsizetype row, const LeafKey &key) const
{
    const auto &owner = m_rows.at(static_cast<size_t>(row)).item;
    if (!owner)
        return 0;
    qreal top = 0;
    for (const Leaf &leaf : owner->leaves()) {
        if (!(leaf.key < key))
            break;
        top += leaf.extent();
    }
    return top;
}

qreal MessageColumn::value() const
{
    if (m_rows.empty())
        return 0;
    return TopMargin + tops().at(static_cast<size_t>(m_anchor.row))
        + leafTop(m_anchor.row, m_anchor.key) + m_anchor.offset;
}

qreal MessageColumn::maximumValue() const
{
    if (m_rows.empty())
        return 0;
    qreal end = TopMargin + tops().back() + BottomMargin;
    if (m_questionRow >= 0) {
        const auto row = static_cast<size_t>(m_questionRow);
        const auto &question = m_rows.at(row).item;
        const qreal gap =
            question && !question->leaves().empty() ? question->leaves().front().gap : 0;
        end = std::max(end, TopMargin + tops().at(row) + gap - QuestionTop + viewHeight());
    }
    return std::max(0.0, end - viewHeight());
}

bool MessageColumn::fillsViewport() const
{
    return TopMargin + tops().back() + BottomMargin - value() >= viewHeight();
}

qreal MessageColumn::rowTop(qsizetype row) const
{
    return TopMargin + tops().at(static_cast<size_t>(row)) - value();
}

} // namespace polylogue::ui::transcript
