// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QPair>

#include <chrono>
#include <optional>

namespace polylogue::app::wire {

//! Header fields of an answer as they came; names in any case.
using Headers = QList<QPair<QByteArray, QByteArray>>;

//! \brief The failure that an HTTP answer with \a status >= 300 tells of.
//!
//! Understands every body of app/wire/README.md (nested, flat, arrays, FastAPI's lists, web
//! pages, plain text, nothing). Error::detail holds the server's words as plain text of at most
//! 2,000 characters, Error::parameter the field it names, Error::retryAfter what its headers or
//! body ask for, Error::requestId its x-request-id (or alike).
base::Error decodeErrorBody(int status, const Headers &headers, const QByteArray &body);

//! \brief The kind that \a error's status, type, code and words amount to (table in the tests).
base::ErrorKind classifyError(const base::Error &error);

//! \brief How long the server asks to wait: retry-after-ms, Retry-After as seconds (fractions too)
//!        or as a date, which is measured against the answer's own Date header where it has one.
//! \return not set where there is none or it is junk; never negative.
std::optional<std::chrono::milliseconds> retryAfter(const Headers &headers, const QDateTime &now);

//! \brief The optional field of a request that a 400 or 422 names: in quotes, as its param, or in a
//!        FastAPI loc.
//! \return the one of \a sent that is named; empty where none is.
QString refusedField(const base::Error &error, const QStringList &sent);

} // namespace polylogue::app::wire
