// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/leafscan.h"

#include <QFile>
#include <QList>
#include <QtEndian>

#include <bit>
#include <optional>

// sqlite.org/fileformat2.html, 1.6 (pages and cells) and 2.1 (records)
namespace polylogue::app::store {

namespace {

constexpr qint64 pageSize = 4096; // SQLite's own choice, which is never changed here
constexpr char tableLeaf = 13;
constexpr qsizetype maximumColumns = 100;

//! \brief Reads forward through bytes; what lies beyond their end is 0 and makes it bad.
class Reader final
{
public:
    explicit Reader(QByteArrayView bytes)
        : m_bytes(bytes)
    { }

    bool isGood() const { return m_isGood; }
    qsizetype left() const { return m_bytes.size(); }

    QByteArrayView take(qint64 count)
    {
        if (count < 0 || count > m_bytes.size()) {
            m_isGood = false;
            return {};
        }
        const QByteArrayView taken = m_bytes.first(count);
        m_bytes = m_bytes.sliced(count);
        return taken;
    }

    //! \return \a size bytes as a number, the first one's sign as its.
    qint64 number(int size)
    {
        const QByteArrayView bytes = take(size);
        if (bytes.isEmpty())
            return 0;
        qint64 value = static_cast<signed char>(bytes.front());
        for (const char byte : bytes.sliced(1))
            value = value * 256 + static_cast<unsigned char>(byte);
        return value;
    }

    qint64 varint()
    {
        quint64 value = 0;
        for (int i = 0; i < 9; ++i) {
            const auto byte = static_cast<quint64>(number(1)) & 0xff;
            if (i == 8)
                return static_cast<qint64>(value << 8 | byte);
            value = value << 7 | (byte & 0x7f);
            if (byte < 0x80)
                break;
        }
        return static_cast<qint64>(value);
    }

private:
    QByteArrayView m_bytes;
    bool m_isGood = true;
};

QVariant valueOf(qint64 type, Reader &body)
{
    constexpr int sizes[] = {0, 1, 2, 3, 4, 6, 8};
    if (type == 0)
        return {};
    if (type <= 6)
        return body.number(sizes[type]);
    if (type == 7)
        return std::bit_cast<double>(body.number(8));
    if (type <= 9)
        return type - 8;
    const QByteArray bytes = body.take((type - 12) / 2).toByteArray();
    return type % 2 == 0 ? QVariant(bytes) : QVariant(QString::fromUtf8(bytes));
}

//! \return the columns of a record; none where it makes no sense.
QVariantList valuesOf(QByteArrayView record)
{
    Reader all(record);
    const qint64 headSize = all.varint();
    Reader head(record);
    Reader types(head.take(headSize));
    types.varint();
    Reader body(record.sliced(head.isGood() ? headSize : record.size()));
    QVariantList values;
    while (types.left() > 0 && types.isGood() && body.isGood() && values.size() < maximumColumns) {
        const qint64 type = types.varint();
        if (type < 0 || type == 10 || type == 11)
            return {};
        values.append(valueOf(type, body));
    }
    const bool isWhole = head.isGood() && types.isGood() && body.isGood() && body.left() == 0;
    return isWhole ? values : QVariantList();
}

class Pages final
{
public:
    explicit Pages(const QString &path)
        : m_file(path)
    { }

    bool open() { return m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered); }
    qint64 count() const { return m_file.size() / pageSize; }
    QByteArray page(qint64 number) // from 1
    {
        return m_file.seek((number - 1) * pageSize) ? m_file.read(pageSize) : QByteArray();
    }
    //! \return the rest of a record that begins on another page: \a size bytes, or fewer.
    QByteArray overflow(qint64 first, qint64 size);

private:
    QFile m_file;
};

QByteArray Pages::overflow(qint64 first, qint64 size)
{
    QByteArray bytes;
    for (qint64 number = first; number > 0 && number <= count() && bytes.size() < size;) {
        const QByteArray next = page(number);
        if (next.size() != pageSize)
            break;
        bytes += next.sliced(4);
        number = qFromBigEndian<quint32>(next.constData());
    }
    return bytes.first(qMin<qint64>(size, bytes.size()));
}

//! \return how much of a record of \a size bytes stands on its leaf.
qint64 sizeOnLeaf(qint64 size)
{
    constexpr qint64 most = pageSize - 35;
    constexpr qint64 least = (pageSize - 12) * 32 / 255 - 23;
    if (size <= most)
        return size;
    const qint64 fitting = least + (size - least) % (pageSize - 4);
    return fitting <= most ? fitting : least;
}

struct Cell
{
    qint64 key = 0;
    QVariantList values = {};
};

std::optional<Cell> readCell(Pages &pages, QByteArrayView bytes)
{
    Reader reader(bytes);
    const qint64 size = reader.varint();
    const qint64 key = reader.varint();
    if (!reader.isGood() || size <= 0 || size > pages.count() * pageSize)
        return {};
    const qint64 here = sizeOnLeaf(size);
    QByteArray record = reader.take(here).toByteArray();
    if (here < size) {
        const qint64 next = reader.number(4);
        if (reader.isGood())
            record += pages.overflow(next, size - here);
    }
    if (!reader.isGood() || record.size() != size)
        return {};
    return Cell{.key = key, .values = valuesOf(record)};
}

} // namespace

bool scanLeaves(const QString &path, const std::function<bool(qint64, const QVariantList &)> &take)
{
    Pages pages(path);
    if (!pages.open())
        return false;
    for (qint64 number = 2; number <= pages.count(); ++number) { // the first holds no rows of ours
        const QByteArray page = pages.page(number);
        if (page.size() != pageSize || page.front() != tableLeaf)
            continue;
        const int cells = qFromBigEndian<quint16>(page.constData() + 3);
        for (int i = 0; i < cells && 8 + 2 * i + 2 <= pageSize; ++i) {
            const auto at = qFromBigEndian<quint16>(page.constData() + 8 + 2 * i);
            if (at >= pageSize)
                continue;
            const std::optional<Cell> cell = readCell(pages, QByteArrayView(page).sliced(at));
            if (cell && !cell->values.isEmpty() && !take(cell->key, cell->values))
                return true;
        }
    }
    return true;
}

} // namespace polylogue::app::store
