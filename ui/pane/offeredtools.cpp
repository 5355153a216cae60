// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pane/offeredtools.h"

#include "app/tools/toolbox.h"

namespace polylogue::ui::pane {

QList<composer::OfferedTool> offeredTools(const app::tools::ToolBox &tools,
                                          const QStringList &chosen)
{
    QList<composer::OfferedTool> offered;
    const QList<app::tools::Tool> all = tools.tools();
    for (const app::tools::Tool &tool : all)
        offered.append({.name = tool.definition.name,
                        .description = tool.definition.description,
                        .server = tool.server,
                        .isChosen = chosen.contains(tool.definition.name)});
    return offered;
}

} // namespace polylogue::ui::pane
