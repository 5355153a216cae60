// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/costs.h"

#include <algorithm>

namespace polylogue::app::session {

using conversation::Message;
using conversation::Usage;
using settings::ModelPrice;
using store::TokenUse;

namespace {

constexpr double Million = 1e6;

const ModelPrice *priceOf(const QString &model, const QList<ModelPrice> &prices)
{
    const auto found = std::ranges::find_if(prices, [&model](const ModelPrice &price) {
        // A line without amounts is one that is still being written.
        return price.model == model && (price.inputPerMillion > 0 || price.outputPerMillion > 0);
    });
    return found == prices.end() ? nullptr : &*found;
}

} // namespace

std::optional<TokenUse> tokenUseOf(const Message &answer)
{
    if (!answer.usage || !answer.usage->promptTokens || !answer.usage->completionTokens)
        return {};
    const Usage &usage = *answer.usage;
    const qint64 input = *usage.promptTokens;
    const qint64 output =
        std::max(*usage.completionTokens, usage.totalTokens.value_or(input) - input);
    return TokenUse{.model = answer.model,
                    .input = input,
                    .cached = std::min(usage.cachedTokens.value_or(0), input),
                    .output = output};
}

std::optional<Cost> costOf(const TokenUse &use, const QList<ModelPrice> &prices)
{
    const ModelPrice *price = priceOf(use.model, prices);
    if (!price)
        return {};
    const double amount = double(use.input - use.cached) * price->inputPerMillion
        + double(use.cached) * price->cachedInputPerMillion.value_or(price->inputPerMillion)
        + double(use.output) * price->outputPerMillion;
    return Cost{.amount = amount / Million,
                .isEstimate = use.cached > 0 && !price->cachedInputPerMillion};
}

std::optional<Cost> costOf(const QList<TokenUse> &uses, const QList<ModelPrice> &prices)
{
    std::optional<Cost> sum;
    for (const TokenUse &use : uses) {
        const std::optional<Cost> cost = costOf(use, prices);
        if (!cost)
            continue;
        const Cost before = sum.value_or(Cost{});
        sum = Cost{.amount = before.amount + cost->amount,
                   .isEstimate = before.isEstimate || cost->isEstimate};
    }
    return sum;
}

void addUse(QList<TokenUse> &uses, const TokenUse &use)
{
    const auto same = std::ranges::find_if(uses, [&use](const TokenUse &known) {
        return known.model == use.model && known.day == use.day;
    });
    if (same == uses.end()) {
        uses.append(use);
        return;
    }
    same->input += use.input;
    same->cached += use.cached;
    same->output += use.output;
}

} // namespace polylogue::app::session
