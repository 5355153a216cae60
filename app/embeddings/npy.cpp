// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/npy.h"

#include <QRegularExpression>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace polylogue::app::embeddings {

using base::Error;
using base::ErrorKind;
using base::Result;
using projection::Matrix;

namespace {

constexpr auto magic = "\x93NUMPY"_L1;
constexpr qsizetype lengthAt = 8; // behind the magic and two bytes of version

//! What the header says: a Python dictionary as text.
struct Header
{
    QString type = {};
    bool isByColumns = false;
    QList<quint64> shape = {};
    qsizetype end = 0; //!< where the numbers begin
};

Error damaged()
{
    return {.kind = ErrorKind::File, .type = u"npy_damaged"_s};
}

std::optional<Header> headerOf(QByteArrayView bytes)
{
    if (bytes.size() < lengthAt + 4)
        return {};
    const bool isFirstVersion = bytes.at(magic.size()) == 1;
    const qsizetype begin = lengthAt + (isFirstVersion ? 2 : 4);
    const quint32 length = isFirstVersion ? qFromLittleEndian<quint16>(bytes.data() + lengthAt)
                                          : qFromLittleEndian<quint32>(bytes.data() + lengthAt);
    if (length > quint64(bytes.size() - begin))
        return {};
    const QString text = QString::fromLatin1(bytes.sliced(begin, qsizetype(length)));

    static const QRegularExpression type(u"'descr'\\s*:\\s*'([^']*)'"_s);
    static const QRegularExpression order(u"'fortran_order'\\s*:\\s*(True|False)"_s);
    static const QRegularExpression shape(u"'shape'\\s*:\\s*\\(([^)]*)\\)"_s);
    const auto typeMatch = type.match(text);
    const auto orderMatch = order.match(text);
    const auto shapeMatch = shape.match(text);
    if (!typeMatch.hasMatch() || !orderMatch.hasMatch() || !shapeMatch.hasMatch())
        return {};
    Header header{.type = typeMatch.captured(1),
                  .isByColumns = orderMatch.captured(1) == "True"_L1,
                  .end = begin + qsizetype(length)};
    const QStringList sizes = shapeMatch.captured(1).split(u',', Qt::SkipEmptyParts);
    for (const QString &size : sizes) {
        bool isNumber = size.trimmed().isEmpty();
        if (!isNumber)
            header.shape.append(size.trimmed().toULongLong(&isNumber));
        if (!isNumber)
            return {};
    }
    return header;
}

template <typename Number>
std::vector<float> numbersOf(const char *bytes, size_t rows, size_t columns, bool isByColumns)
{
    std::vector<float> result(rows * columns);
    for (size_t at = 0; at < result.size(); ++at) {
        const size_t from = isByColumns ? (at % columns) * rows + at / columns : at;
        result[at] = float(qFromLittleEndian<Number>(bytes + from * sizeof(Number)));
    }
    return result;
}

} // namespace

bool looksLikeNpy(QByteArrayView bytes)
{
    return bytes.startsWith(QByteArrayView(magic.data(), magic.size()));
}

Result<Matrix> matrixFromNpy(QByteArrayView bytes)
{
    const auto header = looksLikeNpy(bytes) ? headerOf(bytes) : std::nullopt;
    if (!header)
        return damaged();
    const bool isSingle = header->type == "<f4"_L1;
    if (!isSingle && header->type != "<f8"_L1)
        return Error{.kind = ErrorKind::File, .detail = header->type, .type = u"npy_type"_s};
    if (header->shape.size() != 2)
        return Error{.kind = ErrorKind::File, .type = u"npy_not_two_dimensions"_s};

    const quint64 rows = header->shape.at(0);
    const quint64 columns = header->shape.at(1);
    const quint64 numbers = quint64(bytes.size() - header->end) / (isSingle ? 4 : 8);
    // So many that their product does not overflow.
    if (columns > 0 && rows > numbers / columns)
        return damaged();
    const char *data = bytes.data() + header->end;
    return Matrix{.rows = rows,
                  .columns = columns,
                  .values = isSingle ? numbersOf<float>(data, rows, columns, header->isByColumns)
                                     : numbersOf<double>(data, rows, columns, header->isByColumns)};
}

} // namespace polylogue::app::embeddings
