// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/wire/chatrequest.h"

#include <QString>

namespace polylogue::app::net {

//! \name What LearnedDrops calls kinds of parts that a server refused.
//!@{
inline const QString imageField = QStringLiteral("content.image_url");
inline const QString fileField = QStringLiteral("content.file");
//!@}

//! \brief Which kind of part of \a request \a error refuses.
//! \return imageField or fileField; empty where the error is of another kind than
//!         ErrorKind::PartRefused, is about the content of one file, or the request has no such
//!         part.
QString refusedPartOf(const wire::ChatRequest &request, const base::Error &error);

} // namespace polylogue::app::net
