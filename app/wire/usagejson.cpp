// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/usagejson.h"

#include "app/wire/wirejson.h"

#include <QJsonObject>

#include <initializer_list>

using namespace Qt::StringLiterals;

namespace polylogue::app::wire {

using conversation::Usage;

namespace {

//! \return the first of \a names that \a object has as a count.
std::optional<qint64> count(const QJsonObject &object,
                            std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView name : names) {
        if (const auto number = integerOf(object.value(name)); number && *number >= 0)
            return number;
    }
    return {};
}

QJsonObject details(const QJsonObject &usage, std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView name : names) {
        if (const QJsonValue value = usage.value(name); value.isObject())
            return value.toObject();
    }
    return {};
}

} // namespace

std::optional<Usage> decodeUsage(const QJsonValue &value)
{
    const QJsonObject usage = value.toObject();
    Usage counts{
        .promptTokens = count(
            usage, {"prompt_tokens"_L1, "promptTokens"_L1, "input_tokens"_L1, "inputTokens"_L1}),
        .completionTokens = count(
            usage,
            {"completion_tokens"_L1, "completionTokens"_L1, "output_tokens"_L1, "outputTokens"_L1}),
        .totalTokens = count(usage, {"total_tokens"_L1, "totalTokens"_L1}),
    };
    const auto prompt = counts.promptTokens;
    const auto completion = counts.completionTokens;
    const auto total = counts.totalTokens;
    if (!prompt && !completion && !total)
        return {};
    if (!completion && prompt && total)
        counts.completionTokens = std::max(qint64{0}, *total - *prompt);
    else if (!prompt && completion && total)
        counts.promptTokens = std::max(qint64{0}, *total - *completion);
    else if (!total && prompt && completion)
        counts.totalTokens = *prompt + *completion;

    const QJsonObject promptDetails =
        details(usage, {"prompt_tokens_details"_L1, "promptTokensDetails"_L1});
    counts.cachedTokens = count(promptDetails, {"cached_tokens"_L1, "cachedTokens"_L1});
    if (!counts.cachedTokens)
        counts.cachedTokens = count(usage, {"prompt_cache_hit_tokens"_L1, "cached_tokens"_L1});
    const QJsonObject completionDetails =
        details(usage, {"completion_tokens_details"_L1, "completionTokensDetails"_L1});
    counts.reasoningTokens =
        count(completionDetails, {"reasoning_tokens"_L1, "reasoningTokens"_L1});
    if (!counts.reasoningTokens)
        counts.reasoningTokens = count(usage, {"reasoning_tokens"_L1});
    return counts;
}

} // namespace polylogue::app::wire
