// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/gridrecord.h"

#include <QList>
#include <QString>

#include <functional>

namespace polylogue::app::grid {

enum class GridFormat { Csv, Markdown, Html };

//! \brief The words of Markdown and HTML, in the user's language; called in another thread. CSV has
//!        names for programs.
struct GridWords
{
    QString model = {};
    QString answered = {};
    QString failed = {};
    QString asExpected = {};
    QString notAsExpected = {};
    QString firstToken = {}; //!< mean, with its unit: "First token (s)"
    QString duration = {}; //!< mean, with its unit
    QString tokens = {}; //!< in and out
    QString waiting = {}; //!< of a cell that was not asked yet
    std::function<QString(const base::Error &)> error = {};
};

//! \brief Writes a run to \a path, whole or not at all; blocks. Answers are text there: HTML shows
//!        them as they are, CSV starts no formula (tables/csvwriter.h).
//!
//! CSV has a row for each row of the table: its columns, and for each lane "LANE: answer",
//! "LANE: as_expected" (where something is), "LANE: error", "LANE: first_token_ms",
//! "LANE: total_ms", "LANE: prompt_tokens", "LANE: completion_tokens", "LANE: finish_reason".
//! \return ErrorKind::Disk
base::Status exportGrid(const store::GridRun &run, const QList<store::GridCell> &cells,
                        GridFormat format, const GridWords &words, const QString &path);

} // namespace polylogue::app::grid
