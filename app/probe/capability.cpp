// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/capability.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace polylogue::app::probe {

namespace {

constexpr std::array capabilityNames{
    "answers"_L1,        "system_prompt"_L1,
    "streaming"_L1,      "reasoning"_L1,
    "images"_L1,         "pdf_text"_L1,
    "pdf_scan"_L1,       "tools"_L1,
    "parallel_tools"_L1, "json_object"_L1,
    "json_schema"_L1,    "temperature"_L1,
    "max_tokens"_L1,     "max_completion_tokens"_L1,
    "seed"_L1,           "stop"_L1,
    "embeddings"_L1,     "input_type"_L1,
    "batch_limit"_L1,
};

constexpr std::array verdictNames{"yes"_L1, "no"_L1, "unsure"_L1, "refused"_L1};

constexpr std::array groundNames{
    "none"_L1,
    "right_answer"_L1,
    "wrong_answer"_L1,
    "near_answer"_L1,
    "denied"_L1,
    "off_topic"_L1,
    "repeated_question"_L1,
    "declined"_L1,
    "no_answer"_L1,
    "cut_off"_L1,
    "rate_limited"_L1,
    "timed_out"_L1,
    "server_fault"_L1,
    "refused_by_server"_L1,
    "accepted"_L1,
    "obeyed"_L1,
    "ignored"_L1,
    "in_pieces"_L1,
    "all_at_once"_L1,
    "too_quick_to_tell"_L1,
    "shown"_L1,
    "not_shown"_L1,
    "no_call"_L1,
    "wrong_arguments"_L1,
    "result_not_used"_L1,
    "one_call_only"_L1,
    "not_json"_L1,
    "json_unasked"_L1,
    "other_json"_L1,
    "measured"_L1,
    "at_least"_L1,
    "same_for_all"_L1,
    "contradictory"_L1,
};

static_assert(capabilityNames.size() == size_t(Capability::BatchLimit) + 1);
static_assert(verdictNames.size() == size_t(Verdict::Refused) + 1);
static_assert(groundNames.size() == size_t(Ground::Contradictory) + 1);

template <typename Value, size_t N>
std::optional<Value> named(const std::array<QLatin1StringView, N> &names, const QString &name)
{
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        return {};
    return static_cast<Value>(found - names.begin());
}

} // namespace

const QList<Capability> &allCapabilities()
{
    static const QList<Capability> all = [] {
        QList<Capability> list;
        for (size_t i = 0; i < capabilityNames.size(); ++i)
            list.append(static_cast<Capability>(i));
        return list;
    }();
    return all;
}

bool isOfEmbeddings(Capability capability)
{
    return capability >= Capability::Embeddings;
}

QString nameOf(Capability capability)
{
    return capabilityNames.at(size_t(capability));
}

QString nameOf(Verdict verdict)
{
    return verdictNames.at(size_t(verdict));
}

QString nameOf(Ground ground)
{
    return groundNames.at(size_t(ground));
}

std::optional<Capability> capabilityNamed(const QString &name)
{
    return named<Capability>(capabilityNames, name);
}

std::optional<Verdict> verdictNamed(const QString &name)
{
    return named<Verdict>(verdictNames, name);
}

std::optional<Ground> groundNamed(const QString &name)
{
    return named<Ground>(groundNames, name);
}

QDebug operator<<(QDebug debug, Capability capability)
{
    const QDebugStateSaver saver(debug);
    return debug.noquote() << nameOf(capability);
}

QDebug operator<<(QDebug debug, const Judgement &judgement)
{
    const QDebugStateSaver saver(debug);
    return debug.noquote().nospace()
        << nameOf(judgement.verdict) << " (" << nameOf(judgement.ground) << ") " << judgement.words;
}

} // namespace polylogue::app::probe
