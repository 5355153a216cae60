// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/database.h"

#include <QByteArray>
#include <QDir>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

//! Databases with rows in them, and what tests ask of them.
namespace samples {

//! \brief Opens a database; the test ends where that fails.
std::unique_ptr<polylogue::app::store::Database>
open(const QString &path,
     polylogue::app::store::Database::Mode mode = polylogue::app::store::Database::Mode::ReadWrite);

//! \brief Adds \a chats chats of \a messages messages each, one answering the other.
void fill(polylogue::app::store::Database &database, int chats, int messages);

//! \return the texts of all messages that can be read and are not damaged, sorted.
QStringList soundTexts(polylogue::app::store::Database &database);

//! \return SHA-256 of a file's bytes.
QByteArray fileHash(const QString &path);

//! \brief A folder for one store, which does not exist yet; for tests to inherit from.
class StoreFolder
{
protected:
    //! \brief Begins with another, empty one.
    void renew();
    //! \brief Makes the store; see fill().
    void makeStore(int chats = 2, int messages = 20);
    //! \return names of the files in it, sorted.
    QStringList files(const QString &pattern = QStringLiteral("*")) const
    {
        return QDir(m_directory).entryList({pattern}, QDir::Files, QDir::Name);
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    QString m_directory;
    QString m_path; // of the database
};

void writeFile(const QString &path, const QByteArray &bytes);
QByteArray readFile(const QString &path);

} // namespace samples
