// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/scrollstate.h"

namespace polylogue::ui::transcript {

void ScrollState::scrolledByUser(Direction direction, double distanceToEnd)
{
    const bool isAtEnd = direction == Direction::Down && distanceToEnd <= EndTolerance;
    m_mode = isAtEnd ? Mode::Following : Mode::Free;
}

void ScrollState::answerReachedBottom()
{
    if (m_mode != Mode::Anchored)
        return;
    m_mode = m_followMode == app::settings::FollowMode::Follow ? Mode::Following : Mode::Free;
}

} // namespace polylogue::ui::transcript
