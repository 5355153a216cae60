// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/decodejob.h"

#include <QByteArray>
#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

//! \file What DecodeJob and polylogue-decoder say to each other (app/README.md): a request as
//! arguments, the file on standard input, on standard output one header and one payload. What the
//! decoder says is believed no more than the file itself: every number is checked.

namespace polylogue::app::attachments {

//! How a decoder that did not crash ended.
enum class DecodeOutcome : quint32 {
    Decoded,
    NotSupported,
    Damaged,
    TooLarge,
    PasswordNeeded,
    WrongPassword,
    NoPages,
    NoSandbox, //!< the system does not let the decoder lock itself in, so it read nothing
};

//! \return the outcome as Error::type, e.g. "password_needed".
QString errorTypeOf(DecodeOutcome outcome);

struct DecodeHeader
{
    static constexpr qsizetype encodedSize = 64; //!< bytes

    DecodeOutcome outcome = DecodeOutcome::Decoded;
    QString mediaType = {};
    QSize pixelSize = {}; //!< of the payload; empty where it is text or nothing
    bool hasAlpha = false; //!< the payload is QImage::Format_ARGB32_Premultiplied, else RGB32
    QSize originalSize = {};
    bool hasMetadata = false;
    int pageCount = 0;
    std::optional<bool> hasText = {};
    bool isTruncated = false;
    qint64 payloadSize = 0; //!< bytes that follow: pixels without padding, or encodePageTexts()
    qint64 filesSize = 0; //!< bytes behind those: encodePictureFile() for each

    bool operator==(const DecodeHeader &) const = default;
};

QByteArray encodeDecodeHeader(const DecodeHeader &header);
//! \return nothing where \a bytes are no header, or one that contradicts itself.
std::optional<DecodeHeader> decodeDecodeHeader(QByteArrayView bytes);

QByteArray encodePageTexts(const QStringList &texts);
//! \return nothing where \a bytes do not end where the last text does.
std::optional<QStringList> decodePageTexts(QByteArrayView bytes);

//! \brief What stands before the bytes of a PictureFile.
struct PictureFileHead
{
    static constexpr qsizetype encodedSize = 20; //!< bytes

    PictureFile::Form form = PictureFile::Form::Original;
    QString mediaType = {};
    QSize pixelSize = {};
    qint64 size = 0; //!< bytes; 0: the file as it came
};

QByteArray encodePictureFileHead(const PictureFileHead &head);
//! \return nothing where \a bytes are no pictures or do not end where the last one does.
std::optional<QList<PictureFile>> decodePictureFiles(QByteArrayView bytes);

//! \brief The command line for \a request; path and password are not in it: the one is standard
//!        input, the other in the environment variable \a passwordVariable, because anybody may
//!        read command lines.
QStringList encodeDecodeArguments(const DecodeRequest &request);
//! \return nothing for any other command line.
std::optional<DecodeRequest> decodeDecodeArguments(const QStringList &arguments);

inline constexpr auto passwordVariable = "POLYLOGUE_DECODER_PASSWORD";

//! \brief Pixels of an image take at most this, decoded as well as handed over (app/README.md).
inline constexpr qint64 maximumPixelBytes = 150LL * 1024 * 1024;

//! \brief Pixels and what a format needs besides them, at most. Beyond it is room for the files
//! that
//!        are made of a picture.
inline constexpr qint64 maximumDecoderBytes = maximumPixelBytes + (72LL << 20);

//! \brief Files that come back of one picture: it may be as large as an attachment, and once
//! fitted.
inline constexpr qint64 maximumPictureFileBytes = 120LL * 1024 * 1024;

//! \brief No side of an image is longer, in pixels.
inline constexpr int maximumSideLength = 1 << 20;

//! \brief Processor time for one file (app/README.md).
inline constexpr int imageSeconds = 2;
inline constexpr int pdfSeconds = 10;

} // namespace polylogue::app::attachments
