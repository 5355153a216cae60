// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/chatlistview.h"

#include "ui/sidebar/chatdelegate.h"
#include "ui/sidebar/chatlistmodel.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDrag>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QTimerEvent>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace polylogue::ui::sidebar {

namespace {

using RowKind = ChatListModel::RowKind;

constexpr std::chrono::milliseconds SpinnerPeriod{80};
constexpr int SpinnerStep = 30; // degrees

} // namespace

ChatListView::ChatListView(theme::Theme &theme, ChatListModel &model, QWidget *parent)
    : QListView(parent)
    , m_theme(theme)
    , m_model(model)
    , m_delegate(new ChatDelegate(theme, this))
{
    setAccessibleName(tr("Conversations"));
    setModel(&model);
    setItemDelegate(m_delegate);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(EditKeyPressed);
    setDragDropMode(DragDrop);
    setDragDropOverwriteMode(true); // onto a row, never between two
    setDropIndicatorShown(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    theme::setLook(this, theme::Look::Bare);
    connect(this, &QListView::clicked, this, [this](const QModelIndex &index) {
        const auto choosing = Qt::ControlModifier | Qt::ShiftModifier;
        if (!(QApplication::keyboardModifiers() & choosing))
            activate(index);
    });
    connect(&theme, &theme::Theme::changed, this, &QListView::doItemsLayout);
}

void ChatListView::setOpenChat(const ConversationId &chat)
{
    m_delegate->setOpenChat(chat);
    viewport()->update();
    const QModelIndex index = m_model.indexOf(chat);
    if (selectedChats().size() > 1)
        return;
    if (index.isValid())
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    else
        clearSelection();
}

void ChatListView::setMayAnimate(bool mayAnimate)
{
    m_mayAnimate = mayAnimate;
    viewport()->update();
}

QList<ConversationId> ChatListView::selectedChats() const
{
    QModelIndexList rows = selectedIndexes();
    std::ranges::sort(rows, [](const QModelIndex &a, const QModelIndex &b) { return a < b; });
    QList<ConversationId> chats;
    for (const QModelIndex &row : std::as_const(rows))
        chats << m_model.chatAt(row);
    return chats;
}

void ChatListView::selectChats(const QList<ConversationId> &chats)
{
    QItemSelection selection;
    for (const ConversationId &chat : chats) {
        if (const QModelIndex index = m_model.indexOf(chat); index.isValid())
            selection.select(index, index);
    }
    if (!selection.isEmpty())
        selectionModel()->setCurrentIndex(selection.first().topLeft(),
                                          QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void ChatListView::ensureCurrent(const ConversationId &chat)
{
    QModelIndex index = m_model.indexOf(chat);
    if (!index.isValid() && !currentIndex().isValid()) {
        const QList<ConversationId> shown = m_model.shownChats();
        index = shown.isEmpty() ? QModelIndex() : m_model.indexOf(shown.first());
    }
    if (index.isValid() && selectedChats().size() < 2)
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
}

// Of its own the view would go on to whatever row is above, a heading.
void ChatListView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    const int current = currentIndex().row();
    if (current >= first && current <= last) {
        const auto nearest = [this](int row, int step) {
            while (m_model.hasIndex(row, 0) && m_model.chatAt(m_model.index(row)).isNull())
                row += step;
            return m_model.index(row);
        };
        const QModelIndex below = nearest(last + 1, 1);
        const QModelIndex next = below.isValid() ? below : nearest(first - 1, -1);
        if (next.isValid())
            selectionModel()->setCurrentIndex(next,
                                              hasFocus() ? QItemSelectionModel::ClearAndSelect
                                                         : QItemSelectionModel::NoUpdate);
    }
    QListView::rowsAboutToBeRemoved(parent, first, last);
}

// --- Keys and mouse ------------------------------------------------------------------------------

void ChatListView::activate(const QModelIndex &index)
{
    if (!m_model.folderAt(index).isNull())
        toggleFolder(index);
    else if (const ConversationId chat = m_model.chatAt(index); !chat.isNull())
        Q_EMIT chatActivated(chat);
}

void ChatListView::toggleFolder(const QModelIndex &index)
{
    const FolderId folder = m_model.folderAt(index);
    m_model.setCollapsed(folder, !m_model.isCollapsed(folder));
}

bool ChatListView::onSideArrow(bool isForward)
{
    const QModelIndex index = currentIndex();
    const FolderId folder = index.data(ChatListModel::FolderRole).value<FolderId>();
    if (folder.isNull())
        return false;
    if (!m_model.folderAt(index).isNull())
        m_model.setCollapsed(folder, !isForward);
    else if (!isForward)
        setCurrentIndex(m_model.indexOf(folder));
    return true;
}

//! Whether it is Alt+Up or Alt+Down on a folder.
bool ChatListView::movesFolder(const QKeyEvent &event) const
{
    return (event.key() == Qt::Key_Up || event.key() == Qt::Key_Down)
        && event.modifiers() == Qt::AltModifier && !m_model.folderAt(currentIndex()).isNull();
}

bool ChatListView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride
        && movesFolder(static_cast<QKeyEvent &>(*event))) {
        event->accept(); // not for a command that has these keys
        return true;
    }
    return QListView::event(event);
}

// Home, End and the page keys would stop at headings.
QModelIndex ChatListView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex next = QListView::moveCursor(action, modifiers);
    if (!next.isValid() || m_model.flags(next).testFlag(Qt::ItemIsEnabled))
        return next;
    const bool isUpwards = action == MoveUp || action == MovePageUp || action == MovePrevious;
    for (const int step : {isUpwards ? -1 : 1, isUpwards ? 1 : -1}) {
        QModelIndex row = next;
        while (row.isValid() && !m_model.flags(row).testFlag(Qt::ItemIsEnabled))
            row = row.siblingAtRow(row.row() + step);
        if (row.isValid())
            return row;
    }
    return currentIndex();
}

void ChatListView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    const QModelIndex above = current.siblingAtRow(current.row() - 1);
    const bool isHeading = above.isValid() && !m_model.flags(above).testFlag(Qt::ItemIsEnabled);
    if (isHeading && hasFocus() && visualRect(above).top() < 0)
        scrollTo(above); // no arrow key gets there
}

void ChatListView::keyPressEvent(QKeyEvent *event)
{
    if (movesFolder(*event)) {
        Q_EMIT folderMoveRequested(m_model.folderAt(currentIndex()),
                                   event->key() == Qt::Key_Up ? -1 : 1);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        activate(currentIndex());
        return;
    case Qt::Key_Delete:
        if (event->modifiers() == Qt::NoModifier) {
            Q_EMIT removalRequested();
            return;
        }
        break;
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (onSideArrow((event->key() == Qt::Key_Right) == isLeftToRight()))
            return;
        break;
    default:
        if (event->matches(QKeySequence::Undo)) {
            Q_EMIT undoRequested();
            return;
        }
    }
    QListView::keyPressEvent(event);
}

void ChatListView::mousePressEvent(QMouseEvent *event)
{
    const bool isFolder = !m_model.folderAt(indexAt(event->pos())).isNull();
    m_folderPress =
        isFolder && event->button() == Qt::LeftButton ? std::optional(event->pos()) : std::nullopt;
    QListView::mousePressEvent(event);
}

// The base class would select the rows that are passed, as a folder itself cannot be selected.
void ChatListView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_folderPress || !event->buttons().testFlag(Qt::LeftButton)) {
        QListView::mouseMoveEvent(event);
        return;
    }
    const QPoint way = event->pos() - *m_folderPress;
    if (way.manhattanLength() < QApplication::startDragDistance())
        return;
    m_folderPress.reset();
    startDrag(Qt::MoveAction);
}

void ChatListView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = isByKey ? currentIndex() : indexAt(event->pos());
    const bool isChat = !m_model.chatAt(index).isNull();
    if (isChat && !selectionModel()->isSelected(index))
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    const QPoint at = isByKey ? visualRect(index).center() : event->pos();
    Q_EMIT menuRequested(index, viewport()->mapToGlobal(at));
}

// The base class would take what was dragged out of the model afterwards.
void ChatListView::startDrag(Qt::DropActions)
{
    const bool isFolder = !m_model.folderAt(currentIndex()).isNull();
    const QModelIndexList rows = isFolder ? QModelIndexList{currentIndex()} : selectedIndexes();
    if (rows.isEmpty())
        return;
    auto *drag = new QDrag(this); // which Qt ends
    drag->setMimeData(m_model.mimeData(rows));
    drag->setPixmap(dragPixmap(rows.size(), rows.first()));
    drag->setHotSpot({-theme::Metrics::Unit, -theme::Metrics::Unit});
    drag->exec(Qt::MoveAction);
}

QPixmap ChatListView::dragPixmap(qsizetype count, const QModelIndex &first) const
{
    constexpr int Width = 200;
    constexpr int Padding = 12;
    const QString label =
        count == 1 ? first.data().toString() : tr("%1 conversations").arg(text::count(count));
    const QFontMetrics metrics(m_theme.interfaceFont());
    const QString text = metrics.elidedText(label, Qt::ElideRight, Width);
    const QSize size(metrics.horizontalAdvance(text) + 2 * Padding,
                     theme::Metrics::TargetComfortable);
    QPixmap pixmap(size * devicePixelRatioF());
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.tokens().border);
    painter.setBrush(m_theme.tokens().surface);
    const QRectF box(QPointF(0, 0), QSizeF(size));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme::Metrics::RadiusControl,
                            theme::Metrics::RadiusControl);
    painter.setPen(m_theme.tokens().text);
    painter.setFont(m_theme.interfaceFont());
    painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, text);
    return pixmap;
}

// --- Running answers -----------------------------------------------------------------------------

QList<QModelIndex> ChatListView::runningRows() const
{
    QList<QModelIndex> rows;
    QModelIndex index = indexAt({width() / 2, 0});
    for (; index.isValid() && visualRect(index).top() < viewport()->height();
         index = index.siblingAtRow(index.row() + 1)) {
        if (index.data(ChatListModel::IsRunningRole).toBool())
            rows << index;
    }
    return rows;
}

void ChatListView::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (m_mayAnimate && !m_spinner.isActive() && !runningRows().isEmpty())
        m_spinner.start(static_cast<int>(SpinnerPeriod.count()), this);
}

void ChatListView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_spinner.timerId())
        return QListView::timerEvent(event);
    const QList<QModelIndex> rows = runningRows();
    if (rows.isEmpty() || !m_mayAnimate || !isVisible()) {
        m_spinner.stop();
        return;
    }
    m_angle = (m_angle + SpinnerStep) % 360;
    m_delegate->setSpinnerAngle(m_angle);
    for (const QModelIndex &row : rows)
        update(row);
}

} // namespace polylogue::ui::sidebar
