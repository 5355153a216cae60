// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/tables/table.h"

#include <optional>

namespace polylogue::app::tables {

//! \brief How to read a text where that is known; what is not set is found out.
struct ReadOptions
{
    std::optional<QChar> delimiter = {}; //!< null: each line is a cell
    std::optional<bool> hasHeader = {}; //!< the first record names the columns

    bool operator==(const ReadOptions &) const = default;
};

//! \brief A table and how it was read.
struct ReadTable
{
    Table table = {};
    bool isJson = false;
    QChar delimiter = {}; //!< null: each line is a cell, or JSON
    bool hasHeader = false;
    qsizetype unevenRows = 0; //!< had more or fewer cells than the first; were filled up
    bool hasOpenQuote = false; //!< quotation marks do not fit: they were read as text

    bool operator==(const ReadTable &) const = default;
};

constexpr qint64 largestTableFile = 64 * 1024 * 1024; //!< bytes
constexpr qsizetype mostColumns = 5000; //!< vectors of models have up to 4,096

//! \brief Reads CSV, values between other delimiters, lines, or JSON lines.
//!
//! Columns without a name are "column_2" by their number, a second "name" is "name_2".
//! \return ErrorKind::File: "empty", "not_json" (subject: the line), "too_many_columns".
base::Result<ReadTable> readTable(const QString &text, const ReadOptions &options = {});

//! \brief Reads the file at \a path, in whatever encoding; blocks.
//! \return as readTable() and base::openRegularFile(); ErrorKind::TooLarge; "not_text" where it is
//!         none.
base::Result<QString> readTableFile(const QString &path);

} // namespace polylogue::app::tables
