// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/embeddings/corpus.h"
#include "app/projection/clustering.h"
#include "app/projection/umap.h"

#include <memory>

namespace polylogue::app::embeddings {

//! \brief How vectors are laid out.
struct LayoutSetup
{
    projection::UmapOptions umap = {};
    bool isQuick = false; //!< principal components: no neighbourhoods, but at once

    bool operator==(const LayoutSetup &) const = default;
};

struct ClusterSetup
{
    enum class Method {
        None,
        Density, //!< HDBSCAN on the map's places: as many as there are
        Means, //!< k-means on the vectors: as many as asked for
    };

    Method method = Method::Density;
    int smallest = 0; //!< texts of a cluster by density; 0: by the number of texts
    int count = 8; //!< of clusters around means

    bool operator==(const ClusterSetup &) const = default;
};

struct Clusters
{
    projection::Clustering of = {};
    QStringList names = {}; //!< one for each: its distinctive words, or what the user wrote

    bool operator==(const Clusters &) const = default;
};

//! \brief Texts with their vectors and their places.
struct TextMap
{
    QString title = {};
    QString model = {};
    QString inputType = {};
    Corpus corpus = {};
    QString numberName = {}; //!< what the texts' numbers are; empty where they have none
    std::shared_ptr<const projection::Matrix> vectors = {}; //!< as many rows as texts; never null
    LayoutSetup layout = {};
    projection::Positions positions = {}; //!< empty until it is laid out
    double recall = 1; //!< see projection::Map
    ClusterSetup clustering = {};
    Clusters clusters = {};
};

//! \brief Finds clusters and names them. Blocks: the time of density grows with the square of the
//!        number of texts, so that beyond 20,000 there are means instead.
Clusters clustersOf(const TextMap &map, projection::Workers &workers);

} // namespace polylogue::app::embeddings
