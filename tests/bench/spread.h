// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJsonObject>

#include <algorithm>
#include <ctime>
#include <vector>

namespace polylogue::bench {

//! \return milliseconds of processor time that the calling thread has taken.
inline double threadCpu()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

//! \return the middle, the hundredth and the worst of \a times, in thousandths.
inline QJsonObject spread(std::vector<double> times)
{
    if (times.empty())
        return {};
    std::sort(times.begin(), times.end());
    const auto at = [&times](double share) {
        const double time =
            times.at(static_cast<size_t>(share * static_cast<double>(times.size() - 1)));
        return static_cast<double>(static_cast<qint64>(time * 1e3 + 0.5)) / 1e3;
    };
    return {{QStringLiteral("median"), at(0.5)},
            {QStringLiteral("p99"), at(0.99)},
            {QStringLiteral("maximum"), at(1)}};
}

} // namespace polylogue::bench
