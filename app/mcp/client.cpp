// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/mcp/client.h"

#include "app/json/jsoncodec.h"
#include "app/mcp/versions.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::mcp {

using base::Error;
using base::ErrorKind;
using json::JsonNode;

namespace {

constexpr qsizetype mostPages = 50;
constexpr qsizetype mostTools = 1000;
constexpr qsizetype longestLogLine = 4000; // characters
constexpr std::chrono::milliseconds listPause(250); // several changes are one

} // namespace

Error errorOf(const RpcError &refusal)
{
    return {.kind = ErrorKind::Protocol,
            .detail = refusal.message,
            .type = u"refused"_s,
            .code = QString::number(refusal.code)};
}

Client::Client(std::unique_ptr<Transport> transport, const Options &options)
    : m_connection(std::move(transport))
    , m_options(options)
{
    m_connection.setRoots(options.roots);
    m_listSoon.setSingleShot(true);
    m_listSoon.setInterval(listPause);
    m_discoveryTimer.setSingleShot(true);
    m_discoveryTimer.setInterval(options.discoveryPatience);
    connect(&m_listSoon, &QTimer::timeout, this, [this] { listTools(); });
    connect(&m_discoveryTimer, &QTimer::timeout, this, &Client::initialize);
    connect(&m_connection, &Connection::logged, this, &Client::logged);
    connect(&m_connection, &Connection::notified, this, &Client::onNotified);
    connect(&m_connection, &Connection::ended, this, &Client::end);
    connect(&m_connection, &Connection::opened, this, [this] {
        if (m_options.beginsWithHandshake)
            initialize();
        else
            discover();
    });
}

Client::~Client() = default;

void Client::start()
{
    become(State::Starting);
    m_connection.open();
}

void Client::stop()
{
    if (m_state != State::Ended)
        m_connection.close();
}

//! The server is of no use: it ends, and this is why.
void Client::fail(const Error &error)
{
    if (m_state == State::Ended || m_error)
        return;
    m_error = error;
    m_connection.close();
}

void Client::end(const std::optional<Error> &error)
{
    if (!m_error)
        m_error = error;
    m_discoveryTimer.stop();
    m_listSoon.stop();
    const bool hadTools = !m_tools.isEmpty();
    m_tools.clear();
    for (const auto &call : std::exchange(m_afterStart, {}))
        onReply(call,
                {.failure =
                     m_error.value_or(Error{.kind = ErrorKind::Incomplete, .type = u"ended"_s})});
    become(State::Ended);
    if (hadTools)
        Q_EMIT toolsChanged();
}

void Client::become(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

void Client::onNotified(const QString &method, const JsonNode &params)
{
    if (method == "notifications/tools/list_changed"_L1 && m_state == State::Ready && m_hasTools) {
        if (m_isListing)
            m_listsAgain = true;
        else if (!m_listSoon.isActive())
            m_listSoon.start();
    } else if (method == "notifications/message"_L1) {
        const JsonNode *data = params.member(u"data");
        const QString words = !data ? QString()
            : data->isString()      ? data->text
                                    : QString::fromUtf8(json::write(*data));
        Q_EMIT logged((stringIn(params, u"level") + u": "_s + words).left(longestLogLine).toUtf8()
                      + '\n');
    }
}

void Client::listTools(const QString &cursor)
{
    if (!m_hasTools) {
        onListed();
        return;
    }
    if (cursor.isEmpty()) {
        m_listing.clear();
        m_cursors.clear();
        m_listsAgain = false;
    }
    m_isListing = true;
    m_connection.request(
        {.method = u"tools/list"_s,
         .params = cursor.isEmpty() ? JsonNode() : objectWith(u"cursor"_s, JsonNode::of(cursor)),
         .patience = m_options.startPatience},
        [this](const RpcReply &reply) { onToolPage(reply); });
}

void Client::onToolPage(const RpcReply &reply)
{
    m_isListing = false;
    const auto page = reply.result ? readToolPage(*reply.result) : std::nullopt;
    if (!page) {
        if (reply.failure && reply.failure->type == "session_lost"_L1 && m_state == State::Ready)
            renew();
        else if (reply.failure)
            fail(*reply.failure);
        else if (reply.refusal)
            fail(errorOf(*reply.refusal));
        else
            fail({.kind = ErrorKind::Protocol, .type = u"tools"_s});
        return;
    }
    m_listing += page->tools;
    for (const QString &name : page->refused)
        Q_EMIT logged("tools/list: "_ba + name.toUtf8() + '\n');
    const bool goesOn = !page->nextCursor.isEmpty() && !m_cursors.contains(page->nextCursor)
        && m_cursors.size() < mostPages && m_listing.size() < mostTools;
    if (!goesOn) {
        onListed();
        return;
    }
    m_cursors.append(page->nextCursor);
    listTools(page->nextCursor);
}

void Client::onListed()
{
    QList<ServerTool> tools;
    QStringList names;
    for (const ServerTool &tool : m_listing) {
        // Of two that have the same name the first counts.
        if (!names.contains(tool.name))
            tools.append(tool);
        names.append(tool.name);
    }
    const bool isChange = m_tools != tools;
    m_tools = tools;
    if (m_state == State::Starting) {
        become(State::Ready);
        watchTools();
        for (const auto &call : std::exchange(m_afterStart, {}))
            send(call);
    }
    if (isChange)
        Q_EMIT toolsChanged();
    if (m_listsAgain)
        m_listSoon.start();
}

//! From 2026-07-28 on changes are told to those only who ask for it.
void Client::watchTools()
{
    if (!m_isModern || !m_tellsChanges)
        return;
    const JsonNode wanted = objectWith(u"toolsListChanged"_s, JsonNode::of(true));
    m_connection.request({.method = u"subscriptions/listen"_s,
                          .params = objectWith(u"notifications"_s, wanted),
                          .patience = std::chrono::milliseconds(0)},
                         [](const RpcReply &) {}); // it ends with the server, or tells nothing
}

} // namespace polylogue::app::mcp
