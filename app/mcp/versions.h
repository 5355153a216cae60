// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/json/jsonnode.h"

#include <QStringList>

namespace polylogue::app::mcp {

//! \brief The newest version of the protocol, without a handshake and without sessions.
inline constexpr QStringView modernVersion = u"2026-07-28";
//! \brief The newest version that begins with "initialize".
inline constexpr QStringView newestHandshake = u"2025-11-25";

//! \return whether we speak \a version, which begins with "initialize".
bool isKnownHandshake(const QString &version);

//! \return what every request says of itself from 2026-07-28 on ("_meta").
json::JsonNode modernMeta(const QString &version);

//! \return what we tell of ourselves: name and version.
json::JsonNode clientInfo();

//! \return what we can do for servers.
json::JsonNode clientCapabilities();

} // namespace polylogue::app::mcp
