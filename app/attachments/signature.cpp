// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/signature.h"

#include <QtEndian>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

//! "BM" alone begins many a text; the size of the header that follows is one of seven.
bool isBmp(QByteArrayView head)
{
    if (!head.startsWith("BM"_ba) || head.size() < 18)
        return false;
    const auto headerSize = qFromLittleEndian<quint32>(head.data() + 14);
    return headerSize == 12 || headerSize == 40 || headerSize == 52 || headerSize == 56
        || headerSize == 64 || headerSize == 108 || headerSize == 124;
}

} // namespace

QString mediaTypeOf(QByteArrayView head)
{
    if (head.startsWith("\x89PNG\r\n\x1a\n"_ba))
        return u"image/png"_s;
    if (head.startsWith("\xff\xd8\xff"_ba))
        return u"image/jpeg"_s;
    if (head.startsWith("GIF87a"_ba) || head.startsWith("GIF89a"_ba))
        return u"image/gif"_s;
    if (head.startsWith("RIFF"_ba) && head.size() >= 12 && head.sliced(8).startsWith("WEBP"_ba))
        return u"image/webp"_s;
    if (isBmp(head))
        return u"image/bmp"_s;
    if (head.startsWith(QByteArrayView("II*\0", 4)) || head.startsWith(QByteArrayView("MM\0*", 4)))
        return u"image/tiff"_s;
    if (head.first(qMin(head.size(), qsizetype(1024))).contains("%PDF-"_ba))
        return u"application/pdf"_s;
    return {};
}

bool isSendable(QStringView mediaType)
{
    return mediaType == "image/png"_L1 || mediaType == "image/jpeg"_L1
        || mediaType == "image/gif"_L1 || mediaType == "image/webp"_L1
        || mediaType == "application/pdf"_L1;
}

} // namespace polylogue::app::attachments
