// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/textmap.h"

#include "app/projection/clusternames.h"
#include "app/projection/hdbscan.h"
#include "app/projection/kmeans.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::embeddings {

using projection::Clustering;

namespace {

constexpr size_t mostByDensity = 20'000;
constexpr int wordsOfName = 3;

Clustering clusteringOf(const TextMap &map, projection::Workers &workers)
{
    const ClusterSetup &setup = map.clustering;
    const size_t rows = map.vectors->rows;
    if (setup.method == ClusterSetup::Method::None || map.positions.size() != rows)
        return {.ofRow = std::vector<int>(rows, Clustering::none)};
    if (setup.method == ClusterSetup::Method::Means || rows > mostByDensity)
        return kMeans(*map.vectors, setup.count, map.layout.umap.seed, workers);
    const int smallest =
        setup.smallest > 0 ? setup.smallest : std::max(5, int(std::min<size_t>(rows / 30, 200)));
    return hdbscan(map.positions, smallest, std::min(smallest, 10), workers);
}

} // namespace

Clusters clustersOf(const TextMap &map, projection::Workers &workers)
{
    Clusters clusters{.of = clusteringOf(map, workers)};
    const QList<QStringList> words =
        distinctiveWords(textsOf(map.corpus), clusters.of, wordsOfName);
    for (int cluster = 0; cluster < clusters.of.count; ++cluster) {
        const QString name = words.value(cluster).join(u" · "_s);
        clusters.names.append(name.isEmpty() ? QString::number(cluster + 1) : name);
    }
    return clusters;
}

} // namespace polylogue::app::embeddings
