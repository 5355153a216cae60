// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace polylogue::app::tables {

//! \brief What all cells of a column that are not empty can be read as.
enum class ColumnType {
    Empty, //!< no cell has anything
    Text,
    Number, //!< as C writes it: 12, -0.5, 1e9
    Boolean, //!< true and false, yes and no, in any case
    Date, //!< ISO 8601: 2026-11-23, with or without a time
};

struct Column
{
    QString name = {}; //!< not empty, and no other column's
    ColumnType type = ColumnType::Text;

    bool operator==(const Column &) const = default;
};

//! \brief A table of texts; each row has one cell for each column.
struct Table
{
    QList<Column> columns = {};
    QList<QStringList> rows = {};

    bool operator==(const Table &) const = default;
};

} // namespace polylogue::app::tables
