// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/lanemetrics.h"

namespace polylogue::app::session {

using namespace std::chrono_literals;

LaneMetrics metricsOf(const conversation::Message &answer)
{
    LaneMetrics metrics{.firstToken = answer.timing.firstToken,
                        .total = answer.timing.total,
                        .finishReason = answer.finishReason};
    if (answer.usage)
        metrics.tokens = answer.usage->completionTokens;
    if (metrics.tokens && metrics.total) {
        // An answer that came at once was made before its first token.
        auto time = *metrics.total - metrics.firstToken.value_or(0ms);
        if (time < *metrics.total / 20)
            time = *metrics.total;
        if (time > 0ms)
            metrics.tokensPerSecond =
                static_cast<double>(*metrics.tokens) * 1000 / static_cast<double>(time.count());
    }
    return metrics;
}

} // namespace polylogue::app::session
