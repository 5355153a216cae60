// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decodeprotocol.h"

#include <QtEndian>

#include <array>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

constexpr quint32 magic = 0x31445950; // "PYD1"
constexpr qsizetype fieldCount = DecodeHeader::encodedSize / 4;
constexpr std::array mediaTypes{
    "image/png"_L1, "image/jpeg"_L1, "image/gif"_L1,       "image/webp"_L1,
    "image/bmp"_L1, "image/tiff"_L1, "application/pdf"_L1, "text/plain"_L1,
};
constexpr std::array kinds{"image"_L1,    "picture"_L1,  "pdf-info"_L1,
                           "pdf-page"_L1, "pdf-text"_L1, "file-text"_L1};
constexpr quint32 maximumLength = maximumSideLength; // and of a document in pages

quint32 numberOfMediaType(const QString &mediaType)
{
    for (size_t i = 0; i < mediaTypes.size(); ++i) {
        if (mediaTypes.at(i) == mediaType)
            return quint32(i) + 1;
    }
    return 0;
}

} // namespace

QString errorTypeOf(DecodeOutcome outcome)
{
    switch (outcome) {
    case DecodeOutcome::Decoded:
        break;
    case DecodeOutcome::NotSupported:
        return u"not_supported"_s;
    case DecodeOutcome::Damaged:
        return u"damaged"_s;
    case DecodeOutcome::TooLarge:
        return u"too_large"_s;
    case DecodeOutcome::PasswordNeeded:
        return u"password_needed"_s;
    case DecodeOutcome::WrongPassword:
        return u"wrong_password"_s;
    case DecodeOutcome::NoPages:
        return u"no_pages"_s;
    case DecodeOutcome::NoSandbox:
        return u"no_sandbox"_s;
    }
    return {};
}

QByteArray encodeDecodeHeader(const DecodeHeader &header)
{
    const quint32 text = header.hasText ? (*header.hasText ? 2 : 1) : 0;
    const std::array<quint32, fieldCount> fields{
        magic,
        quint32(header.outcome),
        numberOfMediaType(header.mediaType),
        quint32(qMax(0, header.pixelSize.width())),
        quint32(qMax(0, header.pixelSize.height())),
        quint32(header.hasAlpha),
        quint32(qMax(0, header.originalSize.width())),
        quint32(qMax(0, header.originalSize.height())),
        quint32(header.hasMetadata),
        quint32(header.pageCount),
        text,
        quint32(header.isTruncated),
        quint32(header.payloadSize),
        quint32(header.filesSize),
    };
    QByteArray bytes(DecodeHeader::encodedSize, Qt::Uninitialized);
    qToLittleEndian<quint32>(fields.data(), fieldCount, bytes.data());
    return bytes;
}

std::optional<DecodeHeader> decodeDecodeHeader(QByteArrayView bytes)
{
    if (bytes.size() != DecodeHeader::encodedSize)
        return {};
    std::array<quint32, fieldCount> fields = {};
    qFromLittleEndian<quint32>(bytes.data(), fieldCount, fields.data());
    const auto [id, outcome, mediaType, width, height, hasAlpha, originalWidth, originalHeight,
                hasMetadata, pageCount, text, isTruncated, payloadSize, filesSize, r0, r1] = fields;
    if (id != magic || outcome > quint32(DecodeOutcome::NoSandbox) || mediaType > mediaTypes.size()
        || width > maximumLength || height > maximumLength || originalWidth > maximumLength
        || originalHeight > maximumLength || pageCount > maximumLength || text > 2 || r0 || r1
        || filesSize > maximumPictureFileBytes)
        return {};
    DecodeHeader header{
        .outcome = DecodeOutcome(outcome),
        .pixelSize = QSize(int(width), int(height)),
        .hasAlpha = hasAlpha != 0,
        .originalSize = QSize(int(originalWidth), int(originalHeight)),
        .hasMetadata = hasMetadata != 0,
        .pageCount = int(pageCount),
        .isTruncated = isTruncated != 0,
        .payloadSize = payloadSize,
        .filesSize = filesSize,
    };
    if (mediaType > 0)
        header.mediaType = mediaTypes.at(mediaType - 1);
    if (text > 0)
        header.hasText = text == 2;
    if (!header.pixelSize.isEmpty()
        && (qint64(width) * height * 4 != header.payloadSize
            || header.payloadSize > maximumPixelBytes))
        return {};
    return header;
}

QByteArray encodePageTexts(const QStringList &texts)
{
    QByteArray bytes;
    for (const QString &text : texts) {
        const QByteArray utf8 = text.toUtf8();
        QByteArray length(4, Qt::Uninitialized);
        qToLittleEndian(quint32(utf8.size()), length.data());
        bytes += length + utf8;
    }
    return bytes;
}

std::optional<QStringList> decodePageTexts(QByteArrayView bytes)
{
    QStringList texts;
    while (!bytes.isEmpty()) {
        if (bytes.size() < 4)
            return {};
        const qint64 length = qFromLittleEndian<quint32>(bytes.data());
        if (length > bytes.size() - 4)
            return {};
        texts.append(QString::fromUtf8(bytes.sliced(4, length)));
        bytes = bytes.sliced(4 + length);
    }
    return texts;
}

QByteArray encodePictureFileHead(const PictureFileHead &head)
{
    const std::array<quint32, 5> fields{quint32(head.form), numberOfMediaType(head.mediaType),
                                        quint32(qMax(0, head.pixelSize.width())),
                                        quint32(qMax(0, head.pixelSize.height())),
                                        quint32(head.size)};
    QByteArray bytes(PictureFileHead::encodedSize, Qt::Uninitialized);
    qToLittleEndian<quint32>(fields.data(), fields.size(), bytes.data());
    return bytes;
}

std::optional<QList<PictureFile>> decodePictureFiles(QByteArrayView bytes)
{
    QList<PictureFile> files;
    while (!bytes.isEmpty()) {
        if (bytes.size() < PictureFileHead::encodedSize)
            return {};
        std::array<quint32, 5> fields = {};
        qFromLittleEndian<quint32>(bytes.data(), fields.size(), fields.data());
        bytes = bytes.sliced(PictureFileHead::encodedSize);
        const auto [form, mediaType, width, height, size] = fields;
        if (form > quint32(PictureFile::Form::Fitted) || mediaType == 0
            || mediaType > mediaTypes.size() || width > maximumLength || height > maximumLength
            || size > bytes.size())
            return {};
        files.append({.form = PictureFile::Form(form),
                      .mediaType = mediaTypes.at(mediaType - 1),
                      .pixelSize = QSize(int(width), int(height)),
                      .bytes = bytes.first(size).toByteArray()});
        bytes = bytes.sliced(size);
    }
    return files;
}

QStringList encodeDecodeArguments(const DecodeRequest &request)
{
    return {QString(kinds.at(size_t(request.kind))),
            QString::number(request.maximumSize.width()),
            QString::number(request.maximumSize.height()),
            QString::number(request.page),
            QString::number(request.maximumCharacters),
            QString::number(request.limits.longestEdge),
            QString::number(request.limits.bytes),
            QString::number(int(request.limits.mayHaveMetadata))};
}

std::optional<DecodeRequest> decodeDecodeArguments(const QStringList &arguments)
{
    if (arguments.size() != 8)
        return {};
    DecodeRequest request;
    bool isKnown = false;
    for (size_t i = 0; i < kinds.size(); ++i) {
        if (kinds.at(i) == arguments.at(0)) {
            request.kind = DecodeRequest::Kind(i);
            isKnown = true;
        }
    }
    std::array<int, 7> numbers = {};
    for (qsizetype i = 0; i < qsizetype(numbers.size()); ++i) {
        bool isNumber = false;
        numbers.at(size_t(i)) = arguments.at(i + 1).toInt(&isNumber);
        isKnown = isKnown && isNumber && numbers.at(size_t(i)) >= 0;
    }
    if (!isKnown)
        return {};
    request.maximumSize = QSize(qBound(1, numbers[0], 16384), qBound(1, numbers[1], 16384));
    request.page = numbers[2];
    request.maximumCharacters = numbers[3];
    request.limits = {.longestEdge = qBound(64, numbers[4], 16384),
                      .bytes = qBound(65'536, numbers[5], 100'000'000),
                      .mayHaveMetadata = numbers[6] != 0};
    return request;
}

} // namespace polylogue::app::attachments
