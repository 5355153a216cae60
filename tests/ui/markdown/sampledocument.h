// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace polylogue::test {

//! \return an answer with everything that models write: headings, nested lists, tables, code,
//! links, emoji, CJK; at least \a characters long and always the same for the same seed.
QString sampleDocument(qsizetype characters, quint32 seed = 1);

//! \return \a text cut into pieces of 4 to 20 characters.
QStringList piecesOf(const QString &text, quint32 seed = 1);

} // namespace polylogue::test
