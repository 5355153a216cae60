// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QList>
#include <QUrl>

#include <optional>

namespace polylogue::app::endpoint {

//! \brief The address that paths such as /chat/completions are put behind.
struct BaseUrl
{
    QUrl url =
        {}; //!< e.g. https://api.example.gov/api/v1, without a trailing slash; may have a query
    //! The user gave no version path, so that this is our best guess; \a alternatives are the
    //! others.
    bool isGuessed = false;
    QList<QUrl> alternatives = {};

    bool operator==(const BaseUrl &) const = default;
};

//! \brief Makes a base URL out of what a user pastes.
//!
//! Takes host names without a scheme (https, or http for this machine and private networks), the
//! API's root, /v1 or /api/v1, a full path to /chat/completions, /embeddings, /models, /docs or
//! /openapi.json, a trailing slash, and white space or quotes around. Azure's
//! .../openai/deployments/D/chat/completions?api-version=V keeps its query.
//! \return ErrorKind::WrongAddress where it is no http or https URL with a host, or carries a user
//!         name or password.
base::Result<BaseUrl> parseBaseUrl(const QString &pasted);

//! \return \a path (e.g. "/chat/completions") below \a base, its query kept.
QUrl endpointUrl(const QUrl &base, QStringView path);

//! \return scheme://host:port of \a url with the port always named: what a key is bound to.
QString originOf(const QUrl &url);

//! \return how many bytes a request to \a baseUrl may have, where its provider says so
//!         (app/wire/README.md); not set where nobody knows.
std::optional<qint64> requestLimitOf(const QUrl &baseUrl);

} // namespace polylogue::app::endpoint
