// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/examination.h"

namespace polylogue::app::probe {

namespace {

bool isAskedTwice(Verdict verdict)
{
    return verdict == Verdict::No || verdict == Verdict::Refused;
}

//! Requests where all is well, at most (everything twice), and the tokens of all is well.
Estimate estimateOf(Capability capability)
{
    switch (capability) {
    case Capability::Images:
        return {1, 2, 1100};
    case Capability::PdfText:
    case Capability::PdfScan:
        return {1, 2, 1600};
    case Capability::Tools:
        return {2, 4, 500};
    case Capability::ParallelTools:
        return {1, 2, 250};
    case Capability::JsonObject:
        return {2, 4, 150};
    case Capability::Reasoning:
        return {1, 2, 600};
    case Capability::Streaming:
        return {1, 2, 250};
    case Capability::InputType:
        return {3, 6, 60};
    case Capability::BatchLimit:
        return {3, 14, 9000};
    default:
        return {1, 2, 150};
    }
}

} // namespace

Examination::Examination(Capability capability, const Subject &subject, const Pace &pace,
                         QRandomGenerator &random)
    : m_capability(capability)
    , m_subject(subject)
    , m_pace(pace)
    , m_random(random)
{ }

Request Examination::begin()
{
    m_probe = makeProbe(m_capability, m_subject, m_pace, m_random);
    return m_probe->begin();
}

Step Examination::stepFor(const Reply &reply)
{
    if (const auto judgement = judgementOf(reply)) {
        const bool isExpected = judgement->verdict == Verdict::Refused && m_probe->expectsRefusal();
        if (!isExpected)
            return *judgement;
    }
    return m_probe->next(reply);
}

Step Examination::next(const Reply &reply)
{
    Step step = stepFor(reply);
    const auto *judgement = std::get_if<Judgement>(&step);
    if (!judgement)
        return step;
    if (!m_first) {
        if (!isAskedTwice(judgement->verdict))
            return step;
        m_first = *judgement;
        return begin();
    }
    const bool isContradiction =
        judgement->verdict != Verdict::Unsure && judgement->verdict != m_first->verdict;
    if (isContradiction)
        return Judgement{Verdict::Unsure, Ground::Contradictory, {}};
    return step;
}

Estimate estimateFor(const QList<endpoint::ModelInfo> &models)
{
    Estimate all;
    for (const endpoint::ModelInfo &model : models) {
        const bool embedsOnly = model.capabilities.embeddings.value_or(false)
            && !model.capabilities.chat.value_or(false);
        for (const Capability capability : allCapabilities()) {
            const bool isAsked = capability == Capability::Answers
                || capability == Capability::Embeddings || isOfEmbeddings(capability) == embedsOnly;
            if (!isAsked)
                continue;
            const Estimate one = estimateOf(capability);
            all.requests += one.requests;
            all.mostRequests += one.mostRequests;
            all.tokens += one.tokens;
        }
    }
    return all;
}

} // namespace polylogue::app::probe
