// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/randomtree.h"

#include "app/projection/kernels.h"

#include <QRandomGenerator>

#include <algorithm>
#include <numeric>

namespace polylogue::app::projection {

namespace {

// A plane that leaves less than this share on one side says nothing: duplicates, for example.
constexpr size_t leastShare = 20;

using Iterator = std::vector<uint32_t>::iterator;

//! \return where the second half begins.
Iterator halved(const Matrix &matrix, Iterator begin, Iterator end, QRandomGenerator &random)
{
    const auto count = quint32(end - begin);
    const float *first = rowOf(matrix, begin[random.bounded(count)]);
    const float *second = rowOf(matrix, begin[random.bounded(count)]);
    const size_t columns = matrix.columns;
    std::vector<float> normal(columns);
    for (size_t at = 0; at < columns; ++at)
        normal[at] = first[at] - second[at];
    const float middle = (kernels().product(normal.data(), first, columns)
                          + kernels().product(normal.data(), second, columns))
        / 2;
    const Iterator split = std::partition(begin, end, [&](uint32_t row) {
        return kernels().product(normal.data(), rowOf(matrix, row), columns) > middle;
    });
    const auto least = std::ptrdiff_t(count / leastShare);
    return split - begin > least && end - split > least ? split : begin + count / 2;
}

} // namespace

RandomTree randomTree(const Matrix &matrix, uint32_t seed)
{
    QRandomGenerator random(seed);
    RandomTree tree{.rows = std::vector<uint32_t>(matrix.rows)};
    std::iota(tree.rows.begin(), tree.rows.end(), 0U);
    // What lies first is divided first, so that leaves end in order.
    std::vector<std::pair<Iterator, Iterator>> open{{tree.rows.begin(), tree.rows.end()}};
    while (!open.empty()) {
        const auto [begin, end] = open.back();
        open.pop_back();
        if (size_t(end - begin) <= leafRows) {
            tree.firstOfLeaf.push_back(size_t(end - tree.rows.begin()));
            continue;
        }
        const Iterator split = halved(matrix, begin, end, random);
        open.emplace_back(split, end);
        open.emplace_back(begin, split);
    }
    return tree;
}

} // namespace polylogue::app::projection
