// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

//! Texts whose cells stand between delimiters: CSV (RFC 4180) as programs really write it.
namespace polylogue::app::tables {

struct Records
{
    QList<QStringList> records = {}; //!< lines without any cell are passed over
    bool hasOpenQuote = false; //!< the last cell's quotation mark was never closed
};

//! \brief Takes \a text apart at \a delimiter and the ends of lines.
//!
//! A cell that begins with a quotation mark ends at the next one, and two of them are one;
//! elsewhere they are text, as is what follows a closing one. \param quotes false: they are text
//! everywhere \param most records to read; negative: all
Records splitRecords(const QString &text, QChar delimiter, bool quotes = true, qsizetype most = -1);

//! \return the one of comma, semicolon, tab and vertical bar that gives most of the first records
//!         the same number of cells; null where none does: each line is a cell.
QChar sniffedDelimiter(const QString &text);

//! \brief Whether the first of \a records names the columns: its cells are different, short and
//!        no numbers, and what stands below them is of another kind or written otherwise.
bool looksLikeHeader(const QList<QStringList> &records);

} // namespace polylogue::app::tables
