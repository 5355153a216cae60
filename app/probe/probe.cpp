// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/probe.h"

#include "app/probe/probes.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::probe {

using base::Error;
using base::ErrorKind;
using conversation::FinishReason;

namespace {

constexpr int notImplemented = 501;

Judgement unsure(Ground ground, const Error &error)
{
    return {.verdict = Verdict::Unsure, .ground = ground, .words = error.detail};
}

Judgement judgementOf(const Error &error)
{
    // An error in place of an answer, which calls itself good: about whatever, unless it says.
    const bool isVague = error.kind == ErrorKind::BadParameter && error.httpStatus < 400
        && error.parameter.isEmpty();
    if (isVague)
        return unsure(Ground::NoAnswer, error);
    switch (error.kind) {
    case ErrorKind::BadParameter:
    case ErrorKind::PartRefused:
    case ErrorKind::UnknownModel:
    case ErrorKind::Forbidden:
    case ErrorKind::WrongAddress:
    case ErrorKind::TooLarge:
    case ErrorKind::ContextExceeded:
        return {
            .verdict = Verdict::Refused, .ground = Ground::RefusedByServer, .words = error.detail};
    case ErrorKind::RateLimited:
        return unsure(Ground::RateLimited, error);
    case ErrorKind::Timeout:
        return unsure(Ground::TimedOut, error);
    case ErrorKind::Filtered:
        return unsure(Ground::Declined, error);
    case ErrorKind::Incomplete:
        return unsure(Ground::CutOff, error);
    case ErrorKind::Protocol:
        return unsure(Ground::NoAnswer, error);
    default:
        return error.httpStatus == notImplemented
            ? Judgement{Verdict::Refused, Ground::RefusedByServer, error.detail}
            : unsure(Ground::ServerFault, error);
    }
}

} // namespace

std::optional<Judgement> judgementOf(const Reply &reply)
{
    // Cut by its limit before it said a word: some servers' answer has no message then.
    const bool isLength = reply.finishReason == FinishReason::Length;
    if (reply.error && !(isLength && reply.error->kind == ErrorKind::Protocol))
        return judgementOf(*reply.error);
    if (reply.finishReason == FinishReason::ContentFilter || !reply.refusal.isEmpty())
        return Judgement{Verdict::Unsure, Ground::Declined, reply.refusal};
    if (reply.finishReason == FinishReason::Error)
        return Judgement{Verdict::Unsure, Ground::ServerFault, {}};
    return {};
}

bool endsRun(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Cancelled:
    case ErrorKind::Network:
    case ErrorKind::Dns:
    case ErrorKind::Tls:
    case ErrorKind::Proxy:
    case ErrorKind::Unauthorized:
    case ErrorKind::OutOfCredit:
        return true;
    default:
        return false;
    }
}

std::unique_ptr<Probe> makeProbe(Capability capability, const Subject &subject, const Pace &pace,
                                 QRandomGenerator &random)
{
    switch (capability) {
    case Capability::Answers:
        return answersProbe(subject, random);
    case Capability::SystemPrompt:
        return systemPromptProbe(subject, random);
    case Capability::Streaming:
        return streamingProbe(subject, pace, random);
    case Capability::Reasoning:
        return reasoningProbe(subject);
    case Capability::Images:
        return imageProbe(subject, random);
    case Capability::PdfText:
        return textDocumentProbe(subject, random);
    case Capability::PdfScan:
        return scannedDocumentProbe(subject, random);
    case Capability::Tools:
        return toolProbe(subject, random);
    case Capability::ParallelTools:
        return parallelToolsProbe(subject, random);
    case Capability::JsonObject:
        return jsonObjectProbe(subject);
    case Capability::JsonSchema:
        return jsonSchemaProbe(subject, random);
    case Capability::Temperature:
    case Capability::Seed:
        return acceptanceProbe(capability, subject);
    case Capability::MaxTokens:
    case Capability::MaxCompletionTokens:
        return tokenLimitProbe(capability, subject, random);
    case Capability::Stop:
        return stopProbe(subject, random);
    case Capability::Embeddings:
        return embeddingsProbe(subject, random);
    case Capability::InputType:
        return inputTypeProbe(subject, random);
    case Capability::BatchLimit:
        return batchLimitProbe(subject);
    }
    return nullptr;
}

} // namespace polylogue::app::probe
