// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/settings/settings.h"

#include <QByteArray>
#include <QStringList>

namespace polylogue::app::settings {

struct DecodedSettings
{
    Settings settings = {};
    QStringList wrongMembers = {}; //!< of the wrong kind or out of range; their defaults are used
};

//! \param json the file settings.json: one object
//! \return ErrorKind::File where it is no JSON object.
base::Result<DecodedSettings> decodeSettings(const QByteArray &json);

//! \param previous the file as it stands, whose unknown members are kept; may be empty
QByteArray encodeSettings(const Settings &settings, const QByteArray &previous);

//! \return whether \a json is a JSON array or object.
base::Status checkJson(const QByteArray &json);

} // namespace polylogue::app::settings
