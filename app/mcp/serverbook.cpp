// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/mcp/serverbook.h"

#include "app/mcp/serverlist.h"
#include "app/mcp/serversecrets.h"
#include "app/tools/toolbox.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::mcp {

ServerBook::ServerBook(const QString &folder, net::HttpClient &client,
                       settings::SecretStore &secrets, tools::ToolBox &tools, QObject *parent)
    : QObject(parent)
    , m_folder(folder)
    , m_secrets(secrets)
    , m_tools(tools)
    , m_servers(client, secrets)
{
    const auto list = readServerList(folder);
    if (list)
        m_list = *list;
    else
        m_loadError = list.error();
    m_servers.setServers(m_list);
    connect(&m_servers, &Servers::statusChanged, this, &ServerBook::statusChanged);
    connect(&m_servers, &Servers::logged, this, &ServerBook::logged);
    connect(&m_servers, &Servers::toolsChanged, this, &ServerBook::offer);
}

std::optional<ServerConfig> ServerBook::find(const ServerId &id) const
{
    const auto found = std::ranges::find(m_list, id, &ServerConfig::id);
    return found == m_list.end() ? std::nullopt : std::optional(*found);
}

void ServerBook::add(const QList<ServerConfig> &servers)
{
    for (ServerConfig config : servers) {
        config.id = ServerId::create();
        config.approval.clear(); // of another profile's user
        const QString wanted = config.name;
        const auto isTaken = [this, &config] {
            return std::ranges::any_of(
                m_list, [&config](const ServerConfig &other) { return other.name == config.name; });
        };
        for (int number = 2; isTaken(); ++number)
            config.name = wanted + u' ' + QString::number(number);
        m_list.append(config);
        keepSecrets(config, m_secrets, this,
                    [this, name = config.name](const base::Status &status) {
                        if (!status)
                            Q_EMIT keysNotKept(name, status.error());
                    });
    }
    write();
}

void ServerBook::remove(const ServerId &id)
{
    if (const auto config = find(id))
        dropSecrets(*config, m_secrets, this);
    m_list.removeIf([&id](const ServerConfig &config) { return config.id == id; });
    write();
}

void ServerBook::start(const ServerId &id, const QByteArray &approval)
{
    for (ServerConfig &config : m_list) {
        if (config.id != id)
            continue;
        config.approval = approval;
        config.isDisabled = false;
    }
    write();
    m_servers.start(id, approval);
}

void ServerBook::stop(const ServerId &id)
{
    for (ServerConfig &config : m_list)
        config.isDisabled = config.isDisabled || config.id == id;
    write();
    m_servers.stop(id);
}

void ServerBook::startAgreed()
{
    for (const ServerConfig &config : std::as_const(m_list)) {
        if (!config.isDisabled && !config.approval.isEmpty())
            m_servers.start(config.id, config.approval);
    }
}

void ServerBook::write()
{
    m_servers.setServers(m_list);
    if (const base::Status status = writeServerList(m_folder, m_list); !status)
        Q_EMIT failed(status.error());
    Q_EMIT changed();
}

//! What they offer stands in the ToolBox by the name of the server.
void ServerBook::offer()
{
    QMap<QString, QList<tools::Tool>> offered;
    for (const tools::Tool &tool : m_servers.tools())
        offered[tool.server].append(tool);
    for (const QString &name : std::as_const(m_offered)) {
        if (!offered.contains(name))
            m_tools.setServerTools(name, {});
    }
    m_offered = offered.keys();
    for (auto each = offered.cbegin(); each != offered.cend(); ++each)
        m_tools.setServerTools(each.key(), each.value());
}

} // namespace polylogue::app::mcp
