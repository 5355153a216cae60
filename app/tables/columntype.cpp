// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tables/columntype.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace polylogue::app::tables {

namespace {

constexpr qsizetype longestValue = 40; // of what is no text: most cells need no closer look

bool isBoolean(QStringView cell)
{
    for (const QLatin1StringView word : {"true"_L1, "false"_L1, "yes"_L1, "no"_L1}) {
        if (cell.compare(word, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

//! "2026" is a number.
bool isDate(const QString &cell)
{
    return cell.size() >= 8 && cell.contains(u'-')
        && QDateTime::fromString(cell, Qt::ISODate).isValid();
}

} // namespace

ColumnType cellType(const QString &cell)
{
    const QString value = cell.size() <= 4 * longestValue ? cell.trimmed() : cell;
    if (value.isEmpty())
        return ColumnType::Empty;
    if (value.size() > longestValue)
        return ColumnType::Text;
    bool isNumber = false;
    value.toDouble(&isNumber);
    // "nan" and "inf" are words here.
    if (isNumber && !value.back().isLetter())
        return ColumnType::Number;
    if (isBoolean(value))
        return ColumnType::Boolean;
    return isDate(value) ? ColumnType::Date : ColumnType::Text;
}

void findColumnTypes(Table &table)
{
    for (qsizetype column = 0; column < table.columns.size(); ++column) {
        ColumnType type = ColumnType::Empty;
        for (const QStringList &row : std::as_const(table.rows)) {
            const ColumnType cell = cellType(row.at(column));
            if (cell == ColumnType::Empty || cell == type)
                continue;
            type = type == ColumnType::Empty ? cell : ColumnType::Text;
            if (type == ColumnType::Text)
                break;
        }
        table.columns[column].type = type;
    }
}

} // namespace polylogue::app::tables
