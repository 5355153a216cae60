// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/mcp/serverlist.h"

#include "app/settings/privatefile.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::mcp {

namespace {

QString fileIn(const QString &folder)
{
    return folder + u"/mcp.json"_s;
}

} // namespace

base::Result<QList<ServerConfig>> readServerList(const QString &folder)
{
    const auto bytes = settings::readPrivateFile(fileIn(folder));
    if (!bytes)
        return bytes.error();
    if (bytes->isEmpty())
        return QList<ServerConfig>();
    auto servers = decodeServerList(*bytes);
    if (!servers)
        if (const auto kept = settings::keepAside(fileIn(folder)); !kept)
            return kept.error();
    return servers;
}

base::Status writeServerList(const QString &folder, const QList<ServerConfig> &servers)
{
    return settings::writePrivateFile(fileIn(folder),
                                      servers.isEmpty() ? QByteArray() : encodeServerList(servers));
}

} // namespace polylogue::app::mcp
