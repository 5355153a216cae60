// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/lanestrip.h"

#include "ui/compare/laneview.h"
#include "ui/compare/lanewords.h"

#include <QCloseEvent>
#include <QSplitter>
#include <QVBoxLayout>

namespace polylogue::ui::compare {

namespace {

constexpr QSize WindowSize(560, 720);

} // namespace

LaneStrip::LaneStrip(QWidget *parent)
    : QScrollArea(parent)
    , m_splitter(new QSplitter(this))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    setWidget(m_splitter);
}

LaneStrip::~LaneStrip()
{
    setLanes({});
}

void LaneStrip::setLanes(const QList<LaneView *> &lanes)
{
    for (LaneView *lane : std::as_const(m_lanes)) {
        if (lanes.contains(lane))
            continue;
        if (lane == m_maximised)
            m_maximised = nullptr;
        takeBack(lane);
        lane->hide();
        lane->deleteLater(); // it may have asked for this itself
    }
    m_lanes = lanes;
    for (int at = 0; at < lanes.size(); ++at) {
        lanes.at(at)->setPosition(at);
        if (!m_windows.key(lanes.at(at)))
            m_splitter->insertWidget(at, lanes.at(at));
    }
    // A screen reader goes from left to right, too; what is dragged lies above.
    for (LaneView *lane : lanes)
        lane->raise();
    for (int at = 0; at < m_splitter->count(); ++at)
        m_splitter->handle(at)->raise();
    showThose();
}

void LaneStrip::toggleMaximised(LaneView *lane)
{
    m_maximised = m_maximised == lane ? nullptr : lane;
    showThose();
    lane->focusConversation();
}

//! A lane in a window of its own is not hidden by another that fills the strip.
void LaneStrip::showThose()
{
    QList<int> sizes;
    for (LaneView *lane : std::as_const(m_lanes)) {
        if (!m_windows.key(lane))
            lane->setVisible(!m_maximised || lane == m_maximised);
        lane->setMaximised(lane == m_maximised);
        sizes.append(m_splitter->width());
    }
    if (m_splitter->count() == sizes.size())
        m_splitter->setSizes(sizes);
}

void LaneStrip::togglePoppedOut(LaneView *lane)
{
    if (QWidget *window = m_windows.key(lane)) {
        window->close();
        return;
    }
    if (m_maximised == lane)
        m_maximised = nullptr;
    auto *window = new QWidget(this, Qt::Window);
    window->setWindowTitle(tr("%1 – Polylogue").arg(words::laneName(lane->position())));
    auto *layout = new QVBoxLayout(window);
    layout->setContentsMargins({});
    layout->addWidget(lane);
    window->resize(WindowSize);
    window->installEventFilter(this);
    m_windows.insert(window, lane);
    lane->setPoppedOut(true);
    showThose();
    lane->show();
    window->show();
    lane->focusConversation();
}

void LaneStrip::takeBack(LaneView *lane)
{
    QWidget *window = m_windows.key(lane);
    if (!window)
        return;
    m_windows.remove(window);
    window->removeEventFilter(this);
    m_splitter->insertWidget(static_cast<int>(m_lanes.indexOf(lane)), lane);
    lane->setPoppedOut(false);
    window->deleteLater();
}

void LaneStrip::reveal(LaneView *lane)
{
    if (QWidget *window = m_windows.key(lane)) {
        window->raise();
        window->activateWindow();
        return;
    }
    if (m_maximised && m_maximised != lane) {
        m_maximised = lane;
        showThose();
    }
    ensureWidgetVisible(lane, 0, 0);
}

bool LaneStrip::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Close) {
        if (LaneView *lane = m_windows.value(static_cast<QWidget *>(watched))) {
            takeBack(lane);
            showThose();
        }
    }
    return QScrollArea::eventFilter(watched, event);
}

} // namespace polylogue::ui::compare
