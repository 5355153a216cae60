// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/mcp/servers.h"

#include <QPointer>

namespace polylogue::app::mcp {

//! \brief One server of the list: not running, or running, or run before.
class Servers::Run final : public QObject
{
public:
    Run(Servers &servers, const ServerConfig &config);
    ~Run() override;

    const ServerConfig &config() const { return m_config; }
    //! \brief Takes a changed one over; ends what runs where it is another program.
    void setConfig(const ServerConfig &config);
    const ServerStatus &status() const { return m_status; }
    const QByteArray &log() const { return m_log; }
    //! \brief What it offers: also where it crashed and is to be started again by a call.
    QList<tools::Tool> tools();

    void start(const QByteArray &approval);
    void stop();
    //! \param tool as it was when it was offered
    void call(const ServerTool &tool, const QByteArray &arguments, QObject *context,
              const tools::Tool::Done &done);

private:
    struct Waiting
    {
        ServerTool tool = {};
        QByteArray arguments = {};
        QPointer<QObject> context = {};
        tools::Tool::Done done = {};
    };

    void launch(const base::Result<ServerConfig> &config);
    void become(ServerState state, const std::optional<base::Error> &error = {});
    void onClientState();
    void addToLog(const QByteArray &text);
    bool mayRestart() const;
    void callNow(const Waiting &call);
    void tell(const Waiting &call, const base::Result<CallResult> &result);

    Servers &m_servers;
    ServerConfig m_config;
    QByteArray m_approval; // of the last start
    ServerStatus m_status;
    QByteArray m_log;
    QList<ServerTool> m_offered; // of the last time that it ran
    QString m_source; // what was started, for those who approve of tools
    std::unique_ptr<Client> m_client;
    std::unique_ptr<QObject> m_reading; // the secrets, before the client
    std::vector<Waiting> m_waiting; // for the start
    bool m_hasRun = false; // since the user started it
    int m_restarts = 0; // since the last good answer
};

} // namespace polylogue::app::mcp
