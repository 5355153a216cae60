// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"

#include <QString>

namespace polylogue::ui::text {

//! \return what is wrong with an MCP server or a file of servers, in sentences; the server's own
//!         words in them are plain text.
QString serverErrorText(const app::base::Error &error);

} // namespace polylogue::ui::text
