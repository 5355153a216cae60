// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/vectorfile.h"

#include "app/base/platform.h"
#include "app/embeddings/npy.h"
#include "app/tables/tablereader.h"

#include <QFile>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace polylogue::app::embeddings {

using base::Error;
using base::ErrorKind;
using base::Result;
using projection::Matrix;
using tables::Table;

namespace {

Error about(const QString &path, Error error)
{
    if (error.subject.isEmpty())
        error.subject = path;
    return error;
}

Error noVectors(const QString &path)
{
    return {.kind = ErrorKind::File, .type = u"no_vectors"_s, .subject = path};
}

Result<VectorFile> readNpy(QFile &file, const QString &path)
{
    if (file.size() > largestNpyFile)
        return Error{.kind = ErrorKind::TooLarge, .subject = path};
    const uchar *bytes = file.map(0, file.size());
    if (!bytes)
        return Error{.kind = ErrorKind::File,
                     .detail = file.errorString(),
                     .type = u"not_readable"_s,
                     .subject = path};
    Result<Matrix> matrix = matrixFromNpy(
        QByteArrayView(reinterpret_cast<const char *>(bytes), qsizetype(file.size())));
    if (!matrix)
        return about(path, matrix.error());
    if (matrix->rows == 0 || matrix->columns == 0)
        return noVectors(path);
    VectorFile result{.vectors = std::move(*matrix)};
    result.others.rows.resize(qsizetype(result.vectors.rows));
    return result;
}

//! "nan" and "inf", which are words in a table, are numbers here.
bool isDimension(const Table &table, qsizetype column)
{
    bool hasNumber = false;
    for (const QStringList &row : table.rows) {
        const QString cell = row.at(column).trimmed();
        bool isNumber = cell.isEmpty();
        if (!isNumber) {
            cell.toDouble(&isNumber);
            hasNumber = hasNumber || isNumber;
        }
        if (!isNumber)
            return false;
    }
    return hasNumber;
}

VectorFile dividedByKind(const Table &table)
{
    VectorFile result;
    QList<qsizetype> dimensions;
    QList<qsizetype> others;
    for (qsizetype column = 0; column < table.columns.size(); ++column) {
        if (isDimension(table, column)) {
            dimensions.append(column);
        } else {
            others.append(column);
            result.others.columns.append(table.columns.at(column));
        }
    }
    result.vectors.rows = size_t(table.rows.size());
    result.vectors.columns = size_t(dimensions.size());
    result.vectors.values.reserve(result.vectors.rows * result.vectors.columns);
    for (const QStringList &row : table.rows) {
        for (const qsizetype column : std::as_const(dimensions)) {
            bool isNumber = false;
            const double value = row.at(column).trimmed().toDouble(&isNumber);
            result.vectors.values.push_back(isNumber ? float(value)
                                                     : std::numeric_limits<float>::quiet_NaN());
        }
        QStringList cells;
        for (const qsizetype column : std::as_const(others))
            cells.append(row.at(column));
        result.others.rows.append(cells);
    }
    return result;
}

} // namespace

Result<VectorFile> readVectorFile(const QString &path)
{
    {
        const auto file = base::openRegularFile(path);
        if (!file)
            return file.error();
        if (looksLikeNpy((*file)->peek(8)))
            return readNpy(**file, path);
    }
    const auto text = tables::readTableFile(path);
    if (!text)
        return about(path, text.error());
    const auto table = tables::readTable(*text);
    if (!table)
        return about(path, table.error());
    VectorFile result = dividedByKind(table->table);
    if (result.vectors.columns == 0 || result.vectors.rows == 0)
        return noVectors(path);
    return result;
}

Corpus corpusBeside(const VectorFile &file)
{
    Table table = file.others;
    CorpusColumns columns = guessedColumns(table);
    columns.isTitleEmbedded = false;
    if (columns.text < 0) {
        columns.text = int(table.columns.size());
        table.columns.append(tables::Column{.name = u"row"_s});
        for (QStringList &row : table.rows)
            row.append(QString());
    }
    for (qsizetype row = 0; row < table.rows.size(); ++row) {
        QString &text = table.rows[row][columns.text];
        if (text.trimmed().isEmpty())
            text = QString::number(row + 1);
    }
    return corpusFromTable(table, columns);
}

} // namespace polylogue::app::embeddings
