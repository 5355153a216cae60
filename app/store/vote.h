// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/id.h"

#include <QDateTime>
#include <QStringList>

#include <optional>

namespace polylogue::app::store {

using VoteId = base::Id<struct VoteTag>;

//! \brief The outcome of one blind comparison.
struct Vote
{
    enum class Outcome {
        Winner, //!< one answer was the best, see winner
        Tie, //!< they were equally good
        AllBad, //!< none was good
    };

    VoteId id = {};
    QDateTime votedAt = {}; //!< UTC
    QString tag = {}; //!< what kind of prompt it was, in the user's words; may be empty
    QStringList models = {}; //!< whose answers were shown; one may be there twice
    Outcome outcome = Outcome::Tie;
    qsizetype winner = 0; //!< index of models, for Outcome::Winner

    bool operator==(const Vote &) const = default;
};

} // namespace polylogue::app::store
