// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/clustering.h"

#include <algorithm>

namespace polylogue::app::projection {

Clustering numberedBySize(const std::vector<int> &ofRow)
{
    struct Cluster
    {
        int old = 0;
        size_t size = 0;
        size_t firstRow = 0;
    };
    const auto largest = std::max_element(ofRow.begin(), ofRow.end());
    std::vector<Cluster> clusters(largest == ofRow.end() || *largest < 0 ? 0
                                                                         : size_t(*largest) + 1);
    for (size_t row = 0; row < ofRow.size(); ++row) {
        if (ofRow[row] < 0)
            continue;
        Cluster &cluster = clusters[size_t(ofRow[row])];
        if (cluster.size++ == 0)
            cluster.firstRow = row;
        cluster.old = ofRow[row];
    }
    std::erase_if(clusters, [](const Cluster &cluster) { return cluster.size == 0; });
    std::sort(clusters.begin(), clusters.end(), [](const Cluster &left, const Cluster &right) {
        return left.size != right.size ? left.size > right.size : left.firstRow < right.firstRow;
    });

    std::vector<int> numbers(largest == ofRow.end() ? 0 : size_t(std::max(*largest, 0)) + 1);
    for (size_t number = 0; number < clusters.size(); ++number)
        numbers[size_t(clusters[number].old)] = int(number);
    Clustering result{.ofRow = ofRow, .count = int(clusters.size())};
    for (int &cluster : result.ofRow)
        cluster = cluster < 0 ? Clustering::none : numbers[size_t(cluster)];
    return result;
}

} // namespace polylogue::app::projection
