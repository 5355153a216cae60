// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/tablewalk.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

namespace {

// Rows that fit on a page, at most: a gap in the keys is no longer than all pages can hold.
constexpr qint64 rowsOnPage = 100;

// A page that cannot be read hides some rows; an inner one of them, some hundred pages.
constexpr qint64 maximumGap = 200'000;

constexpr int rowsAtOnce = 500;

} // namespace

base::Status insertRow(Database &to, const QString &insert, const QVariantList &values)
{
    base::Status inserted = to.run(insert, values);
    const bool isNonsense = !inserted
        && (inserted.error().code == "SQLITE_MISMATCH"_L1
            || inserted.error().code == "SQLITE_CONSTRAINT"_L1
            || inserted.error().code == "SQLITE_TOOBIG"_L1);
    return isNonsense ? base::Status() : inserted;
}

base::Result<QStringList> columnsOf(Database &database, const QString &table)
{
    QStringList names;
    const base::Status known =
        database.read(u"SELECT name FROM pragma_table_info(?)"_s, {table}, [&](const Row &row) {
            names.append(row.text(0));
            return true;
        });
    if (!known)
        return known.error();
    return names;
}

TableWalk::TableWalk(Database &from, Database &to)
    : m_from(from)
    , m_to(to)
{
    if (const auto pages = from.value(u"PRAGMA page_count"_s))
        m_gap = qMin(maximumGap, pages->toLongLong() * rowsOnPage);
}

//! Gives each readable row to \a take: its key, then the columns. Fails only where that does.
base::Status TableWalk::eachRow(const QString &table, const QString &columns,
                                const std::function<base::Status(qint64, const Row &)> &take)
{
    const QString range =
        u"SELECT rowid, %1 FROM %2 WHERE rowid>=? ORDER BY rowid LIMIT %3"_s.arg(columns, table)
            .arg(rowsAtOnce);
    constexpr qint64 last = std::numeric_limits<qint64>::max();
    qint64 next = std::numeric_limits<qint64>::min();
    qint64 gap = 0;
    while (gap < m_gap && next < last) {
        const qint64 first = next;
        base::Status taken;
        int rows = 0;
        const base::Status read = m_from.read(range, {first}, [&](const Row &row) {
            ++rows;
            const qint64 key = row.integer(0);
            if (key < next)
                return true; // no order: damage that looks like rows
            taken = take(key, row);
            next = key == last ? last : key + 1;
            return taken.has_value();
        });
        if (!taken)
            return taken;
        if (read && rows < rowsAtOnce)
            return {};
        gap = next > first ? 0 : gap + 1;
        if (next == first)
            next = first < 1 ? 1 : first + 1; // keys begin at 1 and are given one after the other
    }
    return {};
}

base::Status TableWalk::eachEntry(const QString &select, const QString &order,
                                  const std::function<base::Status(const Row &)> &take)
{
    for (const QLatin1StringView direction : {" ASC"_L1, " DESC"_L1}) {
        base::Status taken;
        const base::Status read =
            m_from.read(select + u" ORDER BY "_s + order + direction, {}, [&](const Row &row) {
                taken = take(row);
                return taken.has_value();
            });
        if (!taken)
            return taken;
        if (read)
            return {};
    }
    return {};
}

base::Status TableWalk::copyTable(const QString &table)
{
    const auto names = columnsOf(m_from, table);
    if (!names)
        return names.error();
    if (names->isEmpty())
        return {}; // a table of a later version
    const QString columns = names->join(u',');
    const QString insert = u"INSERT OR IGNORE INTO %1(%2) VALUES(%3)"_s.arg(
        table, columns, QStringList(names->size(), u"?"_s).join(u','));
    const auto count = static_cast<int>(names->size());
    return eachRow(table, columns, [&](qint64, const Row &row) {
        QVariantList values;
        for (int i = 1; i <= count; ++i)
            values.append(row.value(i));
        return insertRow(m_to, insert, values);
    });
}

} // namespace polylogue::app::store
