// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/endpoint/endpoint.h"

#include <QList>
#include <QNetworkReply>
#include <QSslError>
#include <QUrl>

namespace polylogue::app::net {

//! \brief How a call without a (whole) answer ended, as Qt tells it.
struct BrokenCall
{
    QNetworkReply::NetworkError code = QNetworkReply::NoError;
    QString words = {}; //!< Qt's; useless for some codes
    QUrl url = {};
    QString proxy = {}; //!< "host:port"; empty: none in use
    endpoint::NetworkSettings network = {};
    QList<QSslError> certificateErrors = {};
    bool wasConnected = false; //!< something of the request may have gone out
    bool hasHeaders = false;
    qint64 bytesLeftToSend = 0;
};

//! \brief The one reading of Qt's network errors (app/README.md): what happened, and whose fault.
//!
//! Types of our own: "refused", "unreachable", "closed_before_answer", "closed_while_sending",
//! "closed_while_answering", "handshake", "client_certificate", and those of certificateError().
base::Error errorOf(const BrokenCall &call);

} // namespace polylogue::app::net
