// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/mcp/servers.h"
#include "ui/cli/terminal.h"

#include <QObject>

namespace polylogue::ui::cli {

//! \return the servers of configuration files ("mcpServers"), complete as they would be started; an
//!         error's subject is the file or the server.
app::base::Result<QList<app::mcp::ServerConfig>> readServers(const QStringList &files);

//! \brief Tells what would be started or asked: every command line, folder and variable.
void tellServers(Terminal &terminal, const QList<app::mcp::ServerConfig> &servers);

//! \brief Runs servers of tools for one command. They end with this.
class ServerTools final : public QObject
{
    Q_OBJECT

public:
    //! \param servers of readServers(), which the user has agreed to
    ServerTools(app::net::HttpClient &client, app::settings::SecretStore &secrets,
                const QList<app::mcp::ServerConfig> &servers, QObject *parent = nullptr);

    //! \brief Begins; exactly one signal follows, later.
    void start();

Q_SIGNALS:
    void loaded(const QList<polylogue::app::tools::Tool> &tools); //!< all run
    void failed(const QString &server, const polylogue::app::base::Error &error);

private:
    void look();

    app::mcp::Servers m_servers;
    bool m_hasTold = false;
};

} // namespace polylogue::ui::cli
