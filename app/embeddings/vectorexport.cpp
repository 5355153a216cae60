// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/vectorexport.h"

#include "app/base/newfile.h"
#include "app/embeddings/vectorsjson.h"
#include "app/tables/csvwriter.h"

#include <QFileInfo>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace polylogue::app::embeddings {

using base::NewFile;
using base::Status;
using projection::Matrix;

namespace {

constexpr int digitsOfFloat = 9;

Status writeCsv(NewFile &out, const Corpus &corpus, const Matrix &vectors)
{
    QStringList names{u"text"_s, u"label"_s, u"title"_s};
    for (size_t column = 0; column < vectors.columns; ++column)
        names.append(u"d%1"_s.arg(column + 1));
    Status written = out.write((tables::csvRecord(names) + u'\n').toUtf8());
    for (size_t row = 0; row < vectors.rows && written; ++row) {
        const CorpusText &text = corpus.at(qsizetype(row));
        QByteArray line = tables::csvRecord({text.text, text.label, text.title}).toUtf8();
        for (size_t column = 0; column < vectors.columns; ++column)
            line += ',' + floatText(rowOf(vectors, row)[column]);
        written = out.write(line + '\n');
    }
    return written;
}

//! \brief Format 1 of numpy.lib.format: the header fills up a multiple of 64 bytes.
Status writeNpy(NewFile &out, const Matrix &vectors)
{
    QByteArray header = "{'descr': '<f4', 'fortran_order': False, 'shape': ("
        + QByteArray::number(quint64(vectors.rows)) + ", "
        + QByteArray::number(quint64(vectors.columns)) + "), }";
    constexpr qsizetype before = 10;
    header += QByteArray(63 - (before + header.size()) % 64, ' ') + '\n';
    QByteArray begin("\x93NUMPY\x01\x00", 8);
    begin += char(header.size() & 0xff);
    begin += char(header.size() >> 8);
    Status written = out.write(begin + header);
    QByteArray bytes(qsizetype(vectors.columns * sizeof(float)), Qt::Uninitialized);
    for (size_t row = 0; row < vectors.rows && written; ++row) {
        qToLittleEndian<float>(rowOf(vectors, row), qsizetype(vectors.columns), bytes.data());
        written = out.write(bytes);
    }
    return written;
}

Status writeJsonLines(NewFile &out, const Corpus &corpus, const Matrix &vectors)
{
    Status written;
    for (size_t row = 0; row < vectors.rows && written; ++row)
        written =
            out.write(jsonLine(corpus.at(qsizetype(row)), rowOf(vectors, row), vectors.columns));
    return written;
}

} // namespace

Status writeVectors(const QString &path, VectorFormat format, const Corpus &corpus,
                    const Matrix &vectors)
{
    NewFile out(QFileInfo(path).absolutePath());
    if (const Status opened = out.open(NewFile::Readers::AsUsual); !opened)
        return opened;
    const Status written = format == VectorFormat::Csv ? writeCsv(out, corpus, vectors)
        : format == VectorFormat::Npy                  ? writeNpy(out, vectors)
                                                       : writeJsonLines(out, corpus, vectors);
    return written ? out.keepAs(path) : written;
}

QByteArray floatText(float number)
{
    return QByteArray::number(double(number), 'g', digitsOfFloat);
}

} // namespace polylogue::app::embeddings
