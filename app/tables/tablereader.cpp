// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tables/tablereader.h"

#include "app/base/platform.h"
#include "app/base/textencoding.h"
#include "app/tables/columntype.h"
#include "app/tables/delimitedtext.h"
#include "app/tables/jsonlinescodec.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>

using namespace Qt::StringLiterals;

namespace polylogue::app::tables {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

QList<Column> namedColumns(const QStringList &names, qsizetype count)
{
    QList<Column> columns;
    QSet<QString> taken;
    for (qsizetype i = 0; i < count; ++i) {
        QString name = names.value(i).simplified();
        if (name.isEmpty())
            name = u"column_%1"_s.arg(i + 1);
        QString unique = name;
        for (int number = 2; taken.contains(unique.toCaseFolded()); ++number)
            unique = u"%1_%2"_s.arg(name, QString::number(number));
        taken.insert(unique.toCaseFolded());
        columns.append(Column{.name = unique});
    }
    return columns;
}

//! Gives every row one cell for each column.
void evenOut(ReadTable &read, qsizetype usualCells)
{
    for (QStringList &row : read.table.rows) {
        read.unevenRows += row.size() != usualCells;
        row.resize(read.table.columns.size());
    }
}

Result<ReadTable> readDelimited(const QString &text, const ReadOptions &options)
{
    ReadTable read;
    read.delimiter = options.delimiter.value_or(sniffedDelimiter(text));
    const bool isOneColumn = read.delimiter.isNull();
    Records records = splitRecords(text, read.delimiter, !isOneColumn);
    if (records.hasOpenQuote) {
        read.hasOpenQuote = true;
        records = splitRecords(text, read.delimiter, false);
    }
    if (records.records.isEmpty())
        return Error{.kind = ErrorKind::File, .type = u"empty"_s};
    read.hasHeader = options.hasHeader.value_or(looksLikeHeader(records.records));
    const qsizetype usualCells = records.records.constFirst().size();
    QStringList names;
    if (read.hasHeader)
        names = records.records.takeFirst();
    else if (isOneColumn)
        names = {u"text"_s};
    qsizetype cells = usualCells;
    for (const QStringList &record : std::as_const(records.records))
        cells = std::max(cells, record.size());
    if (cells > mostColumns)
        return Error{.kind = ErrorKind::File, .type = u"too_many_columns"_s};
    read.table.columns = namedColumns(names, cells);
    read.table.rows = std::move(records.records);
    evenOut(read, usualCells);
    findColumnTypes(read.table);
    return read;
}

} // namespace

Result<ReadTable> readTable(const QString &source, const ReadOptions &options)
{
    QString text = source;
    text.replace("\r\n"_L1, "\n"_L1); // as they come from the clipboard
    text.replace(u'\r', u'\n');
    if (text.trimmed().isEmpty())
        return Error{.kind = ErrorKind::File, .type = u"empty"_s};
    if (options.delimiter || !looksLikeJson(text))
        return readDelimited(text, options);
    Result<Table> table = tableFromJson(text);
    if (!table) // a line of CSV may begin with a bracket
        return sniffedDelimiter(text).isNull() ? Result<ReadTable>(table.error())
                                               : readDelimited(text, options);
    if (table->columns.isEmpty() || table->rows.isEmpty())
        return Error{.kind = ErrorKind::File, .type = u"empty"_s};
    if (table->columns.size() > mostColumns)
        return Error{.kind = ErrorKind::File, .type = u"too_many_columns"_s};
    findColumnTypes(*table);
    return ReadTable{.table = std::move(*table), .isJson = true, .hasHeader = true};
}

Result<QString> readTableFile(const QString &path)
{
    const auto file = base::openRegularFile(path);
    if (!file)
        return file.error();
    const QString name = QFileInfo(path).fileName();
    if ((*file)->size() > largestTableFile)
        return Error{.kind = ErrorKind::TooLarge, .subject = name};
    const QByteArray bytes = (*file)->read(largestTableFile);
    if ((*file)->error() != QFileDevice::NoError)
        return Error{.kind = ErrorKind::File,
                     .detail = (*file)->errorString(),
                     .type = u"not_readable"_s,
                     .subject = name};
    const std::optional<QString> text = base::decodedText(bytes);
    if (!text)
        return Error{.kind = ErrorKind::File, .type = u"not_text"_s, .subject = name};
    return *text;
}

} // namespace polylogue::app::tables
