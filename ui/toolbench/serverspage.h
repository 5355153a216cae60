// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/mcp/serverbook.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTimer;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::toolbench {

//! \brief The MCP servers: which there are, what would be started, what they offer and say.
//!
//! Nothing starts that does not stand on the page: Start agrees to exactly what is shown, and takes
//! no click in the half second after something else is shown.
class ServersPage final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme and \a servers outlive this
    ServersPage(theme::Theme &theme, app::mcp::ServerBook &servers, QWidget *parent = nullptr);

private:
    void build();
    QWidget *makeDetails();
    void useFonts();
    void listServers();
    void nameItems();
    std::optional<app::mcp::ServerConfig> chosen() const;
    void showChosen();
    void showStatus();
    void showLog();
    void add();
    void askToRemove();
    void startOrStop();

    theme::Theme &m_theme;
    app::mcp::ServerBook &m_servers;
    QByteArray m_shown; // fingerprint of what stands on the page; empty: nothing to start
    QListWidget *m_list = nullptr;
    QPushButton *m_remove = nullptr;
    QStackedWidget *m_pages = nullptr;
    QLabel *m_name = nullptr;
    QLabel *m_state = nullptr;
    QPlainTextEdit *m_command = nullptr;
    QPushButton *m_start = nullptr;
    QPlainTextEdit *m_tools = nullptr;
    QPlainTextEdit *m_log = nullptr;
    QLabel *m_problem = nullptr;
    QTimer *m_armed = nullptr;
    QTimer *m_logSoon = nullptr;
};

} // namespace polylogue::ui::toolbench
