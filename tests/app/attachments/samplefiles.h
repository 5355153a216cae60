// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QSize>
#include <QStringList>

//! \file Small files for trying decoders on, honest and hostile, made byte by byte.

//! \brief A picture of red, green, blue and white quarters (in reading order).
//! \param format what QImageWriter calls it
QByteArray quartersImage(const QSize &size, const QByteArray &format);

//! \brief The quarters as JPEG that asks to be turned clockwise by a quarter (EXIF orientation 6).
QByteArray turnedJpeg(const QSize &size);

//! \brief The quarters as JPEG, PNG or WebP that says where it was taken ("13 24 18 E"), in an EXIF
//!        segment, a text chunk or an EXIF chunk; a JPEG has a film behind its end.
QByteArray placedImage(const QSize &size, const QByteArray &format);

//! \brief The quarters as WebP with EXIF that asks for \a orientation.
QByteArray turnedWebp(const QSize &size, int orientation);

//! \brief A PNG of \a size whose pixels are never sent; header and checksums are right.
QByteArray pngHeader(const QSize &size);

//! \brief A GIF of \a size without a frame's data.
QByteArray gifHeader(const QSize &size);

//! \brief A BMP header, uncompressed 24 bits.
QByteArray bmpHeader(const QSize &size);

//! \brief A PDF with one page for each text; an empty text is an empty page.
QByteArray textPdf(const QStringList &pages);

//! \brief A PDF whose only page is a photograph.
QByteArray scanPdf();

//! \brief A PDF of one page that needs the password "secret" (RC4, 40 bits; PDF 1.7, 7.6).
QByteArray encryptedPdf(const QByteArray &userPassword);

//! \brief A PDF whose page tree contains itself.
QByteArray loopingPdf();

//! \brief A PDF that draws 10 to the power of \a depth forms within forms.
QByteArray nestedFormsPdf(int depth);
