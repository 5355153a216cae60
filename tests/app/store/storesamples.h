// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/database.h"

#include <QByteArray>
#include <QStringList>

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

void writeFile(const QString &path, const QByteArray &bytes);
QByteArray readFile(const QString &path);

} // namespace samples
