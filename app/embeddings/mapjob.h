// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/embeddings/textmap.h"
#include "app/projection/progress.h"

#include <QObject>

#include <memory>

namespace polylogue::app::embeddings {

//! \brief Lays a map out and finds its clusters, in threads of low priority.
//!
//! Ends with finished(), unless it is destroyed before, which stops the work.
class MapJob final : public QObject
{
    Q_OBJECT

public:
    //! \param map without places \param onlyClusters its places stay
    explicit MapJob(const TextMap &map, bool onlyClusters = false, QObject *parent = nullptr);
    ~MapJob() override;

    void start();

Q_SIGNALS:
    void progressed(polylogue::app::projection::Stage stage, double share);
    //! While it is being laid out, some ten times a second.
    void moved(const polylogue::app::projection::Positions &positions);
    void finished(const polylogue::app::embeddings::TextMap &map);

private:
    class Private;
    std::unique_ptr<Private> d;
};

//! \brief Finds the place of new vectors on a finished map. Blocks.
//! \param vectors of the map's dimension
projection::Positions placesOf(const projection::Matrix &vectors, const TextMap &map);

//! \return the rows of \a map nearest to \a vector in its metric, the nearest first.
QList<qsizetype> nearestRows(const std::vector<float> &vector, const TextMap &map, qsizetype most);

} // namespace polylogue::app::embeddings
