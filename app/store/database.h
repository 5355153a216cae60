// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QString>
#include <QVariant>

#include <functional>
#include <memory>

namespace polylogue::app::store {

//! \brief One row of an answer, valid while its visitor runs.
class Row
{
public:
    virtual ~Row() = default;
    virtual QVariant value(int column) const = 0;
    qint64 integer(int column) const { return value(column).toLongLong(); }
    QString text(int column) const { return value(column).toString(); }
    QByteArray bytes(int column) const { return value(column).toByteArray(); }
    bool isNull(int column) const { return value(column).isNull(); }
};

//! \brief One connection to SQLite, used on the thread that opened it.
//!
//! WAL, synchronous=FULL, foreign keys, no trusted schema, busy time-out 5 s (app/README.md,
//! Store). Errors are ErrorKind::Disk with the file as subject, SQLite's words as detail and as
//! code the symbolic name of its result: "SQLITE_FULL", "SQLITE_CORRUPT"...
class Database final
{
public:
    enum class Mode { ReadWrite, ReadOnly };

    ~Database();
    //! \brief Opens \a path, made with mode 0600 where there is none and \a mode allows.
    static base::Result<std::unique_ptr<Database>> open(const QString &path, Mode mode);
    //! \brief Removes a closed database and what SQLite keeps beside it.
    static void removeFiles(const QString &path);

    const QString &path() const;
    //! \brief Runs one statement; its ? are bound to \a values in order. Statements are prepared
    //! once.
    base::Status run(const QString &sql, const QVariantList &values = {});
    //! \brief As run(), giving each row of the answer to \a visit until that returns false.
    base::Status read(const QString &sql, const QVariantList &values,
                      const std::function<bool(const Row &)> &visit);
    //! \return the first column of the first row; invalid where there is no row.
    base::Result<QVariant> value(const QString &sql, const QVariantList &values = {});
    //! \brief Runs \a work within BEGIN IMMEDIATE and COMMIT; rolls back where it or COMMIT fails.
    base::Status transaction(const std::function<base::Status()> &work);
    //! \return sqlite3_changes() of the last run().
    qint64 changes() const;

private:
    class Private;
    explicit Database(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::store
