// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QColor>

namespace polylogue::ui::theme {

//! \brief The colour that a lane or a series is known by, and what is legible on it.
//!
//! Okabe and Ito's, which people with any colour vision tell apart; a letter stands beside it.
struct LaneColour
{
    QColor colour = {};
    QColor onColour = {};
};

//! \return that of the lane at \a position; they repeat.
LaneColour laneColour(qsizetype position);

} // namespace polylogue::ui::theme
