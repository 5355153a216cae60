// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/servertools.h"

#include "app/mcp/serverlist.h"
#include "app/settings/privatefile.h"
#include "ui/text/errortext.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::ui::cli {

using app::base::Error;
using app::base::ErrorKind;
using app::base::Result;
using app::mcp::ServerConfig;
using app::mcp::ServerState;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ServerTools)
};

QString wordsForFile(const Error &error)
{
    if (error.type == "not_json"_L1)
        return Words::tr("%1 is no JSON file of servers. %2").arg(error.subject, error.detail);
    if (error.type == "no_servers"_L1)
        return Words::tr("There are no servers in %1.").arg(error.subject);
    if (error.type == "server"_L1)
        return Words::tr("The server \"%1\" has neither a command nor an address.")
            .arg(error.subject);
    if (error.type == "program_missing"_L1)
        return Words::tr("The program %1 was not found.").arg(error.subject);
    if (error.type == "not_found"_L1)
        return Words::tr("The folder %1 does not exist.").arg(error.subject);
    return Words::tr("%1 cannot be read: %2").arg(error.subject, error.detail);
}

QString wordsForEnd(const Error &error)
{
    if (error.type == "exited"_L1)
        return Words::tr("It ended with exit code %1. %2").arg(error.code, error.detail);
    if (error.type == "crashed"_L1)
        return Words::tr("It crashed. %1").arg(error.detail);
    return {};
}

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

QString wordsForServer(const Error &error)
{
    if (error.type == "variable"_L1)
        return Words::tr("The server \"%1\" needs the environment variable %2.")
            .arg(error.subject, error.parameter);
    if (error.type == "input"_L1)
        return Words::tr("The server \"%1\" wants \"%2\" to be asked for, which cannot be done "
                         "here; write it into the file or name a variable.")
            .arg(error.subject, error.parameter);
    if (error.kind == ErrorKind::File)
        return wordsForFile(error);
    if (const QString words = wordsForEnd(error); !words.isEmpty())
        return words.trimmed();
    if (error.type == "protocol_version"_L1)
        return Words::tr("It speaks no version of the protocol that is known here: %1.")
            .arg(error.subject);
    return text::errorText(error, {}).title + (error.detail.isEmpty() ? QString() : u": "_s)
        + error.detail;
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
