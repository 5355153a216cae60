// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/servertools.h"

#include "app/mcp/serverlist.h"
#include "app/settings/privatefile.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::ui::cli {

using app::base::Error;
using app::base::Result;
using app::mcp::ServerConfig;
using app::mcp::ServerState;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ServerTools)
};

} // namespace

Result<QList<ServerConfig>> readServers(const QStringList &files)
{
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QList<ServerConfig> servers;
    for (const QString &path : files) {
        const auto bytes = app::settings::readPrivateFile(path);
        if (!bytes)
            return bytes.error();
        const auto read = app::mcp::decodeServerList(*bytes);
        if (!read) {
            Error error = read.error();
            if (error.subject.isEmpty())
                error.subject = path;
            return error;
        }
        for (const ServerConfig &server : *read) {
            if (server.isDisabled)
                continue;
            auto complete = app::mcp::expanded(server, environment);
            if (!complete) {
                Error error = complete.error();
                error.subject = server.name;
                return error;
            }
            const bool isTaken =
                std::any_of(servers.begin(), servers.end(), [&server](const ServerConfig &other) {
                    return other.name == server.name;
                });
            if (isTaken)
                complete->name += u' ' + QString::number(servers.size());
            servers.append(*complete);
        }
    }
    return servers;
}

void tellServers(Terminal &terminal, const QList<ServerConfig> &servers)
{
    for (const ServerConfig &server : servers) {
        terminal.note(server.isProgram()
                          ? Words::tr("Starts for tools: %1").arg(app::mcp::commandLineOf(server))
                          : Words::tr("Asks for tools: %1").arg(app::mcp::commandLineOf(server)));
        for (const QString &line : app::mcp::surroundingsOf(server))
            terminal.note(u"    "_s + line);
    }
}

ServerTools::ServerTools(app::net::HttpClient &client, app::settings::SecretStore &secrets,
                         const QList<ServerConfig> &servers, QObject *parent)
    : QObject(parent)
    , m_servers(client, secrets)
{
    m_servers.setServers(servers);
    connect(
        &m_servers, &app::mcp::Servers::statusChanged, this, [this] { look(); },
        Qt::QueuedConnection);
}

void ServerTools::start()
{
    for (const ServerConfig &server : m_servers.servers())
        m_servers.start(server.id, fingerprintOf(server));
    QMetaObject::invokeMethod(
        this, [this] { look(); }, Qt::QueuedConnection);
}

void ServerTools::look()
{
    if (m_hasTold)
        return;
    bool isStarting = false;
    for (const ServerConfig &server : m_servers.servers()) {
        const app::mcp::ServerStatus status = m_servers.status(server.id);
        if (status.error) {
            m_hasTold = true;
            Q_EMIT failed(server.name, *status.error);
            return;
        }
        isStarting = isStarting || status.state != ServerState::Running;
    }
    if (isStarting)
        return;
    m_hasTold = true;
    Q_EMIT loaded(m_servers.tools());
}

} // namespace polylogue::ui::cli
