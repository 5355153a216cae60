// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/conversation/messagedelta.h"
#include "app/net/endpointaccess.h"
#include "app/wire/errorcodec.h"

#include <QDateTime>
#include <QUrl>

#include <chrono>
#include <optional>

namespace polylogue::app::net {

//! \brief What one HTTP call did: a row of the ledger. Holds no key.
struct CallRecord
{
    endpoint::EndpointId endpoint = {};
    CallPurpose purpose = CallPurpose::Chat;
    QString subject = {}; //!< EndpointAccess::subject
    QByteArray method = {};
    QUrl url = {};
    QString model = {};
    QDateTime startedAt = {}; //!< UTC
    qint64 bytesSent = 0; //!< of the body
    qint64 bytesReceived = 0; //!< of the body
    int httpStatus = 0;
    wire::Headers responseHeaders = {};
    // From the start of the call to the end of each phase.
    std::optional<std::chrono::milliseconds> connected = {}; //!< TCP, and TLS where there is any
    std::optional<std::chrono::milliseconds> sent = {}; //!< the whole request
    std::optional<std::chrono::milliseconds> firstByte = {};
    std::chrono::milliseconds total = {};
    QString tls = {}; //!< HttpCall::tlsSummary()
    int attempt = 1; //!< 2 and more: a retry
    std::optional<conversation::Usage> usage = {}; //!< where the server counted
    std::optional<base::Error> error = {};
};

} // namespace polylogue::app::net
