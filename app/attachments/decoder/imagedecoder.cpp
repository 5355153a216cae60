// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decoder/imagedecoder.h"

#include "app/attachments/decoder/jpegeighth.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImageReader>
#include <QImageWriter>
#include <QTransform>

#include <array>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

using Transformation = QImageIOHandler::Transformation;
using Transformations = QImageIOHandler::Transformations;

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

//! Qt's name for an orientation of EXIF, which counts from 1.
Transformations transformationOf(int orientation)
{
    constexpr std::array<Transformation, 8> transformations{
        Transformation::TransformationNone,
        Transformation::TransformationMirror,
        Transformation::TransformationRotate180,
        Transformation::TransformationFlip,
        Transformation::TransformationFlipAndRotate90,
        Transformation::TransformationRotate90,
        Transformation::TransformationMirrorAndRotate90,
        Transformation::TransformationRotate270};
    return transformations.at(size_t(qBound(1, orientation, 8) - 1));
}

//! Mirrored first, then turned, as Qt means it.
QImage transformed(const QImage &image, Transformations transformation)
{
    if (transformation == Transformation::TransformationNone)
        return image;
    const bool isTurned = transformation & Transformation::TransformationRotate90;
    const QImage mirrored = image.mirrored(transformation & Transformation::TransformationMirror,
                                           transformation & Transformation::TransformationFlip);
    return isTurned ? mirrored.transformed(QTransform().rotate(90)) : mirrored;
}

QImage forTransfer(QImage image)
{
    if (image.colorSpace().isValid() && image.colorSpace() != QColorSpace(QColorSpace::SRgb))
        image.convertToColorSpace(QColorSpace(QColorSpace::SRgb));
    image.setColorSpace({}); // or it would be written into files
    for (const QString &key : image.textKeys())
        image.setText(key, {});
    return std::move(image).convertToFormat(
        image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
}

} // namespace

QSize scaledDown(const QSize &size, const QSize &maximum)
{
    if (size.width() <= maximum.width() && size.height() <= maximum.height())
        return size;
    return size.scaled(maximum, Qt::KeepAspectRatio).expandedTo(QSize(1, 1));
}

bool preloadImageDecoder(const QString &mediaType)
{
    if (!QImageReader::supportedMimeTypes().contains(mediaType.toLatin1()))
        return false;
    QBuffer nothing;
    nothing.open(QIODevice::ReadWrite);
    QImageReader reader(&nothing, formatOf(mediaType));
    reader.setAutoDetectImageFormat(false);
    reader.canRead();
    return QImageWriter(&nothing, "jpeg").canWrite();
}

ImageDecoder::ImageDecoder(QIODevice &device, const QString &mediaType)
    : m_device(device)
    , m_mediaType(mediaType)
{
    QImageReader::setAllocationLimit(int(maximumPixelBytes >> 20));
}

DecodeOutcome ImageDecoder::open()
{
    m_layout = imageLayout(m_device, m_mediaType);
    m_device.seek(0);
    QImageReader reader(&m_device, formatOf(m_mediaType));
    reader.setAutoDetectImageFormat(false); // or an SVG would be drawn whatever its name
    QSize size = reader.size();
    if (size.isEmpty())
        return DecodeOutcome::Damaged;
    if (size.width() > maximumSideLength || size.height() > maximumSideLength)
        return DecodeOutcome::TooLarge;
    m_format = reader.imageFormat();
    m_transformation = reader.transformation();
    if (m_transformation == Transformation::TransformationNone)
        m_transformation = transformationOf(m_layout.orientation);
    m_size = m_transformation & Transformation::TransformationRotate90 ? size.transposed() : size;
    return DecodeOutcome::Decoded;
}

bool ImageDecoder::fitsIntoMemory(const QSize &wanted) const
{
    const qint64 result = bytesNeeded(wanted, QImage::Format_RGB32);
    qint64 decoded = bytesNeeded(m_size, m_format);
    if (m_mediaType == "image/jpeg"_L1) // by a half, a quarter, an eighth; the rest afterwards
        decoded = qMin(decoded, qMax(4 * result, decoded / 64));
    const bool isCopied = wanted != m_size || !isUprightAsStored();
    const qint64 pixels = decoded + (isCopied ? result : 0);
    return pixels <= maximumPixelBytes && pixels + m_layout.decoderMemory <= maximumDecoderBytes;
}

QSize ImageDecoder::eighth() const
{
    if (!m_layout.isProgressive || m_layout.isForPrint)
        return {};
    return {(m_size.width() + 7) / 8, (m_size.height() + 7) / 8};
}

QSize ImageDecoder::decodable(const QSize &wanted) const
{
    if (fitsIntoMemory(wanted))
        return wanted;
    return eighth().isEmpty() ? QSize() : scaledDown(wanted, eighth());
}

QImage ImageDecoder::decode(const QSize &wanted)
{
    m_device.seek(0);
    const bool isTurned = m_transformation & Transformation::TransformationRotate90;
    const QSize stored = isTurned ? wanted.transposed() : wanted;
    QImage image;
    if (fitsIntoMemory(wanted)) {
        QImageReader reader(&m_device, formatOf(m_mediaType));
        reader.setAutoDetectImageFormat(false);
        if (wanted != m_size)
            reader.setScaledSize(stored);
        image = reader.read();
    } else {
        image = eighthOfProgressiveJpeg(m_device);
        if (!image.isNull() && image.size() != stored)
            image = image.scaled(stored, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    }
    if (!isUprightAsStored())
        image = transformed(image, m_transformation);
    return forTransfer(std::move(image));
}

Decoded decodeImage(QIODevice &device, const QString &mediaType, const DecodeRequest &request)
{
    Decoded decoded{.header = {.mediaType = mediaType}};
    DecodeHeader &header = decoded.header;
    ImageDecoder decoder(device, mediaType);
    header.outcome = decoder.open();
    if (header.outcome != DecodeOutcome::Decoded)
        return decoded;
    header.hasMetadata = decoder.layout().hasMetadata;
    header.originalSize = decoder.size();
    const QSize wanted = decoder.decodable(scaledDown(header.originalSize, request.maximumSize));
    if (wanted.isEmpty()) {
        header.outcome = DecodeOutcome::TooLarge;
        return decoded;
    }
    decoded.image = decoder.decode(wanted);
    if (decoded.image.isNull())
        header.outcome = DecodeOutcome::Damaged;
    return decoded;
}

} // namespace polylogue::app::attachments
