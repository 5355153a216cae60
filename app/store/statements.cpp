// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/statements.h"

namespace polylogue::app::store {

base::Status runAll(Database &database, const QList<Statement> &statements)
{
    for (const Statement &statement : statements) {
        if (base::Status done = database.run(statement.sql, statement.values); !done)
            return done;
    }
    return {};
}

base::Result<std::optional<qint64>> number(Database &database, const QString &sql,
                                           const QVariantList &values)
{
    const base::Result<QVariant> value = database.value(sql, values);
    if (!value)
        return value.error();
    return value->isNull() ? std::optional<qint64>() : value->toLongLong();
}

base::Result<QList<qint64>> numbers(Database &database, const QString &sql,
                                    const QVariantList &values)
{
    QList<qint64> list;
    const base::Status done = database.read(sql, values, [&list](const Row &row) {
        list.append(row.integer(0));
        return true;
    });
    if (!done)
        return done.error();
    return list;
}

} // namespace polylogue::app::store
