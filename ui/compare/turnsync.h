// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/comparison.h"

#include <QObject>

namespace polylogue::ui::compare {

class LaneView;

//! \brief Lets lanes follow the one that is being scrolled: to the same turn, and there as far into
//!        the question or answer. Long and short answers stay side by side.
class TurnSync final : public QObject
{
    Q_OBJECT

public:
    explicit TurnSync(QObject *parent = nullptr);

    //! \param comparison what \a lanes show; nullptr for none; outlives the next call
    void setLanes(app::session::Comparison *comparison, const QList<LaneView *> &lanes);
    void setEnabled(bool enabled) { m_isEnabled = enabled; }
    bool isEnabled() const { return m_isEnabled; }

private:
    void follow(LaneView *leader);

    app::session::Comparison *m_comparison = nullptr;
    QList<LaneView *> m_lanes;
    bool m_isEnabled = false;
    bool m_isMoving = false; // lanes that follow lead nobody
};

} // namespace polylogue::ui::compare
