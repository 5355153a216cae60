// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/mcp/client.h"
#include "app/mcp/serverconfig.h"
#include "app/tools/tool.h"

#include <QObject>

#include <memory>

namespace polylogue::app::net {
class HttpClient;
}
namespace polylogue::app::settings {
class SecretStore;
}

namespace polylogue::app::mcp {

enum class ServerState { Stopped, Starting, Running, Stopping, Failed };

//! \brief How a server is now.
struct ServerStatus
{
    ServerState state = ServerState::Stopped;
    std::optional<base::Error> error = {}; //!< of ServerState::Failed
    ServerInfo info = {}; //!< while it runs
    QList<ServerTool> tools = {}; //!< while it runs

    bool operator==(const ServerStatus &) const = default;
};

//! \brief All servers of tools: starts and ends them, and gives what they offer as tools.
//!
//! Nothing is started that the user has not agreed to as it is. A server that ended by itself is
//! started again when one of its tools is called, at most three times in a row without a good
//! answer. All end with this.
class Servers final : public QObject
{
    Q_OBJECT

public:
    //! \param client and \a secrets outlive this
    Servers(net::HttpClient &client, settings::SecretStore &secrets, QObject *parent = nullptr);
    ~Servers() override;

    //! \brief What there is from now on. What is gone, or is another program now, ends.
    void setServers(const QList<ServerConfig> &servers);
    QList<ServerConfig> servers() const;

    //! \brief Starts a server that does not run.
    //! \param approval fingerprintOf() the expanded() server, as it was shown to the user
    void start(const ServerId &id, const QByteArray &approval);
    void stop(const ServerId &id);

    ServerStatus status(const ServerId &id) const;
    //! \return what it wrote beside the protocol, at most 256 KiB, the newest last; foreign.
    QByteArray log(const ServerId &id) const;

    //! \return what servers offer that run, or crashed and may run again. Each may be called as
    //!         long as it is what it was when it was taken from here.
    QList<tools::Tool> tools() const;

Q_SIGNALS:
    void statusChanged(const polylogue::app::mcp::ServerId &id);
    void logged(const polylogue::app::mcp::ServerId &id);
    void toolsChanged();

private:
    class Run;

    Run *find(const ServerId &id) const;

    net::HttpClient &m_client;
    settings::SecretStore &m_secrets;
    std::vector<std::unique_ptr<Run>> m_runs; // in the order of the list
};

//! \return what a model is told of a call, cut at 100,000 characters.
tools::ToolOutcome outcomeOf(const base::Result<CallResult> &result);

} // namespace polylogue::app::mcp
