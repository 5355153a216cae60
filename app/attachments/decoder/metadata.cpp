// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decoder/metadata.h"

#include <QIODevice>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

constexpr int maximumBlocks = 10'000; // of an honest file a few dozen

bool jpegHasMetadata(QIODevice &device)
{
    device.seek(2);
    for (int block = 0; block < maximumBlocks; ++block) {
        const QByteArray head = device.read(4);
        if (head.size() < 4 || uchar(head.at(0)) != 0xff)
            return false;
        const auto marker = uchar(head.at(1));
        if (marker == 0xda) // the pixels begin
            return false;
        // APP1 is EXIF or XMP, APP13 IPTC, COM a comment.
        if (marker == 0xe1 || marker == 0xed || marker == 0xfe)
            return true;
        const int length = qFromBigEndian<quint16>(head.constData() + 2);
        if (length < 2 || !device.seek(device.pos() + length - 2))
            return false;
    }
    return false;
}

bool pngHasMetadata(QIODevice &device)
{
    device.seek(8);
    for (int block = 0; block < maximumBlocks; ++block) {
        const QByteArray head = device.read(8);
        if (head.size() < 8)
            return false;
        const QByteArrayView type = QByteArrayView(head).sliced(4);
        if (type == "eXIf"_ba || type == "tEXt"_ba || type == "zTXt"_ba || type == "iTXt"_ba)
            return true;
        const auto length = qFromBigEndian<quint32>(head.constData());
        if (!device.seek(device.pos() + length + 4))
            return false;
    }
    return false;
}

bool webpHasMetadata(QIODevice &device)
{
    device.seek(12);
    const QByteArray head = device.read(9);
    constexpr int exifOrXmp = 0x08 | 0x04;
    return head.size() == 9 && head.startsWith("VP8X") && (head.at(8) & exifOrXmp);
}

bool gifHasMetadata(QIODevice &device)
{
    // A comment usually stands before the first frame; a full walk would mean decoding.
    device.seek(0);
    return device.read(4096).contains("\x21\xfe"_ba);
}

} // namespace

bool hasMetadata(QIODevice &device, const QString &mediaType)
{
    if (mediaType == "image/jpeg"_L1)
        return jpegHasMetadata(device);
    if (mediaType == "image/png"_L1)
        return pngHasMetadata(device);
    if (mediaType == "image/webp"_L1)
        return webpHasMetadata(device);
    if (mediaType == "image/gif"_L1)
        return gifHasMetadata(device);
    return mediaType == "image/tiff"_L1;
}

} // namespace polylogue::app::attachments
