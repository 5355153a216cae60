// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/message.h"

#include <chrono>
#include <optional>

namespace polylogue::app::session {

//! \brief What is known of how an answer came; nothing of it is estimated.
struct LaneMetrics
{
    std::optional<std::chrono::milliseconds> firstToken = {};
    std::optional<std::chrono::milliseconds> total = {};
    std::optional<qint64> tokens = {}; //!< of the answer, as the server counted
    std::optional<double> tokensPerSecond = {}; //!< from the first token to the end
    std::optional<conversation::FinishReason> finishReason = {};

    bool operator==(const LaneMetrics &) const = default;
};

LaneMetrics metricsOf(const conversation::Message &answer);

} // namespace polylogue::app::session
