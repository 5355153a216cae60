// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/settings/settings.h"

namespace polylogue::ui::transcript {

//! \brief Who is in control of the scroll position (ui/README.md): the rules, without a pixel.
class ScrollState
{
public:
    enum class Mode {
        Following, //!< pinned to the end
        Anchored, //!< the newest question is held at the top, its answer grows below
        Free, //!< the reader is in control
    };
    enum class Direction { Up, Down };

    static constexpr double EndTolerance = 8; //!< pixels from the end that count as the end

    Mode mode() const { return m_mode; }
    //! \return whether the view is to be kept at its end while content grows.
    bool pinsToEnd() const
    {
        return m_mode == Mode::Following && !m_isSelecting
            && m_followMode != app::settings::FollowMode::NeverMove;
    }

    void setFollowMode(app::settings::FollowMode mode) { m_followMode = mode; }
    void conversationOpened() { m_mode = Mode::Following; }
    void questionShown() { m_mode = Mode::Anchored; }
    //! \brief The user asked for the end: End, the jump button.
    void jumpedToEnd() { m_mode = Mode::Following; }
    //! \brief Wheel, keys, scroll bar, search: anything of the user that moved the view.
    //! \param distanceToEnd pixels, after the movement
    void scrolledByUser(Direction direction, double distanceToEnd);
    //! \brief The answer grew down to the lower edge while the question was held.
    void answerReachedBottom();
    //! \brief While text is selected nothing moves by itself.
    void setSelecting(bool isSelecting) { m_isSelecting = isSelecting; }

private:
    Mode m_mode = Mode::Following;
    app::settings::FollowMode m_followMode = app::settings::FollowMode::Hold;
    bool m_isSelecting = false;
};

} // namespace polylogue::ui::transcript
