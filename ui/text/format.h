// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDate>
#include <QString>
#include <QTime>

#include <chrono>

namespace polylogue::ui::text {

//! Numbers and units as the user's QLocale writes them.

//! \return "220 kB", "1.9 MB": decimal units, as file managers and gateways count.
QString fileSize(qint64 bytes);

//! \return "350 ms", "1.2 s", "41 s", "2 min 5 s".
QString duration(std::chrono::milliseconds time);

//! \return "14:02" or "2:02 PM": without seconds, also where the locale's short form has them.
QString clockTime(const QTime &time);

//! \return "1,048,576".
QString count(qint64 number);

//! \return "1 token", "3,412 tokens".
QString tokenCount(qint64 tokens);

//! \return "≈ 340 tokens": our own guess, never to be shown without its sign.
QString estimatedTokenCount(qint64 tokens);

//! \return "USD 2.50", "USD 0.0042", "< USD 0.0001", "≈ USD 0.0042" for an estimate.
//! \param currency as the user wrote it; may be empty
QString money(double amount, const QString &currency, bool isEstimate);

//! \return "Today", "Yesterday", "11/21/26".
QString dayName(const QDate &day, const QDate &today);

//! \return "1 page", "12 pages".
QString pageCount(int pages);

//! \return \a text in one line, without control characters, at most \a maximum characters with an
//!         ellipsis: for names that others chose.
QString oneLine(const QString &text, qsizetype maximum);

} // namespace polylogue::ui::text
