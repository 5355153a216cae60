// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/grid/gridexport.h"
#include "app/grid/gridrunner.h"

#include <QString>

namespace polylogue::ui::grid {

//! \return \a error in a line: what happened, and the server's words.
QString errorLine(const app::base::Error &error, const QString &model = {});

//! \return how a run is getting on, and why it does not, in a line.
QString stateText(const app::grid::GridRunner &runner);

//! \return the words of exports.
app::grid::GridWords exportWords();

} // namespace polylogue::ui::grid
