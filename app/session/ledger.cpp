// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/ledger.h"

#include "app/net/retryingcall.h"

namespace polylogue::app::session {

store::RecordCall ledgerRow(const net::CallRecord &call)
{
    store::RecordCall row{.startedAt = call.startedAt,
                          .url = call.url,
                          .model = call.model,
                          .httpStatus = call.httpStatus,
                          .milliseconds = call.total.count(),
                          .requestId = net::requestIdOf(call.responseHeaders)};
    if (call.error)
        QDebug(&row.error).noquote() << call.error->kind << call.error->detail;
    return row;
}

} // namespace polylogue::app::session
