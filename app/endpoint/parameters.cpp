// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/parameters.h"

namespace polylogue::app::endpoint {

namespace {

template <typename T> void show(QDebug &debug, const char *name, const std::optional<T> &value)
{
    if (value)
        debug << ' ' << name << '=' << *value;
}

template <typename T> void put(std::optional<T> &lower, const std::optional<T> &upper)
{
    if (upper)
        lower = upper;
}

} // namespace

QDebug operator<<(QDebug debug, const Parameters &parameters)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "Parameters(";
    show(debug, "stream", parameters.stream);
    show(debug, "temperature", parameters.temperature);
    show(debug, "top_p", parameters.topP);
    show(debug, "max_tokens", parameters.maxTokens);
    show(debug, "stop", parameters.stop);
    show(debug, "seed", parameters.seed);
    show(debug, "presence_penalty", parameters.presencePenalty);
    show(debug, "frequency_penalty", parameters.frequencyPenalty);
    show(debug, "reasoning_effort", parameters.reasoningEffort);
    if (parameters.responseFormat) {
        debug << " response_format=" << int(parameters.responseFormat->kind) << ' '
              << parameters.responseFormat->schema;
    }
    if (!parameters.extraJson.isEmpty())
        debug << " extra=" << parameters.extraJson;
    return debug << ')';
}

Parameters merged(const Parameters &lower, const Parameters &upper)
{
    Parameters all = lower;
    put(all.stream, upper.stream);
    put(all.temperature, upper.temperature);
    put(all.topP, upper.topP);
    put(all.maxTokens, upper.maxTokens);
    put(all.stop, upper.stop);
    put(all.seed, upper.seed);
    put(all.presencePenalty, upper.presencePenalty);
    put(all.frequencyPenalty, upper.frequencyPenalty);
    put(all.reasoningEffort, upper.reasoningEffort);
    put(all.responseFormat, upper.responseFormat);
    if (!upper.extraJson.isEmpty())
        all.extraJson = upper.extraJson;
    return all;
}

} // namespace polylogue::app::endpoint
