// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/transcriptview.h"

#include "ui/theme/look.h"
#include "ui/transcript/accessibleconversation.h"
#include "ui/transcript/copying.h"
#include "ui/transcript/transcriptview_p.h"
#include "ui/transcript/wording.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QScrollBar>
#include <QToolTip>

namespace polylogue::ui::transcript {

namespace {

constexpr int ReadMilliseconds = 8; // between two looks whether a long text has been read

} // namespace

TranscriptView::Private::Private(TranscriptView &transcriptView, theme::Theme &colours)
    : view(transcriptView)
    , theme(colours)
    , bar(new MarkedScrollBar(colours, &transcriptView))
    , jumpButton(new QToolButton(&transcriptView))
    , findBar(new FindBar(colours, &transcriptView))
    , announcer(new Announcer(&transcriptView))
{
    formulas = math::MathEngine::shared();
    QObject::connect(formulas.get(), &math::MathEngine::finished, &view, [this] {
        if (column.takeFormulas())
            scheduleFlush();
    });
    readTimer.setInterval(ReadMilliseconds);
    QObject::connect(&readTimer, &QTimer::timeout, &view, [this] { takeRead(); });
    estimating.setSingleShot(true);
    frameTimer.setSingleShot(true);
    frameTimer.setTimerType(Qt::PreciseTimer);
    autoScroll.setInterval(30);
    markTimer.setSingleShot(true);
    view.setVerticalScrollBar(bar);
    jumpButton->setAccessibleName(wording::jumpToLatest());
    jumpButton->setToolTip(wording::jumpToLatest());
    jumpButton->setFixedSize(theme::Metrics::TargetComfortable + 4,
                             theme::Metrics::TargetComfortable + 4);
    theme::setLook(jumpButton, theme::Look::Floating);
    jumpButton->setCursor(Qt::ArrowCursor);
    jumpButton->hide();
}

TranscriptView::TranscriptView(theme::Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , d(std::make_unique<Private>(*this, theme))
{
    installAccessibleConversation();
    setAccessibleName(wording::conversationName());
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&d->frameTimer, &QTimer::timeout, this, [this] { d->flush(); });
    connect(&d->estimating, &QTimer::timeout, this, [this] { d->estimateRows(); });
    connect(&d->autoScroll, &QTimer::timeout, this, [this] { d->drag(d->lastDrag); });
    connect(&d->markTimer, &QTimer::timeout, this, [this] { d->markSlice(); });
    connect(&d->findTimer, &QTimer::timeout, this, [this] { d->findSlice(); });
    connect(d->findBar, &FindBar::textChanged, this,
            [this](const QString &text) { d->find(text); });
    connect(d->findBar, &FindBar::stepRequested, this, [this](int step) { d->stepHit(step); });
    connect(d->findBar, &FindBar::closed, this, [this] { d->closeFind(); });
    connect(d->jumpButton, &QToolButton::clicked, this, &TranscriptView::scrollToEnd);
    connect(&theme, &theme::Theme::changed, this, [this] { d->styleChanged(); });
    d->styleChanged();
}

TranscriptView::~TranscriptView() = default;

void TranscriptView::setConversation(app::conversation::Conversation *conversation)
{
    for (const QMetaObject::Connection &connection : d->connections)
        disconnect(connection);
    d->connections.clear();
    d->conversation = conversation;
    d->runningAnswer = {};
    d->column.setConversation(conversation);
    d->forgetPlaces();
    d->clearHits();
    d->awaited.reset();
    d->focusRow = -1;
    d->scrollState.conversationOpened();
    d->connectConversation();
    d->column.moveToEnd();
    d->findAgain();
    d->markAgain();
    d->estimating.start(0);
    d->scheduleFlush();
    viewport()->update();
}

void TranscriptView::setPictureProvider(PictureProvider provider)
{
    d->pictures = std::move(provider);
    viewport()->update();
}

void TranscriptView::picturesChanged()
{
    viewport()->update();
}

void TranscriptView::setSettings(const app::settings::Settings &settings)
{
    d->settings = settings;
    d->column.setPrices(settings);
    d->scrollState.setFollowMode(settings.followMode);
    d->styleChanged();
    if (d->column.hasChanges())
        d->scheduleFlush();
}

void TranscriptView::setModelsHidden(bool hidden)
{
    d->column.setModelsHidden(hidden);
    if (d->column.hasChanges())
        d->scheduleFlush();
}

void TranscriptView::setWaitingText(const QString &text)
{
    d->column.setWaitingText(text);
    if (d->column.hasChanges())
        d->scheduleFlush();
}

void TranscriptView::setModel(const QString &model)
{
    d->model = model;
}

void TranscriptView::showNewestQuestion()
{
    d->column.sync();
    for (qsizetype row = d->column.count() - 1; row >= 0; --row) {
        if (d->column.message(row).role != app::conversation::Role::User)
            continue;
        d->column.keepRoomFor(row);
        d->column.moveToRow(row, MessageColumn::QuestionTop);
        d->scrollState.questionShown();
        d->column.place();
        d->updateBar();
        viewport()->update();
        d->scheduleFlush();
        return;
    }
}

void TranscriptView::setBottomInset(int pixels)
{
    if (d->bottomInset == pixels)
        return;
    d->bottomInset = pixels;
    d->viewportChanged();
}

void TranscriptView::setEndRoom(int pixels)
{
    if (d->endRoom == pixels)
        return;
    d->endRoom = pixels;
    d->viewportChanged();
}

QRect TranscriptView::endArea() const
{
    return {viewport()->x() + static_cast<int>(d->column.columnLeft()),
            viewport()->y() + static_cast<int>(d->column.end()),
            static_cast<int>(d->column.columnWidth()), d->endRoom};
}

void TranscriptView::scrollToEnd()
{
    d->scrollToEnd();
}

bool TranscriptView::isAtEnd() const
{
    return d->column.distanceToEnd() <= ScrollState::EndTolerance;
}

bool TranscriptView::hasSelection() const
{
    return !d->selection.isEmpty();
}

QString TranscriptView::selectedText() const
{
    return transcript::selectedText(d->selection, d->column);
}

QList<app::conversation::MessageId> TranscriptView::selectedMessages() const
{
    QList<app::conversation::MessageId> messages;
    if (!hasSelection() || !d->conversation)
        return messages;
    const qsizetype last = qMin(d->selection.end().row, d->conversation->count() - 1);
    for (qsizetype row = d->selection.start().row; row <= last; ++row)
        messages.append(d->conversation->at(row).id);
    return messages;
}

void TranscriptView::copySelection()
{
    if (hasSelection())
        QGuiApplication::clipboard()->setMimeData(
            mimeDataOf(CopiedText(d->selection, d->column)).release()); // the clipboard owns it
}

void TranscriptView::selectAll()
{
    d->selection = everything(d->column);
    d->selectionChanged();
}

//! Esc takes away what is marked, unless it is needed to stop an answer.
bool TranscriptView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && d->runningAnswer.isNull()
        && (hasSelection() || hasHits() || !d->findBar->isHidden())) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

bool TranscriptView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        d->leave();
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), d->toolTipAt(help->pos()), viewport());
    return true;
}

void TranscriptView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    for (const QRect &area : event->region()) {
        painter.setClipRect(area);
        d->paint(painter, area);
    }
}

void TranscriptView::resizeEvent(QResizeEvent *)
{
    d->viewportChanged();
}

void TranscriptView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    d->flush();
}

void TranscriptView::scrollContentsBy(int, int)
{
    if (!d->isUpdatingBar)
        d->barMoved();
}

void TranscriptView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        d->press(event->position(), event->modifiers());
}

void TranscriptView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        d->drag(event->position());
    else
        d->hover(event->position());
}

void TranscriptView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        d->release(event->position());
}

void TranscriptView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        d->doubleClick(event->position());
}

void TranscriptView::wheelEvent(QWheelEvent *event)
{
    event->setAccepted(d->wheel(*event));
}

void TranscriptView::keyPressEvent(QKeyEvent *event)
{
    if (!d->key(*event))
        event->ignore();
}

void TranscriptView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const qsizetype row = d->focusRow >= 0 ? d->focusRow : d->column.count() - 1;
        const QPointF corner(d->column.columnLeft(),
                             qMax(8.0, row >= 0 ? d->column.rowTop(row) : 8));
        d->showMenu(viewport()->mapToGlobal(corner.toPoint()), row, d->focused);
        return;
    }
    const Private::Hit hit = d->hitAt(event->pos());
    d->showMenu(event->globalPos(), hit.row, {hit.row, hit.key, hit.target});
}

void TranscriptView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    const bool isByKeyboard =
        event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    d->showsFocus = isByKeyboard;
    if (isByKeyboard && (d->focusRow < 0 || d->focusRow >= d->column.count()))
        d->focusRow = d->column.count() - 1;
    if (isByKeyboard || event->reason() == Qt::ShortcutFocusReason)
        d->tellFocus();
    viewport()->update();
}

void TranscriptView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    d->showsFocus = false;
    d->focused = {};
    viewport()->update();
}

bool TranscriptView::focusNextPrevChild(bool next)
{
    return d->focusTarget(next) || QAbstractScrollArea::focusNextPrevChild(next);
}

} // namespace polylogue::ui::transcript
