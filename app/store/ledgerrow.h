// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QUrl>

#include <optional>

namespace polylogue::app::store {

//! \brief An HTTP call as the ledger keeps it. Holds neither key nor texts. What an older version
//!        did not note is empty or not set.
struct LedgerRow
{
    QDateTime startedAt = {}; //!< UTC
    QString purpose = {}; //!< "chat", "embeddings", "models", "probe", "tools"
    QByteArray method = {};
    QUrl url = {};
    QString model = {};
    int httpStatus = 0; //!< 0: no answer
    int attempt = 1; //!< 2 and more: a retry
    qint64 milliseconds = 0; //!< in all
    // From the start of the call, in milliseconds.
    std::optional<qint64> connectedAt = {};
    std::optional<qint64> sentAt = {};
    std::optional<qint64> firstByteAt = {};
    qint64 bytesSent = 0; //!< of the body
    qint64 bytesReceived = 0; //!< of the body
    std::optional<qint64> inputTokens = {}; //!< where the server counted
    std::optional<qint64> outputTokens = {};
    QString requestId = {};
    QString error = {}; //!< redacted; empty where all was well

    bool operator==(const LedgerRow &) const = default;
};

} // namespace polylogue::app::store
