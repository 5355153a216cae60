// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/mcp/versions.h"

#include "app/mcp/rpcmessage.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::mcp {

using json::JsonNode;

bool isKnownHandshake(const QString &version)
{
    static const QStringList known{newestHandshake.toString(), u"2025-06-18"_s, u"2025-03-26"_s,
                                   u"2024-11-05"_s};
    return known.contains(version);
}

JsonNode modernMeta(const QString &version)
{
    JsonNode meta = objectWith(u"io.modelcontextprotocol/protocolVersion"_s, JsonNode::of(version));
    meta.insert(u"io.modelcontextprotocol/clientInfo"_s, clientInfo());
    meta.insert(u"io.modelcontextprotocol/clientCapabilities"_s, clientCapabilities());
    return meta;
}

JsonNode clientInfo()
{
    JsonNode info = objectWith(u"name"_s, JsonNode::of(u"polylogue"_s));
    info.insert(u"title"_s, JsonNode::of(u"Polylogue"_s));
    info.insert(u"version"_s, JsonNode::of(QStringLiteral(POLYLOGUE_VERSION)));
    return info;
}

JsonNode clientCapabilities()
{
    return objectWith(u"roots"_s, emptyObject());
}

} // namespace polylogue::app::mcp
