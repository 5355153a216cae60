// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/change.h"
#include "app/store/database.h"

#include <QTemporaryDir>

#include <memory>

namespace polylogue::tests {

//! \brief A database of the newest schema in a folder of its own, gone with it.
class FreshDatabase final
{
public:
    //! Ends the test where it cannot be made.
    FreshDatabase();

    app::store::Database &operator*() { return *m_database; }
    QString path() const { return m_directory.filePath(QStringLiteral("polylogue.db")); }
    //! Makes \a changes in one transaction. \return whether all could be made.
    bool apply(const QList<app::store::Change> &changes);
    //! \return the first column of the first row.
    QVariant value(const QString &sql, const QVariantList &values = {});
    //! \return all rows that hold something of the user's, as text: to see whether anything
    //! changed.
    QStringList dump();
    //! Closes the file and opens it again.
    void reopen();

private:
    QTemporaryDir m_directory;
    std::unique_ptr<app::store::Database> m_database;
};

} // namespace polylogue::tests
