// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

namespace polylogue::app::mcp {
class ServerBook;
}
namespace polylogue::app::net {
class HttpClient;
}
namespace polylogue::app::tools {
class ToolBox;
}
namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::toolbench {

//! \brief The window of tools: making, trying, allowing them. Accessible name "Tools".
class ToolsWindow final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme, \a tools, \a client and \a servers outlive this; \a servers may be missing
    ToolsWindow(theme::Theme &theme, app::tools::ToolBox &tools, app::net::HttpClient &client,
                app::mcp::ServerBook *servers = nullptr, QWidget *parent = nullptr);
};

} // namespace polylogue::ui::toolbench
