// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace polylogue::app::tools {

//! \return how the lines of \a before become those of \a after: what went begins with "- ", what
//!         came with "+ ", a line beside either with "  "; other lines are left out.
QStringList changedLines(const QString &before, const QString &after);

} // namespace polylogue::app::tools
