// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/announcer.h"
#include "ui/transcript/messagecolumn.h"
#include "ui/transcript/scrollstate.h"
#include "ui/transcript/selection.h"
#include "ui/transcript/transcriptview.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <QToolButton>

namespace polylogue::ui::transcript {

//! \brief What happens in the view. One file for each concern: changes and frames
//! (transcriptframes.cpp), painting (transcriptpainter.cpp), mouse and keyboard
//! (transcriptinput.cpp).
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
    void updateJumpButton();
    void repaintChanges(const std::vector<MessageColumn::Placed> &before);
    void announceState(const app::conversation::Message &message);

    // Painting
    void paint(QPainter &painter, const QRectF &clip);
    void paintBubbles(QPainter &painter) const;
    void paintLeaf(QPainter &painter, const MessageColumn::Placed &placed, const QRectF &clip);
    void paintFocus(QPainter &painter);
    QRectF targetArea(const TargetPlace &place);

    // Input
    Hit hitAt(const QPointF &point);
    TextPosition positionAt(const QPointF &point);
    void press(const QPointF &point, Qt::KeyboardModifiers modifiers);
    void drag(const QPointF &point);
    void release(const QPointF &point);
    void doubleClick(const QPointF &point);
    void selectLeaf(const QPointF &point);
    void hover(const QPointF &point);
    void leave();
    void scrollInside(const QPointF &point, qreal pixels);
    bool wheel(QWheelEvent &event);
    bool key(QKeyEvent &event);
    bool scrollKey(const QKeyEvent &event);
    void moveToTurn(int step);
    bool focusTarget(bool next);
    void selectionChanged();
    void publishPrimarySelection();
    QString toolTipAt(const QPointF &point);
    void showMenu(const QPoint &globalPosition, qsizetype row, const TargetPlace &place);
    void activate(const TargetPlace &place);
    void run(const Target &target, qsizetype row, const LeafKey &key);
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
    ThumbnailProvider thumbnails;
    int bottomInset = 0;

    QTimer frameTimer; // the rest of a frame in which something was painted already
    QElapsedTimer sinceFlush;
    qint64 lastFlushMilliseconds = 0;
    bool isUpdatingBar = false;
    bool wasAtEnd = true;

    TargetPlace hovered; // row alone where no target is under the mouse
    qsizetype focusRow = -1;
    TargetPlace focused;
    bool showsFocus = false; // the keyboard was used last
    bool isSelecting = false; // a drag marks text
    QPointF pressedAt;
    TargetPlace pressedTarget;
    Hit draggedHandle; // an inner scroll bar that the mouse holds; row -1 for none
    qreal handleStart = 0;
    QPointF lastDrag;
    QTimer autoScroll;
    QElapsedTimer sinceDoubleClick;

    QToolButton *jumpButton; // child of the view
    Announcer *announcer; // child of the view
    app::conversation::MessageId runningAnswer;
};

} // namespace polylogue::ui::transcript
