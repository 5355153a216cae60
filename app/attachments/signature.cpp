// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/signature.h"

#include <QSet>
#include <QtEndian>

#include <array>

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

QString refusalOf(QByteArrayView head)
{
    struct Signature
    {
        QByteArrayView bytes;
        QLatin1StringView refusal;
    };
    static const std::array<Signature, 14> signatures{{
        {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"_L1},
        {"{\\rtf", "old_office"_L1},
        {"\x1f\x8b", "archive"_L1},
        {"7z\xbc\xaf\x27\x1c", "archive"_L1},
        {"Rar!\x1a\x07", "archive"_L1},
        {"\xfd"
         "7zXZ",
         "archive"_L1},
        {"BZh", "archive"_L1},
        {"\x28\xb5\x2f\xfd", "archive"_L1},
        {"ID3", "audio_video"_L1},
        {"OggS", "audio_video"_L1},
        {"fLaC", "audio_video"_L1},
        {"RIFF", "audio_video"_L1}, // pictures of it are known by now
        {"\x1a\x45\xdf\xa3", "audio_video"_L1},
        {"\x7f"
         "ELF",
         "not_supported"_L1},
    }};
    for (const Signature &signature : signatures) {
        if (head.startsWith(signature.bytes))
            return signature.refusal;
    }
    if (head.size() >= 12 && head.sliced(4).startsWith("ftyp"_ba)) {
        const QByteArrayView brand = head.sliced(8, 4);
        const bool isPicture = brand.startsWith("hei"_ba) || brand.startsWith("hev"_ba)
            || brand.startsWith("avi"_ba) || brand == "mif1"_ba || brand == "msf1"_ba;
        return isPicture ? u"heic"_s : u"audio_video"_s;
    }
    const bool isUtf16 = head.startsWith("\xff\xfe"_ba) || head.startsWith("\xfe\xff"_ba);
    if (!isUtf16 && !head.startsWith("PK\x03\x04"_ba) && head.contains('\0'))
        return u"not_supported"_s;
    return {};
}

bool isNamedAsBinary(const QString &fileName)
{
    static const QSet<QString> suffixes{
        u"png"_s, u"jpg"_s,  u"jpeg"_s, u"gif"_s,  u"webp"_s, u"bmp"_s, u"tif"_s, u"tiff"_s,
        u"pdf"_s, u"heic"_s, u"doc"_s,  u"xls"_s,  u"ppt"_s,  u"zip"_s, u"mp3"_s, u"mp4"_s,
        u"mov"_s, u"docx"_s, u"xlsx"_s, u"pptx"_s, u"odt"_s,  u"ods"_s, u"odp"_s};
    return suffixes.contains(fileName.section(u'.', -1).toLower()) && fileName.contains(u'.');
}

bool isSendable(QStringView mediaType)
{
    return mediaType == "image/png"_L1 || mediaType == "image/jpeg"_L1
        || mediaType == "image/gif"_L1 || mediaType == "image/webp"_L1
        || mediaType == "application/pdf"_L1;
}

} // namespace polylogue::app::attachments
