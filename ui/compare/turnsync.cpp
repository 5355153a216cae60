// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/turnsync.h"

#include "ui/compare/laneview.h"
#include "ui/transcript/transcriptview.h"

#include <QScrollBar>

namespace polylogue::ui::compare {

using app::session::Turn;
using app::store::ReadingPosition;

TurnSync::TurnSync(QObject *parent)
    : QObject(parent)
{ }

void TurnSync::setLanes(app::session::Comparison *comparison, const QList<LaneView *> &lanes)
{
    for (LaneView *lane : std::as_const(m_lanes)) {
        if (!lanes.contains(lane))
            lane->pane().transcript().verticalScrollBar()->disconnect(this);
    }
    for (LaneView *lane : lanes) {
        if (!m_lanes.contains(lane))
            connect(lane->pane().transcript().verticalScrollBar(), &QScrollBar::valueChanged, this,
                    [this, lane] { follow(lane); });
    }
    m_comparison = comparison;
    m_lanes = lanes;
}

//! Only a lane that the user is in leads: the others move by themselves as answers come.
void TurnSync::follow(LaneView *leader)
{
    const bool isInUse = leader->pane().underMouse() || leader->pane().transcript().hasFocus();
    if (!m_isEnabled || m_isMoving || !m_comparison || !isInUse)
        return;
    const ReadingPosition position = leader->pane().transcript().readingPosition();
    qsizetype turn = -1;
    bool isQuestion = false;
    const QList<Turn> turns = m_comparison->turns(leader->lane());
    for (qsizetype at = 0; at < turns.size() && turn < 0; ++at) {
        isQuestion = turns.at(at).question.id == position.message;
        if (isQuestion || (turns.at(at).answer && turns.at(at).answer->id == position.message))
            turn = at;
    }
    m_isMoving = true;
    for (LaneView *lane : std::as_const(m_lanes)) {
        if (lane == leader)
            continue;
        transcript::TranscriptView &view = lane->pane().transcript();
        const QList<Turn> own = m_comparison->turns(lane->lane());
        if (turn < 0 || turn >= own.size()) {
            if (position.message.isNull())
                view.scrollToEnd();
            continue;
        }
        const auto &answer = own.at(turn).answer;
        const auto &target = isQuestion || !answer ? own.at(turn).question.id : answer->id;
        view.setReadingPosition({.message = target, .offset = position.offset});
    }
    m_isMoving = false;
}

} // namespace polylogue::ui::compare
