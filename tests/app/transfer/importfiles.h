// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

//! Files to import, made by code; the test ends where they cannot be written.
namespace polylogue::tests {

//! \return where it is.
QString write(const QString &path, const QByteArray &bytes);

//! \brief An archive of \a entries, by name.
//! \return where it is.
QString zip(const QString &path, const QList<std::pair<QString, QByteArray>> &entries);

//! \return what is in the file; empty where it cannot be read.
QByteArray contentOf(const QString &path);

//! \return where the file \a name of tests/data/transfer is.
QString dataPath(const QString &name);

} // namespace polylogue::tests
