// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/votes.h"

#include "app/store/columns.h"
#include "app/store/database.h"
#include "app/store/jsoncodec.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

using base::Result;
using base::Status;

Status apply(Database &database, const SaveVote &change)
{
    const Vote &vote = change.vote;
    QVariantList models;
    for (const QString &model : vote.models)
        models.append(model);
    return database.run(u"INSERT OR REPLACE INTO votes(id, voted_at, tag, models, outcome, winner) "
                        "VALUES(?, ?, ?, ?, ?, ?)"_s,
                        {toColumn(vote.id), toColumn(vote.votedAt), vote.tag,
                         jsonColumn(encodeArray(models)), int(vote.outcome), qint64(vote.winner)});
}

Status apply(Database &database, const RemoveVotes &)
{
    return database.run(u"DELETE FROM votes"_s);
}

Result<QList<Vote>> loadVotes(Database &database)
{
    QList<Vote> votes;
    const Status read = database.read(
        u"SELECT id, voted_at, tag, models, outcome, winner FROM votes ORDER BY voted_at, key"_s,
        {}, [&votes](const Row &row) {
            Vote vote{.id = idOf<VoteId>(row, 0),
                      .votedAt = timeOf(row, 1),
                      .tag = row.text(2),
                      .winner = row.integer(5)};
            for (const QVariant &model : decodeArray(jsonOf(row, 3)).value_or({}))
                vote.models.append(model.toString());
            const qint64 outcome = row.integer(4);
            const bool isKnown = outcome >= 0 && outcome <= int(Vote::Outcome::AllBad);
            const bool hasWinner = vote.winner >= 0 && vote.winner < vote.models.size();
            if (!isKnown || (outcome == int(Vote::Outcome::Winner) && !hasWinner))
                return true; // damaged, or of a newer version
            vote.outcome = Vote::Outcome(outcome);
            votes.append(vote);
            return true;
        });
    return read ? Result<QList<Vote>>(votes) : Result<QList<Vote>>(read.error());
}

} // namespace polylogue::app::store
