// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/math/mathengine.h"
#include "ui/transcript/announcer.h"
#include "ui/transcript/findbar.h"
#include "ui/transcript/finder.h"
#include "ui/transcript/hits.h"
#include "ui/transcript/messagecolumn.h"
#include "ui/transcript/scrollmarks.h"
#include "ui/transcript/scrollstate.h"
#include "ui/transcript/selection.h"
#include "ui/transcript/transcriptview.h"

#include <QElapsedTimer>
#include <QMenu>
#include <QPointer>
#include <QTimer>
#include <QToolButton>

namespace polylogue::ui::transcript {

//! \brief What happens in the view. One file for each concern: changes and frames
//! (transcriptframes.cpp), places that are kept or gone to (transcriptplaces.cpp), finding
//! (transcriptfind.cpp), selecting (transcriptselect.cpp), marks on the scroll bar
//! (transcriptmarks.cpp), painting
//! (transcriptpainter.cpp), mouse and keyboard (transcriptinput.cpp), what can be done with a
//! message (transcriptmenu.cpp).
class TranscriptView::Private
{
public:
    //! \brief What of the view is under a point.
    struct Hit
    {
        qsizetype row = -1; //!< nearest message
        size_t leaf = 0;
        LeafKey key = {};
        QPointF local = {}; //!< in the leaf
        bool isInside = false; //!< within the leaf's area
        int target = -1;
    };

    //! \brief A target of the view, by place.
    struct TargetPlace
    {
        qsizetype row = -1;
        LeafKey key = {};
        int target = -1;
        bool operator==(const TargetPlace &) const = default;
    };

    Private(TranscriptView &transcriptView, theme::Theme &colours);

    // Changes and frames
    void connectConversation();
    void forgetPlaces();
    void scheduleFlush();
    void flush();
    void viewportChanged();
    void styleChanged();
    void afterMove(const std::vector<MessageColumn::Placed> &before);
    void scrollByUser(qreal pixels);
    void scrollToEnd();
    void barMoved();
    void updateBar();
    void estimateRows();
    void updateJumpButton();
    void awaitReading();
    void takeRead();
    void repaintChanges(const std::vector<MessageColumn::Placed> &before);
    void announceState(const app::conversation::Message &message);

    // Places
    void rowsPrepended(qsizetype count);
    void rowsShifted(qsizetype from, qsizetype by);
    void branchAboutToBeReset();
    void branchReset();
    void moveToStayedPlace();
    void goToAwaited();

    // Finding
    void openFind();
    void closeFind();
    void placeFindBar();
    void find(const QString &text);
    void findAgain();
    void findSlice();
    void findIn(qsizetype row);
    void findInNewRows(qsizetype from, qsizetype by);
    void findStaleHits();
    void unfoldReasoning(qsizetype row);
    void unfoldCode(qsizetype row, const LeafKey &key);
    void showHit();
    void stepHit(int direction);
    void clearHits();
    void showHitCount();
    qsizetype rowWithHits(qsizetype from, int direction) const;

    // Painting
    void paint(QPainter &painter, const QRectF &clip);
    void paintBubbles(QPainter &painter) const;
    void paintLeaf(QPainter &painter, const MessageColumn::Placed &placed, const QRectF &clip);
    void paintHits(QPainter &painter, const app::conversation::MessageId &message,
                   const LeafKey &key, const LeafLayout &layout) const;
    void paintFocus(QPainter &painter);
    QRectF targetArea(const TargetPlace &place);

    // Marks on the scroll bar
    struct RowMark
    {
        qsizetype row = 0;
        ScrollMark kind = ScrollMark::Question;
    };
    void markAgain();
    void markRow(qsizetype row);
    void placeMarksSoon();
    void markSlice();
    std::vector<RowMark> marksOf(qsizetype row) const;

    // Input
    Hit hitAt(const QPointF &point);
    void press(const QPointF &point, Qt::KeyboardModifiers modifiers);
    void drag(const QPointF &point);
    void release(const QPointF &point);
    void hover(const QPointF &point);
    void leave();
    void scrollInside(const QPointF &point, qreal pixels);
    bool wheel(QWheelEvent &event);
    bool key(QKeyEvent &event);
    bool scrollKey(const QKeyEvent &event);
    void moveToTurn(int step);
    void moveToBlock(int step);
    void tellFocus();
    bool focusTarget(bool next);
    QString toolTipAt(const QPointF &point);
    void activate(const TargetPlace &place);
    void run(const Target &target, qsizetype row, const LeafKey &key);
    void toggle(Command command, qsizetype row, const LeafKey &key);

    // Selecting
    enum class SelectionUnit { Character, Word, Block };
    TextPosition positionAt(const QPointF &point);
    TextSpan spanAt(const TextPosition &position, SelectionUnit unit);
    QString leafText(const TextPosition &position);
    void beginSelection(const QPointF &point, SelectionUnit unit);
    void doubleClick(const QPointF &point);
    bool selectByKey(const QKeyEvent &event);
    TextPosition besides(const TextPosition &from, int direction, bool byWord);
    TextPosition lineBeside(const TextPosition &from, int direction);
    TextPosition endOfLine(const TextPosition &from, int direction);
    QRectF showPosition(const TextPosition &position);
    void selectionChanged();
    void publishPrimarySelection();

    // What can be done with a message
    bool isLocked() const;
    QString hintOf(const Target &target) const;
    void perform(MessageAction action, qsizetype row);
    void focusAction(MessageAction action, qsizetype row);
    void showMenu(const QPoint &globalPosition, qsizetype row, const TargetPlace &place);
    void addCopying(QMenu &menu, qsizetype row, const TargetPlace &place);
    void addMessageActions(QMenu &menu, const app::conversation::Message &message);

    std::vector<TargetPlace> visibleTargets(qsizetype row);
    Target targetOf(const TargetPlace &place);
    qsizetype rowInUse() const { return hovered.row >= 0 ? hovered.row : keyboardRow(); }
    qsizetype keyboardRow() const { return showsFocus ? focusRow : -1; }

    TranscriptView &view;
    theme::Theme &theme;
    QPointer<app::conversation::Conversation> conversation;
    std::vector<QMetaObject::Connection> connections;
    app::settings::Settings settings;
    MessageColumn column;
    ScrollState scrollState;
    Selection selection;
    PictureProvider pictures;
    int bottomInset = 0;
    int endRoom = 0;

    //! \brief What is to be shown once its message is there.
    struct Awaited
    {
        app::conversation::MessageId message = {};
        std::optional<double> share = {}; //!< of its height above the edge; not set: a search's hit
    };
    std::optional<Awaited> awaited;
    Hits hits;
    app::conversation::MessageId searched; // where a search of the chats found; null for the bar
    Finder finder; // over the whole conversation while the bar is open
    QTimer findTimer; // one slice of the search a turn
    QSet<app::conversation::MessageId> staleHits; // messages that are not what they were
    QElapsedTimer sinceStale;
    QElapsedTimer sinceCount; // the count was shown
    //! \brief What was at the upper edge before rows became others, by message.
    struct Stay
    {
        app::conversation::MessageId message = {};
        app::conversation::MessageId before = {}; //!< the message above it
        MessageColumn::Anchor anchor = {};
    };
    Stay stay;
    QString model;

    QTimer readTimer; // while a long text is being read
    QTimer estimating; // while heights of a long conversation are still to be estimated
    QTimer frameTimer; // the rest of a frame in which something was painted already
    QElapsedTimer sinceFlush;
    qint64 lastFlushMilliseconds = 0;
    bool isUpdatingBar = false;
    bool wasAtEnd = true;

    TargetPlace hovered; // row alone where no target is under the mouse
    qsizetype focusRow = -1;
    std::optional<LeafKey> focusBlock; // of focusRow, while blocks are gone through
    TargetPlace focused;
    bool showsFocus = false; // the keyboard was used last
    bool isSelecting = false; // a drag marks text
    SelectionUnit selectionUnit = SelectionUnit::Character; // of the drag
    QPointF pressedAt;
    TargetPlace pressedTarget;
    Hit draggedHandle; // an inner scroll bar that the mouse holds; row -1 for none
    qreal handleStart = 0;
    QPointF lastDrag;
    QTimer autoScroll;
    QElapsedTimer sinceDoubleClick;

    QTimer markTimer;
    qsizetype markedRow = 0; // the next to be looked at
    std::vector<RowMark> marks; // of the rows before that, ascending

    MarkedScrollBar *bar; // child of the view
    QToolButton *jumpButton; // child of the view
    FindBar *findBar; // child of the view
    Announcer *announcer; // child of the view
    std::shared_ptr<math::MathEngine> formulas; // the process's
    app::conversation::MessageId runningAnswer;
};

} // namespace polylogue::ui::transcript
