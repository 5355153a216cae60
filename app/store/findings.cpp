// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/findings.h"

#include "app/store/change.h"
#include "app/store/columns.h"
#include "app/store/database.h"
#include "app/store/statements.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

namespace {

constexpr int keptOfProbes = 5; // so that what changed can be told
constexpr int keptOfOthers = 1;

//! Columns are never NULL, as a null text would be.
QString given(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

base::Status removeOld(Database &database, const FindingRecord &like)
{
    const QString which =
        u"FROM findings WHERE endpoint = ? AND model = ? AND capability = ? AND source = ?"_s;
    QVariantList values{toColumn(like.endpoint), like.model, like.capability, like.source};
    const int kept = like.source == "probe"_L1 ? keptOfProbes : keptOfOthers;
    const auto newest = number(
        database,
        u"SELECT found_at %1 ORDER BY found_at DESC LIMIT 1 OFFSET %2"_s.arg(which).arg(kept),
        values);
    if (!newest || !*newest)
        return newest ? base::Status() : base::Status(newest.error());
    values.append(**newest);
    return database.run(u"DELETE %1 AND found_at <= ?"_s.arg(which), values);
}

} // namespace

base::Status saveFinding(Database &database, const FindingRecord &finding)
{
    base::Status saved = database.run(
        u"INSERT OR REPLACE INTO findings(endpoint, model, capability, source, verdict, ground, "
        "words, found_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {toColumn(finding.endpoint), finding.model, finding.capability, finding.source,
         finding.verdict, given(finding.ground), given(finding.words), toColumn(finding.at)});
    if (!saved)
        return saved;
    const auto key = number(database, u"SELECT last_insert_rowid()"_s);
    if (!key)
        return key.error();
    int sequence = 0;
    for (const ExchangeRecord &exchange : finding.exchanges) {
        saved = database.run(
            u"INSERT INTO finding_exchanges(finding, sequence, sent_at, path, request, answer, "
            "status, milliseconds) VALUES(?, ?, ?, ?, ?, ?, ?, ?)"_s,
            {key->value_or(0), sequence++, toColumn(exchange.at), given(exchange.path),
             given(exchange.request), given(exchange.answer), exchange.httpStatus,
             exchange.milliseconds});
        if (!saved)
            return saved;
    }
    return removeOld(database, finding);
}

base::Status removeFindings(Database &database, const RemoveFindings &which)
{
    return database.run(u"DELETE FROM findings WHERE endpoint = ? AND model = ? AND capability = ? "
                        "AND source = ?"_s,
                        {toColumn(which.endpoint), which.model, which.capability, which.source});
}

base::Result<QList<FindingRecord>> loadFindings(Database &database,
                                                const endpoint::EndpointId &endpoint)
{
    QList<FindingRecord> findings;
    const base::Status read = database.read(
        u"SELECT key, model, capability, source, verdict, ground, words, found_at FROM findings "
        "WHERE endpoint = ? ORDER BY found_at DESC, key DESC"_s,
        {toColumn(endpoint)}, [&findings, &endpoint](const Row &row) {
            findings.append(FindingRecord{.key = row.integer(0),
                                          .endpoint = endpoint,
                                          .model = row.text(1),
                                          .capability = row.text(2),
                                          .source = row.text(3),
                                          .verdict = row.text(4),
                                          .ground = row.text(5),
                                          .words = row.text(6),
                                          .at = timeOf(row, 7)});
            return true;
        });
    if (!read)
        return read.error();
    return findings;
}

base::Result<QList<ExchangeRecord>> loadExchanges(Database &database, qint64 key)
{
    QList<ExchangeRecord> exchanges;
    const base::Status read = database.read(
        u"SELECT sent_at, path, request, answer, status, milliseconds FROM finding_exchanges "
        "WHERE finding = ? ORDER BY sequence"_s,
        {key}, [&exchanges](const Row &row) {
            exchanges.append(ExchangeRecord{.at = timeOf(row, 0),
                                            .path = row.text(1),
                                            .request = row.text(2),
                                            .answer = row.text(3),
                                            .httpStatus = int(row.integer(4)),
                                            .milliseconds = row.integer(5)});
            return true;
        });
    if (!read)
        return read.error();
    return exchanges;
}

} // namespace polylogue::app::store
