// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/message.h"
#include "app/inspection/boundedtext.h"
#include "app/net/exchangelog.h"

#include <QList>
#include <QString>

#include <chrono>

namespace polylogue::app::inspection {

//! \brief How many tokens had come by then: counted by the server where it did, else estimated.
struct TokenMark
{
    std::chrono::milliseconds at = {}; //!< from the start of the call
    double tokens = 0;

    bool operator==(const TokenMark &) const = default;
};

//! \brief An answer as it came and what it says, for people.
struct ResponseReport
{
    BoundedText headers = {};
    //! Events with the time at which they were whole, "+0.412 s"; what is no stream as it came,
    //! JSON indented.
    BoundedText events = {};
    QString copy = {}; //!< what came, whole
    qsizetype eventCount = 0; //!< 0: no stream
    conversation::Message answer = {}; //!< what the decoder made of it
    BoundedText assembled = {}; //!< its texts and calls
    QList<TokenMark> tokens = {}; //!< of a stream, ascending
    bool areTokensCounted = false; //!< by the server
    qint64 omittedBytes = 0; //!< Exchange::omittedBytes
};

ResponseReport reportOf(const net::Exchange &exchange);

} // namespace polylogue::app::inspection
