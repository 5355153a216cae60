// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/matrix.h"

#include <functional>

namespace polylogue::app::projection {

//! \brief The steps of making a map, in order.
enum class Stage { Neighbours, Graph, Start, Layout };

struct Progress
{
    Stage stage = Stage::Neighbours;
    double share = 0; //!< of the stage, 0 to 1
    const Positions *positions =
        nullptr; //!< in Stage::Layout: as they are now; only while it is told
};

//! \brief Is told of progress, in the thread that computes; false stops the work. Empty: nobody
//! asks.
using Report = std::function<bool(const Progress &)>;

//! \return whether to go on.
inline bool tell(const Report &report, const Progress &progress)
{
    return !report || report(progress);
}

} // namespace polylogue::app::projection
