// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tables/csvwriter.h"

#include "app/tables/columntype.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::tables {

namespace {

bool isFormula(const QString &cell)
{
    // White space at the beginning is passed over by some programs.
    for (const QChar c : cell) {
        if (c == u'\t' || c == u'\r')
            return true;
        if (!c.isSpace())
            return u"=+-@\uff1d\uff0b\uff0d\uff20"_s.contains(c)
                && cellType(cell) != ColumnType::Number;
    }
    return false;
}

QString csvCell(QString cell)
{
    if (isFormula(cell))
        cell.prepend(u'\'');
    const bool needsQuotes = cell.contains(u'"') || cell.contains(u',') || cell.contains(u'\n')
        || cell.contains(u'\r') || cell.startsWith(u' ') || cell.endsWith(u' ');
    if (!needsQuotes)
        return cell;
    return u'"' + cell.replace(u'"', "\"\""_L1) + u'"';
}

} // namespace

QString csvRecord(const QStringList &cells)
{
    QStringList written;
    written.reserve(cells.size());
    for (const QString &cell : cells)
        written.append(csvCell(cell));
    return written.join(u',');
}

} // namespace polylogue::app::tables
