// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/gridrecord.h"

namespace polylogue::app::grid {

//! \brief What a run would send, before it is sent.
struct GridEstimate
{
    qint64 requests = 0;
    qint64 inputTokens = 0; //!< estimated, files included
    qint64 files = 0; //!< requests with one; each is taken for a picture

    bool operator==(const GridEstimate &) const = default;
};

//! \brief Goes through all cells.
GridEstimate estimateOf(const store::GridRun &run);

} // namespace polylogue::app::grid
