// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// Where the column stands: the anchor, what is placed around it, and the scroll bar's values.

#include "ui/transcript/messagecolumn.h"

#include <algorithm>
#include <cmath>

namespace polylogue::ui::transcript {

namespace {

constexpr qsizetype KeptRows = 40; // on each side of the visible ones
constexpr size_t KeptLeaves = 120; // with a layout, on each side of the visible ones

} // namespace

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

qreal MessageColumn::end() const
{
    return m_rows.empty() ? 0 : TopMargin + tops().back() - value();
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
