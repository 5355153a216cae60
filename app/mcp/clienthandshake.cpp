// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/mcp/client.h"
#include "app/mcp/versions.h"

#include <utility>

// How client and server agree on a version: both are asked for where it is not clear, and the first
// that answers decides. A server of 2026-07-28 that has seen "server/discover" refuses
// "initialize"; an older one refuses the former, or says nothing.

using namespace Qt::StringLiterals;

namespace polylogue::app::mcp {

using base::Error;
using base::ErrorKind;
using json::JsonNode;

namespace {

constexpr qsizetype longestInstructions = 20'000; // characters

QStringList stringsOf(const JsonNode *list)
{
    QStringList strings;
    if (list && list->isArray()) {
        for (const JsonNode &each : list->children)
            strings.append(each.text);
    }
    return strings;
}

//! Nothing that another request would change.
bool isFinal(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Network:
    case ErrorKind::Dns:
    case ErrorKind::Tls:
    case ErrorKind::Proxy:
    case ErrorKind::Unauthorized:
    case ErrorKind::Forbidden:
    case ErrorKind::RateLimited:
    case ErrorKind::Cancelled:
        return true;
    default:
        return error.type == "redirect"_L1 || error.type == "header"_L1;
    }
}

Error unknownVersion(const QStringList &theirs)
{
    return {.kind = ErrorKind::Protocol,
            .type = u"protocol_version"_s,
            .subject = theirs.join(u", "_s).left(100)};
}

} // namespace

void Client::discover()
{
    m_connection.speak(modernVersion.toString(), true);
    m_discoveryTimer.start();
    m_discovery =
        m_connection.request({.method = u"server/discover"_s, .patience = m_options.startPatience},
                             [this](const RpcReply &reply) {
                                 m_discovery = 0;
                                 onDiscovered(reply);
                             });
}

void Client::onDiscovered(const RpcReply &reply)
{
    if (m_state != State::Starting)
        return;
    const JsonNode *versions = reply.result ? reply.result->member(u"supportedVersions") : nullptr;
    if (reply.refusal && reply.refusal->code == unsupportedVersion)
        versions = reply.refusal->data.member(u"supported");
    const QStringList theirs = stringsOf(versions);
    if (reply.result && theirs.contains(modernVersion)) {
        agree(modernVersion.toString(), true, *reply.result);
        return;
    }
    const bool knowsOlder = std::any_of(theirs.begin(), theirs.end(), &isKnownHandshake);
    if (versions && !theirs.isEmpty() && !knowsOlder)
        fail(unknownVersion(theirs));
    else if (reply.failure && isFinal(*reply.failure))
        fail(*reply.failure);
    else
        initialize();
}

void Client::initialize()
{
    m_discoveryTimer.stop();
    if (std::exchange(m_hasInitialized, true))
        return;
    m_connection.speak({}, false);
    JsonNode params = objectWith(u"protocolVersion"_s, JsonNode::of(newestHandshake.toString()));
    params.insert(u"capabilities"_s, clientCapabilities());
    params.insert(u"clientInfo"_s, clientInfo());
    m_initialization = m_connection.request(
        {.method = u"initialize"_s, .params = params, .patience = m_options.startPatience},
        [this](const RpcReply &reply) {
            m_initialization = 0;
            onInitialized(reply);
        });
}

void Client::onInitialized(const RpcReply &reply)
{
    if (m_state != State::Starting)
        return;
    if (reply.result) {
        const QString version = stringIn(*reply.result, u"protocolVersion");
        if (isKnownHandshake(version))
            agree(version, false, *reply.result);
        else
            fail(unknownVersion({version}));
    } else if (m_discovery == 0 || reply.failure) { // else the other answer is on its way
        fail(reply.refusal ? errorOf(*reply.refusal) : *reply.failure);
    }
}

void Client::agree(const QString &version, bool isModern, const JsonNode &result)
{
    m_discoveryTimer.stop();
    for (qint64 *unanswered : {&m_discovery, &m_initialization}) {
        if (*unanswered != 0)
            m_connection.forget(std::exchange(*unanswered, 0));
    }
    m_isModern = isModern;
    m_connection.speak(version, isModern);
    const JsonNode *info = result.member(u"serverInfo");
    if (const JsonNode *meta = result.member(u"_meta"); meta && !info)
        info = meta->member(u"io.modelcontextprotocol/serverInfo");
    const JsonNode nobody = emptyObject();
    const JsonNode &who = info ? *info : nobody;
    m_server = {.name = stringIn(who, u"name").left(200),
                .title = stringIn(who, u"title").left(200),
                .version = stringIn(who, u"version").left(100),
                .instructions = stringIn(result, u"instructions").left(longestInstructions),
                .protocol = version};
    const JsonNode *capabilities = result.member(u"capabilities");
    const JsonNode *tools = capabilities ? capabilities->member(u"tools") : nullptr;
    m_hasTools = tools != nullptr;
    m_tellsChanges = tools && isTrueIn(*tools, u"listChanged");
    if (!isModern) {
        m_connection.notify(u"notifications/initialized"_s);
        m_connection.listen();
    }
    listTools();
}

} // namespace polylogue::app::mcp
