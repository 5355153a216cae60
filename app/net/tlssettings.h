// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/endpoint/endpoint.h"

#include <QList>
#include <QSslConfiguration>
#include <QSslError>

namespace polylogue::app::net {

//! \brief The system's authorities and TLS floor, with what \a settings add.
//! \return ErrorKind::File with type "ca_bundle", "client_certificate" or "client_key", naming the
//!         file that cannot be read or holds no such thing.
base::Result<QSslConfiguration> tlsConfiguration(const endpoint::NetworkSettings &settings);

//! \brief Why \a host was not trusted, out of what Qt found.
//!
//! Error::type is "self_signed", "expired", "not_yet_valid", "host_mismatch", "untrusted" or
//! "certificate"; Error::subject "host (issuer)"; Error::detail the system's words, with the CA
//! bundle's name where one was in use and did not help.
base::Error certificateError(const QString &host, const QList<QSslError> &errors,
                             const endpoint::NetworkSettings &settings);

//! \brief "TLS 1.3, Example CA" for a connection that is up; empty without TLS.
QString tlsSummary(const QSslConfiguration &session);

} // namespace polylogue::app::net
