// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/inspection/ledgerexport.h"

#include "app/base/redact.h"
#include "app/json/jsoncodec.h"
#include "app/tables/csvwriter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::inspection {

using json::JsonNode;
using store::LedgerRow;

namespace {

QString timeOf(const LedgerRow &row)
{
    return row.startedAt.toUTC().toString(Qt::ISODateWithMs);
}

QString addressOf(const LedgerRow &row)
{
    return base::redacted(
        row.url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment));
}

QString cell(const std::optional<qint64> &number)
{
    return number ? QString::number(*number) : QString();
}

JsonNode array(const QList<JsonNode> &elements = {})
{
    return {.kind = JsonNode::Kind::Array, .children = elements};
}

JsonNode object()
{
    return {.kind = JsonNode::Kind::Object};
}

//! What HAR wants of every message, though there is nothing to tell.
JsonNode message(qint64 bodySize)
{
    JsonNode node = object();
    node.insert(u"httpVersion"_s, JsonNode::of(u"HTTP/1.1"_s));
    node.insert(u"cookies"_s, array());
    node.insert(u"headers"_s, array());
    node.insert(u"headersSize"_s, JsonNode::of(qint64{-1}));
    node.insert(u"bodySize"_s, JsonNode::of(bodySize));
    return node;
}

JsonNode requestOf(const LedgerRow &row)
{
    JsonNode request = message(row.bytesSent);
    request.insert(u"method"_s, JsonNode::of(QString::fromLatin1(row.method)));
    request.insert(u"url"_s, JsonNode::of(addressOf(row)));
    request.insert(u"queryString"_s, array());
    return request;
}

JsonNode responseOf(const LedgerRow &row)
{
    JsonNode content = object();
    content.insert(u"size"_s, JsonNode::of(row.bytesReceived));
    content.insert(u"mimeType"_s, JsonNode::of(QString()));
    JsonNode response = message(row.bytesReceived);
    response.insert(u"status"_s, JsonNode::of(qint64{row.httpStatus}));
    response.insert(u"statusText"_s, JsonNode::of(QString()));
    response.insert(u"content"_s, content);
    response.insert(u"redirectURL"_s, JsonNode::of(QString()));
    if (!row.error.isEmpty())
        response.insert(u"_error"_s, JsonNode::of(base::redacted(row.error)));
    return response;
}

//! -1: not known.
JsonNode timingsOf(const LedgerRow &row)
{
    const auto between = [](const std::optional<qint64> &from, const std::optional<qint64> &to) {
        return JsonNode::of(from && to ? std::max<qint64>(0, *to - *from) : qint64{-1});
    };
    JsonNode timings = object();
    timings.insert(u"connect"_s, between(0, row.connectedAt));
    timings.insert(u"send"_s, between(row.connectedAt, row.sentAt));
    timings.insert(u"wait"_s, between(row.sentAt, row.firstByteAt));
    timings.insert(u"receive"_s, between(row.firstByteAt, row.milliseconds));
    return timings;
}

JsonNode entryOf(const LedgerRow &row)
{
    JsonNode entry = object();
    entry.insert(u"startedDateTime"_s, JsonNode::of(timeOf(row)));
    entry.insert(u"time"_s, JsonNode::of(row.milliseconds));
    entry.insert(u"request"_s, requestOf(row));
    entry.insert(u"response"_s, responseOf(row));
    entry.insert(u"cache"_s, object());
    entry.insert(u"timings"_s, timingsOf(row));
    entry.insert(u"_purpose"_s, JsonNode::of(row.purpose));
    entry.insert(u"_model"_s, JsonNode::of(row.model));
    entry.insert(u"_attempt"_s, JsonNode::of(qint64{row.attempt}));
    entry.insert(u"_requestId"_s, JsonNode::of(row.requestId));
    if (row.inputTokens)
        entry.insert(u"_inputTokens"_s, JsonNode::of(*row.inputTokens));
    if (row.outputTokens)
        entry.insert(u"_outputTokens"_s, JsonNode::of(*row.outputTokens));
    return entry;
}

} // namespace

QByteArray ledgerAsCsv(const QList<LedgerRow> &rows)
{
    QString text =
        tables::csvRecord({u"started_at"_s, u"purpose"_s, u"method"_s, u"url"_s, u"model"_s,
                           u"status"_s, u"attempt"_s, u"milliseconds"_s, u"connected_at"_s,
                           u"sent_at"_s, u"first_byte_at"_s, u"bytes_sent"_s, u"bytes_received"_s,
                           u"input_tokens"_s, u"output_tokens"_s, u"request_id"_s, u"error"_s})
        + u"\r\n"_s;
    for (const LedgerRow &row : rows) {
        text += tables::csvRecord(
                    {timeOf(row), row.purpose, QString::fromLatin1(row.method), addressOf(row),
                     row.model, QString::number(row.httpStatus), QString::number(row.attempt),
                     QString::number(row.milliseconds), cell(row.connectedAt), cell(row.sentAt),
                     cell(row.firstByteAt), QString::number(row.bytesSent),
                     QString::number(row.bytesReceived), cell(row.inputTokens),
                     cell(row.outputTokens), row.requestId, base::redacted(row.error)})
            + u"\r\n"_s;
    }
    return text.toUtf8();
}

QByteArray ledgerAsHar(const QList<LedgerRow> &rows)
{
    QList<JsonNode> entries;
    for (const LedgerRow &row : rows)
        entries.append(entryOf(row));
    JsonNode creator = object();
    creator.insert(u"name"_s, JsonNode::of(u"Polylogue"_s));
    creator.insert(u"version"_s, JsonNode::of(QStringLiteral(POLYLOGUE_VERSION)));
    JsonNode log = object();
    log.insert(u"version"_s, JsonNode::of(u"1.2"_s));
    log.insert(u"creator"_s, creator);
    log.insert(u"entries"_s, array(entries));
    JsonNode root = object();
    root.insert(u"log"_s, log);
    return json::write(root, json::Layout::Indented);
}

} // namespace polylogue::app::inspection
