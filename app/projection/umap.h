// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/progress.h"
#include "app/projection/workers.h"

#include <QtGlobal>

#include <optional>

namespace polylogue::app::projection {

struct UmapOptions
{
    //! How many points, itself among them, each one's surroundings are: few show fine structure,
    //! many the whole. At least 2; of fewer points all are taken.
    int neighbours = 15;
    double minimumDistance = 0.2; //!< how closely points are packed, 0 to 0.99
    Metric metric = Metric::Cosine;
    quint32 seed = 42; //!< the same seed gives the same map
    int epochs = 0; //!< rounds of moving points; 0: 500, above 10,000 points 200

    bool operator==(const UmapOptions &) const = default;
};

struct Map
{
    //! One for each row; NaN for rows that are not finite, which take part in nothing.
    Positions positions = {};
    double recall = 1; //!< the share of true neighbours that was found; 1 where all were compared
};

//! \brief Lays the rows of \a matrix out so that rows which are near each other come near each
//! other: UMAP
//!        (McInnes, Healy, Melville: arXiv 1802.03426).
//!
//! Depends on the rows and \a options only, not on the number of threads. One row is put at 0, 0.
//! \return nothing where \a report stopped it
std::optional<Map> umap(const Matrix &matrix, const UmapOptions &options, Workers &workers,
                        const Report &report = {});

} // namespace polylogue::app::projection
