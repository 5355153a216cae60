// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/mcp/serverconfig.h"

namespace polylogue::app::mcp {

//! \brief Reads the servers of a configuration file, ours or another program's: "mcpServers"
//!        (Claude Desktop, Cursor, LM Studio, Claude Code, Windsurf, Gemini CLI), "servers" (VS
//!        Code) or the bare map. Comments and trailing commas are taken.
//!
//! Values that look like keys come as secrets. Names are made unique, ids are new where the file
//! has none.
//! \return at least one; ErrorKind::File of type "not_json" with the place in its detail,
//!         "no_servers", or "server" naming as subject one that has neither a command nor an
//!         address.
base::Result<QList<ServerConfig>> decodeServerList(const QByteArray &bytes);

//! \return our own file: "mcpServers", understood by the others. Values of secrets are not in it.
QByteArray encodeServerList(const QList<ServerConfig> &servers);

//! \brief The servers of a profile.
//! \param folder ProfilePaths::config
//! \return an empty list where there are none; otherwise the errors of decodeServerList() and
//!         readPrivateFile(). A file that is not understood is kept aside first.
base::Result<QList<ServerConfig>> readServerList(const QString &folder);
base::Status writeServerList(const QString &folder, const QList<ServerConfig> &servers);

} // namespace polylogue::app::mcp
