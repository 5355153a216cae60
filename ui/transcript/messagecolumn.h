// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/conversation.h"
#include "app/settings/settings.h"
#include "ui/transcript/messageitem.h"

#include <QPointer>
#include <QSet>

#include <memory>
#include <vector>

namespace polylogue::ui::transcript {

//! \brief All messages one below the other, of which only those near the viewport are laid out.
//!
//! The scroll position is an anchor: the leaf at the upper edge and how much of it is above the
//! edge. Heights elsewhere may be estimates; correcting them moves nothing that is visible.
class MessageColumn
{
public:
    //! \brief A leaf in the viewport.
    struct Placed
    {
        qsizetype row = 0;
        size_t leaf = 0;
        LeafKey key = {};
        QRectF area = {}; //!< in the viewport, without the gap above
        int version = 0; //!< Leaf::version
        bool showsCaret = false;
    };

    static constexpr qreal TopMargin = 16;
    static constexpr qreal BottomMargin = 28;
    static constexpr qreal QuestionTop = 50; //!< where a new question is shown

    void setConversation(app::conversation::Conversation *conversation);
    void setStyle(const Style &style);
    const Style &style() const { return m_style; }
    void setViewport(const QSizeF &size, qreal bottomInset);
    void setWaitingText(const QString &text);
    void setModelsHidden(bool hidden);
    bool hidesModels() const { return m_hidesModels; }
    //! \brief What answers cost is told by Settings::prices.
    void setPrices(const app::settings::Settings &settings);

    qsizetype count() const { return static_cast<qsizetype>(m_rows.size()); }
    MessageItem &item(qsizetype row);
    //! \pre the row is or was near the viewport
    const MessageItem &item(qsizetype row) const { return *m_rows.at(size_t(row)).item; }
    const app::conversation::Message &message(qsizetype row) const
    {
        return m_conversation->at(row);
    }

    void insertRow(qsizetype row);
    //! \brief Rows 0 to \a count - 1 are new; what is visible stays where it is.
    void prependRows(qsizetype count);
    void removeRows(qsizetype first, qsizetype last);
    //! \brief Rows are others from some row on; those before it are kept as they are.
    void reset();
    //! \brief The message of \a row is not what it was; taken over by the next sync().
    void markChanged(qsizetype row) { m_changed.insert(row); }
    void sync();
    //! \brief Lays out again, when they are next needed, the leaves whose formulas are known by
    //!        now. \return whether there are any.
    bool takeFormulas();
    //! \return whether a long text of a row that is near is still being read.
    bool isReading() const;
    //! \brief Takes over, with the next sync(), texts that were read. \return whether there are
    //! any.
    bool takeRead();
    //! \brief Waits for it, where a place in the text of \a row is needed.
    void readNow(qsizetype row);
    //! \brief Estimates the heights of some of the rows that nobody has looked at yet: those of a
    //! long
    //!        conversation come bit by bit after it was opened. Nothing visible moves.
    //! \return whether there are more.
    bool estimateSome();
    bool hasChanges() const { return !m_changed.isEmpty(); }

    void moveBy(qreal pixels);
    void moveToEnd();
    //! \brief Brings the top of \a row to \a y below the upper edge.
    void moveToRow(qsizetype row, qreal y);
    //! \brief Brings the end of \a row to \a y below the upper edge.
    void moveToRowEnd(qsizetype row, qreal y);
    //! \brief Brings a place \a inLeaf pixels below the top of a leaf to \a y below the upper edge.
    void moveToLeaf(qsizetype row, size_t leaf, qreal inLeaf, qreal y);
    //! \brief Brings the share \a offset of a row's height to the upper edge.
    void moveToShare(qsizetype row, qreal offset);
    //! \return how much of the row at the upper edge is above it, 0 to 1.
    qreal shareAbove();
    //! \brief Room is kept below so that the question of \a row can stay near the top; -1: none.
    void keepRoomFor(qsizetype row) { m_questionRow = row; }
    //! \brief To the position that \a value of a scroll bar means.
    void moveToValue(qreal value);

    //! \brief Measures what is visible, keeps within the ends. \return the visible leaves.
    const std::vector<Placed> &place();
    const std::vector<Placed> &placed() const { return m_placed; }

    qreal value() const; //!< pixels above the viewport, partly estimated
    qreal maximumValue() const;
    qreal distanceToEnd() const { return maximumValue() - value(); }
    //! \return where the last message ends, partly estimated, in the viewport.
    qreal end() const;
    //! \return whether the last message's end is at or below the lower edge.
    bool fillsViewport() const;
    qreal columnLeft() const;
    qreal columnWidth() const;
    qreal viewHeight() const { return m_size.height() - m_bottomInset; }
    //! \return the row at the upper edge; -1 where there is none.
    qsizetype topRow() const { return count() > 0 ? m_anchor.row : -1; }
    //! \return where a row begins, partly estimated, in the viewport.
    qreal rowTop(qsizetype row) const;

    SelectableMessage selectable(qsizetype row) const;
    //! \return what of a row can be selected, with what is folded away.
    std::vector<SelectableLeaf> searchableLeaves(qsizetype row) const;

    //! \return the item with its leaves made.
    MessageItem &built(qsizetype row);
    LeafLayout &layoutOf(qsizetype row, size_t leaf);
    int layoutsMade() const { return m_layoutsMade; }
    int builtRows() const { return static_cast<int>(m_built.size()); }

    struct Anchor
    {
        qsizetype row = 0;
        LeafKey key = {};
        qreal offset = 0; //!< pixels of the leaf, its gap included, above the upper edge
    };
    const Anchor &anchor() const { return m_anchor; }
    void setAnchor(const Anchor &anchor) { m_anchor = anchor; }

private:
    //! \brief A leaf by place, for walking over the column.
    struct Cursor
    {
        qsizetype row = 0;
        size_t leaf = 0;
    };

    //! \brief What is known of a row; most are never near the viewport.
    struct Row
    {
        std::unique_ptr<MessageItem> item = {}; // once it was near
        qreal estimate = 0; // of its height until then; 0: not made yet
    };

    MessageItem::Shown shown(qsizetype row) const;
    void estimate(qsizetype row);
    qreal heightOf(const Row &row) const;
    Surroundings surroundingsOf(qsizetype row) const;
    QString costOf(qsizetype row) const;
    QString calledToolOf(qsizetype row) const;
    void shiftRows(qsizetype from, qsizetype by);
    void measureRow(qsizetype row);
    void moveIntoRow(qsizetype row, qreal offset);
    Cursor cursor();
    void setAnchor(const Cursor &at, qreal offset);
    bool stepBack(Cursor &at);
    bool stepForward(Cursor &at);
    qreal measured(const Cursor &at);
    void normalise();
    qreal visibleEnd();
    void evict();
    void relayout();
    const std::vector<qreal> &tops() const;
    void heightChanged(qsizetype row) { m_firstStaleTop = std::min(m_firstStaleTop, row); }
    qreal leafTop(qsizetype row, const LeafKey &key) const;

    QPointer<app::conversation::Conversation> m_conversation;
    Style m_style;
    QSizeF m_size;
    qreal m_bottomInset = 0;
    QString m_waitingText;
    bool m_hidesModels = false;
    QString m_currency;
    QList<app::settings::ModelPrice> m_prices;
    std::vector<Row> m_rows;
    qsizetype m_unseenRows = 0; // those without an estimate are before this one
    QSet<qsizetype> m_built;
    QSet<qsizetype> m_changed;
    Anchor m_anchor;
    qsizetype m_vacatedRow = -1; // the anchor's, until something comes in its place
    qsizetype m_questionRow = -1;
    std::vector<Placed> m_placed;
    mutable std::vector<qreal> m_tops; // where rows begin; one more than rows
    mutable qsizetype m_firstStaleTop = 0;
    int m_layoutsMade = 0;
};

} // namespace polylogue::ui::transcript
