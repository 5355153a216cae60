// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDebug>
#include <QList>
#include <QString>

#include <optional>

namespace polylogue::app::probe {

//! \brief What a model, or its server, is asked to prove. In the order in which it is shown.
enum class Capability {
    Answers,
    SystemPrompt,
    Streaming,
    Reasoning,
    Images,
    PdfText,
    PdfScan,
    Tools,
    ParallelTools,
    JsonObject,
    JsonSchema,
    Temperature,
    MaxTokens,
    MaxCompletionTokens,
    Seed,
    Stop,
    Embeddings,
    InputType,
    BatchLimit,
};

enum class Verdict {
    Yes, //!< proved
    No, //!< disproved
    Unsure, //!< neither: no answer, or one that proves nothing
    Refused, //!< the server said no, in words
};

//! \brief Why a verdict is what it is; ui/ words it.
enum class Ground {
    None, //!< nobody said why: entered by hand
    RightAnswer, //!< what nobody could guess is in the answer
    WrongAnswer, //!< something else is claimed in its place
    NearAnswer, //!< the better part of it is right
    Denied, //!< the model says that it does not see or read it
    OffTopic, //!< an answer that says nothing about what was asked
    RepeatedQuestion, //!< the answer holds the question
    Declined, //!< the model or a filter would not answer
    NoAnswer, //!< empty, or in no known form
    CutOff, //!< the answer broke off
    RateLimited,
    TimedOut,
    ServerFault, //!< the server failed, or the connection
    RefusedByServer,
    Accepted, //!< the server took it; whether it makes a difference cannot be told
    Obeyed, //!< it made the difference that it should
    Ignored, //!< it made none
    InPieces,
    AllAtOnce,
    TooQuickToTell,
    Shown,
    NotShown,
    NoCall, //!< text in place of a tool call
    WrongArguments,
    ResultNotUsed,
    OneCallOnly,
    NotJson,
    JsonUnasked, //!< JSON also where none was asked for
    OtherJson, //!< JSON, but not of that schema
    Measured, //!< the value is Judgement::words
    AtLeast, //!< more than Judgement::words was not tried
    SameForAll, //!< embeddings: different texts have the same vector
    Contradictory, //!< asked twice, two verdicts
};

//! \brief A verdict with its reason.
struct Judgement
{
    Verdict verdict = Verdict::Unsure;
    Ground ground = Ground::None;
    //! The server's words of a refusal or an error; of a measured capability its value.
    QString words = {};

    bool operator==(const Judgement &) const = default;
};

//! \return all capabilities in the order in which they are shown.
const QList<Capability> &allCapabilities();

//! \brief Whether \a capability is a matter of POST /embeddings; the others are of chats.
bool isOfEmbeddings(Capability capability);

//! \name Names in files, in the order of the enumerations ("pdf_scan", "refused", "near_answer").
//!@{
QString nameOf(Capability capability);
QString nameOf(Verdict verdict);
QString nameOf(Ground ground);
std::optional<Capability> capabilityNamed(const QString &name);
std::optional<Verdict> verdictNamed(const QString &name);
std::optional<Ground> groundNamed(const QString &name);
//!@}

QDebug operator<<(QDebug debug, Capability capability);
QDebug operator<<(QDebug debug, const Judgement &judgement);

} // namespace polylogue::app::probe
