// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decoder/imagedecoder.h"

#include "app/attachments/decoder/metadata.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImageIOHandler>
#include <QImageReader>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

QByteArray formatOf(const QString &mediaType)
{
    return mediaType.sliced("image/"_L1.size()).toLatin1(); // Qt's names are the same
}

qint64 bytesNeeded(const QSize &size, QImage::Format format)
{
    const bool isDeep =
        format != QImage::Format_Invalid && QImage::toPixelFormat(format).bitsPerPixel() > 32;
    return qint64(size.width()) * size.height() * (isDeep ? 8 : 4);
}

//! Only ever down, and never to nothing: 10,000 x 1 becomes 512 x 1.
QSize scaledDown(const QSize &size, const QSize &maximum)
{
    if (size.width() <= maximum.width() && size.height() <= maximum.height())
        return size;
    return size.scaled(maximum, Qt::KeepAspectRatio).expandedTo(QSize(1, 1));
}

QImage forTransfer(QImage image)
{
    if (image.colorSpace().isValid() && image.colorSpace() != QColorSpace(QColorSpace::SRgb))
        image.convertToColorSpace(QColorSpace(QColorSpace::SRgb));
    return std::move(image).convertToFormat(
        image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
}

} // namespace

bool preloadImageDecoder(const QString &mediaType)
{
    if (!QImageReader::supportedMimeTypes().contains(mediaType.toLatin1()))
        return false;
    QBuffer nothing;
    nothing.open(QIODevice::ReadOnly);
    QImageReader reader(&nothing, formatOf(mediaType));
    reader.setAutoDetectImageFormat(false);
    reader.canRead();
    return true;
}

Decoded decodeImage(QIODevice &device, const QString &mediaType, const DecodeRequest &request)
{
    Decoded decoded{.header = {.mediaType = mediaType}};
    DecodeHeader &header = decoded.header;
    header.hasMetadata = hasMetadata(device, mediaType);
    device.seek(0);

    QImageReader::setAllocationLimit(int(maximumPixelBytes >> 20));
    QImageReader reader(&device, formatOf(mediaType));
    reader.setAutoDetectImageFormat(false); // or an SVG would be drawn whatever its name
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.isEmpty()) {
        header.outcome = DecodeOutcome::Damaged;
        return decoded;
    }
    if (size.width() > maximumSideLength || size.height() > maximumSideLength) {
        header.outcome = DecodeOutcome::TooLarge;
        return decoded;
    }
    // Orientations that turn by a quarter are applied after scaling.
    const bool isTurned = reader.transformation() & QImageIOHandler::TransformationRotate90;
    header.originalSize = isTurned ? size.transposed() : size;
    const bool isScaledWhileDecoding = mediaType == "image/jpeg"_L1;
    if (!isScaledWhileDecoding && bytesNeeded(size, reader.imageFormat()) > maximumPixelBytes) {
        header.outcome = DecodeOutcome::TooLarge;
        return decoded;
    }
    const QSize wanted = scaledDown(header.originalSize, request.maximumSize);
    if (bytesNeeded(wanted, QImage::Format_RGB32) > maximumPixelBytes) {
        header.outcome = DecodeOutcome::TooLarge;
        return decoded;
    }
    if (wanted != header.originalSize)
        reader.setScaledSize(isTurned ? wanted.transposed() : wanted);
    decoded.image = forTransfer(reader.read());
    if (decoded.image.isNull()) {
        // A progressive JPEG is held whole after all, which large ones find no memory for.
        header.outcome = bytesNeeded(size, QImage::Format_RGB32) > maximumPixelBytes
            ? DecodeOutcome::TooLarge
            : DecodeOutcome::Damaged;
    }
    return decoded;
}

} // namespace polylogue::app::attachments
