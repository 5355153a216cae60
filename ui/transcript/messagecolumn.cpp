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

void MessageColumn::setModelsHidden(bool hidden)
{
    if (m_hidesModels == hidden)
        return;
    m_hidesModels = hidden;
    m_changed += m_built;
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
    return {m_waitingText,
            static_cast<int>(versions.indexOf(id)) + 1,
            static_cast<int>(versions.size()),
            row + 1 == m_conversation->count(),
            costOf(row),
            m_hidesModels,
            calledToolOf(row)};
}

//! The name in the call that a tool's result belongs to.
QString MessageColumn::calledToolOf(qsizetype row) const
{
    const QList<app::conversation::ContentPart> &content = message(row).content;
    const auto *result = content.isEmpty()
        ? nullptr
        : std::get_if<app::conversation::ToolResultPart>(&content.first());
    if (!result)
        return {};
    for (qsizetype above = row - 1; above >= 0; --above) {
        if (message(above).role == app::conversation::Role::Tool)
            continue;
        for (const auto &call : toolCallsOf(message(above).content)) {
            if (call.id == result->callId)
                return call.name;
        }
        break;
    }
    return {};
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

SelectableMessage MessageColumn::selectable(qsizetype row) const
{
    const auto &known = m_rows.at(static_cast<size_t>(row)).item;
    if (known && known->isBuilt() && !known->isUnread())
        return {.message = message(row), .known = known->selectableLeaves()};
    return {.message = message(row), .shown = shown(row)};
}

std::vector<SelectableLeaf> MessageColumn::searchableLeaves(qsizetype row) const
{
    // What is still coming in is parsed piece by piece, which may give other leaves than the whole.
    const auto &known = m_rows.at(static_cast<size_t>(row)).item;
    if (known && known->isBuilt() && known->isRunning())
        return known->selectableLeaves();
    MessageItem::Shown unfolded = shown(row);
    unfolded.isReasoningOpen = true;
    return MessageItem::parsedLeaves(message(row), unfolded);
}

MessageItem::Shown MessageColumn::shown(qsizetype row) const
{
    const auto &known = m_rows.at(static_cast<size_t>(row)).item;
    return known ? known->shown() : MessageItem::shownAtFirst(m_style);
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

} // namespace polylogue::ui::transcript
