// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/matrix.h"

#include <cstdint>
#include <vector>

namespace polylogue::app::projection {

//! \brief How many rows stand beside each other in a panel: value 0 of all of them, then value 1,
//! ...
constexpr size_t panelRows = 16;

//! \brief Points, their edges and what else an epoch of the layout needs.
struct LayoutStep
{
    const size_t *firstEdge = nullptr; //!< of each point, and the end of the last one's
    const uint32_t *target = nullptr; //!< of each edge: its place in others
    const float *interval = nullptr; //!< of each edge: epochs between its uses
    float *nextUse = nullptr; //!< of each edge: the epoch; moved on
    Position *points = nullptr; //!< that move
    Position *others =
        nullptr; //!< what draws and what repels; where points move alone another array
    size_t otherCount = 0;
    bool isMutual = true; //!< both ends of an edge move
    float a = 1; //!< closeness on the map is 1 / (1 + a * distance^2b)
    float b = 1;
    float pace = 1; //!< alpha
    float epoch = 0;
    uint32_t seed = 0; //!< of this epoch
};

//! \brief The inner loops, in the form that this computer's processor does best.
struct Kernels
{
    const char *name = nullptr;
    //! 16 * 16 scalar products of two panels' rows, row of the left after row.
    void (*panelProducts)(const float *left, const float *right, size_t columns, float *products);
    float (*product)(const float *left, const float *right, size_t columns);
    float (*squaredDistance)(const float *left, const float *right, size_t columns);
    //! Moves the points by their edges that are due, one after the other.
    void (*movePoints)(const LayoutStep &step, size_t count);
};

//! \return the best that the processor can do.
const Kernels &kernels();

//! \return all that the processor can do, the plainest first.
std::vector<const Kernels *> availableKernels();

} // namespace polylogue::app::projection
