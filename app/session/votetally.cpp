// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/votetally.h"

#include <algorithm>

namespace polylogue::app::session {

namespace {

double score(const ModelTally &tally)
{
    return (tally.wins + 0.5 * tally.ties) / tally.shown;
}

} // namespace

QList<ModelTally> tally(const QList<store::Vote> &votes, const std::optional<QString> &tag)
{
    using Outcome = store::Vote::Outcome;
    QList<ModelTally> tallies;
    for (const store::Vote &vote : votes) {
        if (tag && vote.tag != *tag)
            continue;
        for (qsizetype i = 0; i < vote.models.size(); ++i) {
            auto known = std::ranges::find(tallies, vote.models.at(i), &ModelTally::model);
            if (known == tallies.end()) {
                tallies.append(ModelTally{.model = vote.models.at(i)});
                known = tallies.end() - 1;
            }
            ++known->shown;
            if (vote.outcome == Outcome::Tie)
                ++known->ties;
            else if (vote.outcome == Outcome::Winner && vote.winner == i)
                ++known->wins;
            else
                ++known->losses;
        }
    }
    std::ranges::stable_sort(tallies, [](const ModelTally &a, const ModelTally &b) {
        return score(a) != score(b) ? score(a) > score(b) : a.shown > b.shown;
    });
    return tallies;
}

QStringList tagsOf(const QList<store::Vote> &votes)
{
    QStringList tags;
    for (const store::Vote &vote : votes) {
        if (!tags.contains(vote.tag))
            tags.append(vote.tag);
    }
    tags.sort(Qt::CaseInsensitive);
    return tags;
}

} // namespace polylogue::app::session
