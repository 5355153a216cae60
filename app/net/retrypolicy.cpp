// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/retrypolicy.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace polylogue::app::net {

using base::Error;
using base::ErrorKind;

namespace {

constexpr int mostRetries = 3;
constexpr std::chrono::milliseconds longestAskedWait = 120s;
constexpr std::chrono::milliseconds firstWait = 500ms;
constexpr std::chrono::milliseconds longestOwnWait = 8s;

bool neverLeftUs(const FailedTry &failed)
{
    if (failed.mayHaveBeenSeen || failed.error.httpStatus != 0)
        return false;
    switch (failed.error.kind) {
    case ErrorKind::Network:
    case ErrorKind::Dns:
        return true;
    case ErrorKind::Tls:
        return failed.error.type == QLatin1StringView("handshake");
    default:
        return false;
    }
}

bool wasTurnedAway(const Error &error)
{
    if (error.kind == ErrorKind::OutOfCredit || error.kind == ErrorKind::Proxy)
        return false;
    const int status = error.httpStatus;
    return status == 429 || status == 502 || status == 503 || status == 504;
}

bool serverForbids(const wire::Headers &headers)
{
    return std::any_of(headers.begin(), headers.end(), [](const auto &header) {
        return header.first.compare("x-should-retry", Qt::CaseInsensitive) == 0
            && header.second.trimmed().compare("false", Qt::CaseInsensitive) == 0;
    });
}

} // namespace

std::optional<std::chrono::milliseconds> retryDelay(const FailedTry &failed, double jitter)
{
    if (failed.retriesDone >= mostRetries || serverForbids(failed.headers))
        return {};
    if (!neverLeftUs(failed) && !wasTurnedAway(failed.error))
        return {};
    if (const auto asked = failed.error.retryAfter) {
        if (*asked > longestAskedWait)
            return {};
        return *asked;
    }
    const auto most = std::min(longestOwnWait, firstWait * (1 << failed.retriesDone));
    return std::chrono::milliseconds(
        static_cast<qint64>(jitter * static_cast<double>(most.count())));
}

} // namespace polylogue::app::net
