// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/workers.h"

#include <QtConcurrent>

#include <algorithm>
#include <atomic>
#include <vector>

namespace polylogue::app::projection {

Workers::Workers(int threads)
    : m_helpers(std::max(threads, 1) - 1)
{
    m_pool.setMaxThreadCount(std::max(m_helpers, 1));
}

void Workers::forPieces(size_t count, size_t pieceSize,
                        const std::function<void(size_t begin, size_t end)> &work)
{
    std::atomic<size_t> next = 0;
    const auto workUntilDone = [&] {
        for (size_t begin = next.fetch_add(pieceSize); begin < count;
             begin = next.fetch_add(pieceSize))
            work(begin, std::min(begin + pieceSize, count));
    };
    std::vector<QFuture<void>> helpers;
    const size_t others = count == 0 ? 0 : (count - 1) / pieceSize;
    for (size_t i = 0; i < std::min(others, size_t(m_helpers)); ++i)
        helpers.push_back(QtConcurrent::run(&m_pool, workUntilDone));
    workUntilDone();
    for (QFuture<void> &helper : helpers)
        helper.waitForFinished();
}

} // namespace polylogue::app::projection
