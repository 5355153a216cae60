// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/ledger.h"

#include "app/net/retryingcall.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::session {

namespace {

QString wordOf(net::CallPurpose purpose)
{
    switch (purpose) {
    case net::CallPurpose::Chat:
        return u"chat"_s;
    case net::CallPurpose::Embeddings:
        return u"embeddings"_s;
    case net::CallPurpose::Models:
        return u"models"_s;
    case net::CallPurpose::Probe:
        return u"probe"_s;
    case net::CallPurpose::Tools:
        return u"tools"_s;
    }
    return {};
}

std::optional<qint64> number(const std::optional<std::chrono::milliseconds> &time)
{
    return time ? std::optional<qint64>(time->count()) : std::nullopt;
}

} // namespace

store::LedgerRow ledgerRow(const net::CallRecord &call)
{
    store::LedgerRow row{.startedAt = call.startedAt,
                         .purpose = wordOf(call.purpose),
                         .method = call.method,
                         .url = call.url,
                         .model = call.model,
                         .httpStatus = call.httpStatus,
                         .attempt = call.attempt,
                         .milliseconds = call.total.count(),
                         .connectedAt = number(call.connected),
                         .sentAt = number(call.sent),
                         .firstByteAt = number(call.firstByte),
                         .bytesSent = call.bytesSent,
                         .bytesReceived = call.bytesReceived,
                         .requestId = net::requestIdOf(call.responseHeaders)};
    if (call.usage) {
        row.inputTokens = call.usage->promptTokens;
        row.outputTokens = call.usage->completionTokens;
    }
    if (call.error)
        QDebug(&row.error).noquote() << call.error->kind << call.error->detail;
    return row;
}

} // namespace polylogue::app::session
