// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace polylogue::ui::cli {

//! \return what --help says; \a command is one of ask, models, embed, practice, or empty for all.
QString helpText(const QString &command);

} // namespace polylogue::ui::cli
