// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/toolbench/toolswindow.h"

#include "ui/theme/theme.h"
#include "ui/toolbench/rulestable.h"
#include "ui/toolbench/serverspage.h"
#include "ui/toolbench/toolspage.h"

#include <QScreen>
#include <QTabWidget>
#include <QVBoxLayout>

namespace polylogue::ui::toolbench {

namespace {

constexpr QSize FirstSize(980, 700);
constexpr QSize FrameSize(16, 48); // about that of a window

} // namespace

ToolsWindow::ToolsWindow(theme::Theme &theme, app::tools::ToolBox &tools,
                         app::net::HttpClient &client, app::mcp::ServerBook *servers,
                         QWidget *parent)
    : QWidget(parent, Qt::Window)
{
    setWindowTitle(tr("Tools"));
    setAccessibleName(tr("Tools"));
    setAutoFillBackground(true);
    auto *tabs = new QTabWidget(this);
    tabs->setDocumentMode(true);
    tabs->addTab(new ToolsPage(theme, tools, client, tabs), tr("Your tools"));
    if (servers)
        tabs->addTab(new ServersPage(theme, *servers, tabs), tr("Servers"));
    tabs->addTab(new RulesTable(tools, tabs), tr("Rules"));
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->addWidget(tabs);
    resize(FirstSize.boundedTo(screen()->availableSize() - FrameSize));
}

} // namespace polylogue::ui::toolbench
