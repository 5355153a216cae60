// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>
#include <QStringList>

//! Pictures and documents with random content, made on the spot.
namespace polylogue::app::probe {

//! \brief \a digits in black on white, 5 by 7 blocks each: drawn without any font, so that they
//!        can be made where there is no display.
QImage imageOfDigits(const QString &digits);

//! \brief \a digits above bands in \a colors (of colorNames()), from left to right. PNG.
QByteArray pictureOf(const QString &digits, const QStringList &colors);

//! \brief One page that says "The number of this document is DIGITS." in letters.
QByteArray textDocument(const QString &digits);

//! \brief One page that is nothing but a picture of \a digits.
QByteArray scannedDocument(const QString &digits);

} // namespace polylogue::app::probe
