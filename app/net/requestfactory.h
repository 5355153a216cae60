// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/net/endpointaccess.h"

#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QUrl>

namespace polylogue::app::net {

//! \brief All that a call needs before it touches the network.
struct PreparedRequest
{
    QNetworkRequest request = {};
    QNetworkProxy proxy = QNetworkProxy::NoProxy;
};

//! \brief What is asked for.
struct RequestPlan
{
    QUrl url = {};
    QByteArray accept = {};
    qint64 bodySize = -1; //!< -1: a GET
};

//! \brief The only place that makes a QNetworkRequest: redirects, cookies, compression, HTTP/2,
//!        authentication, TLS, the key and the profile's headers are decided here (app/README.md).
//! \return ErrorKind::File naming a PEM file that cannot be used, ErrorKind::BadParameter (type
//!         "header", the name as parameter) for a header that must not be sent,
//!         ErrorKind::Unauthorized (type "malformed_key") for a key that no header can carry.
base::Result<PreparedRequest> prepareRequest(const EndpointAccess &access, const RequestPlan &plan);

//! \brief The way out to \a url that \a settings choose.
QNetworkProxy proxyFor(const endpoint::Endpoint &endpoint, const QUrl &url);

//! \return "host:port" of \a proxy; empty where none is used.
QString proxyName(const QNetworkProxy &proxy);

} // namespace polylogue::app::net
