// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/calls.h"

#include "app/store/columns.h"
#include "app/store/database.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

using base::Result;
using base::Status;

namespace {

QVariant toColumn(const std::optional<qint64> &number)
{
    return number ? QVariant(*number) : QVariant();
}

std::optional<qint64> numberOf(const Row &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(row.integer(column));
}

} // namespace

Status apply(Database &database, const RecordCall &change)
{
    const LedgerRow &call = change.row;
    return database.run(u"INSERT INTO calls(started_at, url, model, status, milliseconds, "
                        "request_id, error, purpose, method, attempt, connected_at, sent_at, "
                        "first_byte_at, bytes_sent, bytes_received, input_tokens, output_tokens) "
                        "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                        {store::toColumn(call.startedAt), call.url.toString(QUrl::FullyEncoded),
                         call.model, call.httpStatus, call.milliseconds, call.requestId, call.error,
                         call.purpose, QString::fromLatin1(call.method), call.attempt,
                         toColumn(call.connectedAt), toColumn(call.sentAt),
                         toColumn(call.firstByteAt), call.bytesSent, call.bytesReceived,
                         toColumn(call.inputTokens), toColumn(call.outputTokens)});
}

Result<QList<LedgerRow>> loadCalls(Database &database, int limit)
{
    QList<LedgerRow> calls;
    const Status read = database.read(
        u"SELECT started_at, url, model, status, milliseconds, request_id, error, purpose, method, "
        "attempt, connected_at, sent_at, first_byte_at, bytes_sent, bytes_received, input_tokens, "
        "output_tokens FROM calls ORDER BY key DESC LIMIT ?"_s,
        {limit}, [&calls](const Row &row) {
            calls.append({.startedAt = timeOf(row, 0),
                          .purpose = row.text(7),
                          .method = row.text(8).toLatin1(),
                          .url = QUrl(row.text(1)),
                          .model = row.text(2),
                          .httpStatus = int(row.integer(3)),
                          .attempt = int(row.integer(9)),
                          .milliseconds = row.integer(4),
                          .connectedAt = numberOf(row, 10),
                          .sentAt = numberOf(row, 11),
                          .firstByteAt = numberOf(row, 12),
                          .bytesSent = row.integer(13),
                          .bytesReceived = row.integer(14),
                          .inputTokens = numberOf(row, 15),
                          .outputTokens = numberOf(row, 16),
                          .requestId = row.text(5),
                          .error = row.text(6)});
            return true;
        });
    return read ? Result<QList<LedgerRow>>(calls) : Result<QList<LedgerRow>>(read.error());
}

} // namespace polylogue::app::store
