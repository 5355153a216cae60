// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/endpoint/endpoint.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace polylogue::app::settings {

struct DecodedEndpoints
{
    QList<endpoint::Endpoint> endpoints = {};
    QStringList wrongMembers = {}; //!< "NAME of the profile: member", their defaults are used
};

//! \param json the file endpoints.json: {"endpoints": [...]}, a profile each, never a key
//! \return ErrorKind::File where it is not of that form.
base::Result<DecodedEndpoints> decodeEndpoints(const QByteArray &json);

//! \param previous the file as it stands, whose unknown members are kept, those of the profiles
//!        too; may be empty
QByteArray encodeEndpoints(const QList<endpoint::Endpoint> &endpoints, const QByteArray &previous);

//! \brief Profiles out of a file that an administrator hands out (ui/README.md).
//!
//! The form of endpoints.json or one bare profile; only base_url is needed, and may be anything
//! that endpoint::parseBaseUrl() takes. What is known of the host holds where the file says
//! nothing. A profile without an id gets one that follows from its address, so that a second import
//! replaces the first. A key in the file is not read.
//! \return ErrorKind::File where it is not of that form, ErrorKind::WrongAddress for a base_url
//!         that is none.
base::Result<QList<endpoint::Endpoint>> importEndpoints(const QByteArray &json);

} // namespace polylogue::app::settings
