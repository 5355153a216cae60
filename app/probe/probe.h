// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/probe/capability.h"
#include "app/wire/chatrequest.h"
#include "app/wire/embeddingscodec.h"

#include <QDateTime>
#include <QList>
#include <QRandomGenerator>

#include <chrono>
#include <memory>
#include <optional>
#include <variant>

namespace polylogue::app::probe {

//! \brief Who is asked.
struct Subject
{
    QString model = {};
    endpoint::Quirks quirks = {};
};

//! \brief What is to be sent next.
using Request = std::variant<wire::ChatRequest, wire::EmbeddingsRequest>;

//! \brief A piece of an answer that arrived by itself.
struct Piece
{
    std::chrono::milliseconds at = {}; //!< since the request was sent
    qsizetype characters = 0; //!< of text and reasoning

    bool operator==(const Piece &) const = default;
};

//! \brief What came back, decoded.
struct Reply
{
    std::optional<base::Error> error = {}; //!< what came before it is below all the same
    QString text = {};
    QString reasoning = {};
    QString refusal = {};
    QList<conversation::ToolCallPart> toolCalls = {};
    conversation::FinishReason finishReason = conversation::FinishReason::Unknown;
    conversation::Usage usage = {};
    QList<Piece> pieces = {};
    bool isStream = false; //!< events, not one body
    wire::Embeddings embeddings = {};
    std::chrono::milliseconds total = {};
};

//! \brief How an answer must arrive to count as streamed; tests shorten it.
struct Pace
{
    //! Between the first and the last piece; also what is too quick to tell for less in all.
    std::chrono::milliseconds leastSpread{60};
    std::chrono::milliseconds leastTotal{400};
};

using Step = std::variant<Request, Judgement>;

//! \brief One question, or a few that belong together, whose answers are known. Pure: it sends
//!        nothing.
class Probe
{
public:
    virtual ~Probe() = default;
    virtual Request begin() = 0;
    //! \return what to send next, or the verdict. \a reply is a whole answer: see judgementOf(); or
    //!         a refusal, where expectsRefusal().
    virtual Step next(const Reply &reply) = 0;
    //! \brief Whether a refusal of the last request tells something else than that.
    virtual bool expectsRefusal() const { return false; }
};

//! \brief A probe with new random content. \param random outlives the call only
std::unique_ptr<Probe> makeProbe(Capability capability, const Subject &subject, const Pace &pace,
                                 QRandomGenerator &random);

//! \return the verdict where \a reply is no whole answer: an error, nothing, a filter. A
//!         refusal is one only where the server refuses what was asked, not where it fails.
std::optional<Judgement> judgementOf(const Reply &reply);

//! \brief Whether \a error ends a run: nothing that is asked now could be answered.
bool endsRun(const base::Error &error);

} // namespace polylogue::app::probe
