// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/database.h"

//! What copies rows out of a damaged database.
namespace polylogue::app::store {

//! \brief Inserts a row unless it makes no sense: damage can also look like a row.
base::Status insertRow(Database &to, const QString &insert, const QVariantList &values);

//! \return the columns of \a table, none where there is no such table.
base::Result<QStringList> columnsOf(Database &database, const QString &table);

//! \brief Walks tables of one database and inserts what can be read into another.
class TableWalk final
{
public:
    //! \param from, to must outlive this
    TableWalk(Database &from, Database &to);

    //! \brief Gives the rows of \a select, which reads an index only, from both ends up to damage.
    //! \return an Error of \a take only.
    base::Status eachEntry(const QString &select, const QString &order,
                           const std::function<base::Status(const Row &)> &take);
    base::Status copyTable(const QString &table);

private:
    base::Status eachRow(const QString &table, const QString &columns,
                         const std::function<base::Status(qint64 key, const Row &)> &take);

    Database &m_from;
    Database &m_to;
    qint64 m_gap = 0; // in keys: what ends a walk
};

} // namespace polylogue::app::store
