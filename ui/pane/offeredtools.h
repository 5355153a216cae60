// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/composer/toolsbutton.h"

namespace polylogue::app::tools {
class ToolBox;
}

namespace polylogue::ui::pane {

//! \return all of \a tools as the composer offers them. \param chosen names
QList<composer::OfferedTool> offeredTools(const app::tools::ToolBox &tools,
                                          const QStringList &chosen);

} // namespace polylogue::ui::pane
