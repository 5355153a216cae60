// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/chatsession.h"
#include "app/store/gridrecord.h"

#include <QString>

namespace polylogue::app::grid {

//! \brief What one cell asks.
struct GridQuestion
{
    QString text = {};
    QString filePath = {}; //!< empty: none goes with it
    session::ChatOptions options = {};

    bool operator==(const GridQuestion &) const = default;
};

//! \return the number of lanes: models times prompts.
qsizetype laneCount(const store::GridSetup &setup);
const QString &modelOf(const store::GridSetup &setup, qsizetype lane);
const store::GridPrompt &promptOf(const store::GridSetup &setup, qsizetype lane);
//! \return the model, and the prompt's name where there are several: "gpt, short".
QString laneName(const store::GridSetup &setup, qsizetype lane);

//! \return the cell of the column \a name in \a row; empty where there is no such column.
QString cellOf(const store::GridRun &run, qsizetype row, const QString &name);

GridQuestion questionOf(const store::GridRun &run, qsizetype row, qsizetype lane);

} // namespace polylogue::app::grid
