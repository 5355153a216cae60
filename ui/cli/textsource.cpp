// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/textsource.h"

#include "app/tables/tablereader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::cli {

using app::base::Error;
using app::base::ErrorKind;
using app::base::Result;
using app::embeddings::CorpusColumns;
using app::tables::Column;
using app::tables::Table;

namespace {

Result<int> columnNamed(const Table &table, const QString &name)
{
    const auto found =
        std::ranges::find_if(table.columns, [&name](const Column &c) { return c.name == name; });
    if (found != table.columns.end())
        return int(found - table.columns.begin());
    QStringList names;
    for (const Column &column : table.columns)
        names.append(column.name);
    return Error{.kind = ErrorKind::File,
                 .detail = names.join(", "_L1),
                 .type = u"no_column"_s,
                 .subject = name};
}

} // namespace

Result<TextSource> readTextSource(const MapInvocation &map)
{
    const auto text = app::tables::readTableFile(map.file);
    if (!text)
        return text.error();
    const auto read = app::tables::readTable(*text);
    if (!read) {
        Error error = read.error();
        error.subject = map.file;
        return error;
    }
    CorpusColumns columns = app::embeddings::guessedColumns(read->table);
    if (!map.text.isEmpty()) {
        const auto column = columnNamed(read->table, map.text);
        if (!column)
            return column.error();
        columns.text = *column;
        columns.title = -1; // whoever names a column wants it alone
    }
    if (!map.label.isEmpty()) {
        const auto column = columnNamed(read->table, map.label);
        if (!column)
            return column.error();
        columns.label = *column;
    }
    TextSource source{.corpus = corpusFromTable(read->table, columns),
                      .table = {.columns = read->table.columns},
                      .label = columns.label < 0 ? QString()
                                                 : read->table.columns.at(columns.label).name};
    if (source.corpus.isEmpty())
        return Error{.kind = ErrorKind::File, .type = u"no_texts"_s, .subject = map.file};
    for (const app::embeddings::CorpusText &row : std::as_const(source.corpus))
        source.table.rows.append(read->table.rows.at(row.source.toLongLong() - 1));
    return source;
}

} // namespace polylogue::ui::cli
