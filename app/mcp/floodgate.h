// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QElapsedTimer>

#include <algorithm>

namespace polylogue::app::mcp {

//! \brief How much somebody may say unasked: 2,000 messages at once, 200 more a second.
class Floodgate
{
public:
    Floodgate() { m_clock.start(); }

    //! \return false where it is too much.
    bool take()
    {
        const double grown = m_left + 0.2 * static_cast<double>(m_clock.restart());
        m_left = std::min(grown, atOnce) - 1;
        return m_left >= 0;
    }

private:
    static constexpr double atOnce = 2000;

    QElapsedTimer m_clock;
    double m_left = atOnce;
};

} // namespace polylogue::app::mcp
