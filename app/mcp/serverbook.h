// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/mcp/servers.h"

namespace polylogue::app::tools {
class ToolBox;
}

namespace polylogue::app::mcp {

//! \brief The servers of a profile: mcp.json, their keys, which of them the user has agreed to, and
//!        what they offer in the ToolBox.
//!
//! A server that was started and not stopped is started again with the program, as long as it is
//! what was agreed to. What cannot be written holds in memory.
class ServerBook final : public QObject
{
    Q_OBJECT

public:
    //! \param folder ProfilePaths::config
    //! \param client, \a secrets and \a tools outlive this
    ServerBook(const QString &folder, net::HttpClient &client, settings::SecretStore &secrets,
               tools::ToolBox &tools, QObject *parent = nullptr);

    const QList<ServerConfig> &servers() const { return m_list; }
    const Servers &running() const { return m_servers; }
    //! \return nothing where there is no such server.
    std::optional<ServerConfig> find(const ServerId &id) const;

    //! \brief Takes more into the list, under names that are free, and starts none of them.
    void add(const QList<ServerConfig> &servers);
    void remove(const ServerId &id);
    //! \brief Starts a server, now and with the program from now on.
    //! \param approval fingerprintOf() the expanded() server, as it was shown
    void start(const ServerId &id, const QByteArray &approval);
    void stop(const ServerId &id);
    //! \brief Starts what was running when the program ended.
    void startAgreed();

    //! What could not be read at start.
    const std::optional<base::Error> &loadError() const { return m_loadError; }

Q_SIGNALS:
    void changed(); //!< the list
    void statusChanged(const polylogue::app::mcp::ServerId &id);
    void logged(const polylogue::app::mcp::ServerId &id);
    //! The list cannot be written.
    void failed(const polylogue::app::base::Error &error);
    //! They hold until the program ends.
    void keysNotKept(const QString &server, const polylogue::app::base::Error &error);

private:
    void write();
    void offer();

    QString m_folder;
    settings::SecretStore &m_secrets;
    tools::ToolBox &m_tools;
    Servers m_servers;
    QList<ServerConfig> m_list;
    QStringList m_offered; // names of servers in the ToolBox
    std::optional<base::Error> m_loadError;
};

} // namespace polylogue::app::mcp
