// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "samplefiles.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QImage>
#include <QPainter>
#include <QtEndian>

#include <array>
#include <numeric>

namespace {

QByteArray bigEndian(quint32 value)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

template <typename Number> QByteArray littleEndian(Number value)
{
    QByteArray bytes(sizeof(Number), Qt::Uninitialized);
    qToLittleEndian(value, bytes.data());
    return bytes;
}

quint32 crc32(const QByteArray &bytes)
{
    quint32 crc = 0xffffffff;
    for (const char byte : bytes) {
        crc ^= uchar(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc;
}

QByteArray pngChunk(const QByteArray &type, const QByteArray &data)
{
    return bigEndian(quint32(data.size())) + type + data + bigEndian(crc32(type + data));
}

//! Numbers the objects from 1, the first being the catalogue, and adds the table of their places.
QByteArray pdfOf(const QByteArrayList &objects, const QByteArray &trailer = {})
{
    QByteArray pdf("%PDF-1.4\n");
    QByteArray table("0000000000 65535 f \n");
    for (qsizetype i = 0; i < objects.size(); ++i) {
        table += QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
        pdf += QByteArray::number(i + 1) + " 0 obj\n" + objects.at(i) + "\nendobj\n";
    }
    const QByteArray count = QByteArray::number(objects.size() + 1);
    const QByteArray start = QByteArray::number(pdf.size());
    return pdf + "xref\n0 " + count + '\n' + table + "trailer\n<</Size " + count + "/Root 1 0 R"
        + trailer + ">>\nstartxref\n" + start + "\n%%EOF\n";
}

QByteArray stream(const QByteArray &dictionary, const QByteArray &content)
{
    return "<<" + dictionary + "/Length " + QByteArray::number(content.size()) + ">>\nstream\n"
        + content + "\nendstream";
}

QByteArray rc4(const QByteArray &key, QByteArray bytes)
{
    std::array<uchar, 256> state = {};
    std::iota(state.begin(), state.end(), uchar(0));
    for (uint i = 0, j = 0; i < 256; ++i) {
        j = (j + state.at(i) + uchar(key.at(qsizetype(i) % key.size()))) % 256;
        std::swap(state.at(i), state.at(j));
    }
    uint i = 0;
    uint j = 0;
    for (char &byte : bytes) {
        i = (i + 1) % 256;
        j = (j + state.at(i)) % 256;
        std::swap(state.at(i), state.at(j));
        byte = char(uchar(byte) ^ state.at((state.at(i) + state.at(j)) % 256U));
    }
    return bytes;
}

QByteArray md5(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Md5);
}

QByteArray hexString(const QByteArray &bytes)
{
    return '<' + bytes.toHex() + '>';
}

} // namespace

QByteArray quartersImage(const QSize &size, const QByteArray &format)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    const int x = size.width() / 2;
    const int y = size.height() / 2;
    painter.fillRect(0, 0, x, y, Qt::red);
    painter.fillRect(x, 0, size.width() - x, y, Qt::green);
    painter.fillRect(0, y, x, size.height() - y, Qt::blue);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, format.constData());
    return bytes;
}

QByteArray turnedJpeg(const QSize &size)
{
    // EXIF 2.3, 4.5: a TIFF structure with one entry, tag 0x0112, type SHORT, value 6.
    const QByteArray exif = QByteArray("Exif\0\0", 6) + QByteArray("MM\0*\0\0\0\x08\0\x01", 10)
        + QByteArray("\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0", 16);
    QByteArray length(2, Qt::Uninitialized);
    qToBigEndian(quint16(exif.size() + 2), length.data());
    QByteArray jpeg = quartersImage(size, "jpeg");
    return jpeg.insert(2, "\xff\xe1" + length + exif);
}

namespace {

QByteArray littleEndian(quint32 number, qsizetype bytes)
{
    QByteArray encoded(4, Qt::Uninitialized);
    qToLittleEndian(number, encoded.data());
    return encoded.first(bytes);
}

//! The WebP that Qt writes, made extended (RFC 9649 2.7) so that EXIF can stand behind its pixels.
QByteArray webpWithExif(const QSize &size, QByteArray exif)
{
    const QByteArray pixels = quartersImage(size, "webp").sliced(12);
    const auto side = [](int pixelCount) { return littleEndian(quint32(pixelCount - 1), 3); };
    if (exif.size() % 2 != 0)
        exif += '\0';
    const QByteArray chunks = "WEBPVP8X" + littleEndian(10, 4) + littleEndian(0x08, 4)
        + side(size.width()) + side(size.height()) + pixels + "EXIF"
        + littleEndian(quint32(exif.size()), 4) + exif;
    return "RIFF" + littleEndian(quint32(chunks.size()), 4) + chunks;
}

} // namespace

QByteArray placedImage(const QSize &size, const QByteArray &format)
{
    const QByteArray exif("Exif\0\0MM\0*\0\0\0\x08\0\0 13 24 18 E", 27);
    if (format == "webp")
        return webpWithExif(size, exif.sliced(6));
    if (format == "png") {
        QImage image = QImage::fromData(quartersImage(size, "png"));
        image.setText(QStringLiteral("Location"), QStringLiteral("13 24 18 E"));
        QByteArray bytes;
        QBuffer buffer(&bytes);
        image.save(&buffer, "png");
        return bytes;
    }
    QByteArray bytes = quartersImage(size, "jpeg");
    QByteArray segment("\xff\xe1\0\0", 4);
    segment[3] = char(exif.size() + 2);
    bytes.insert(2, segment + exif);
    return bytes + "film behind the picture, 13 24 18 E";
}

QByteArray turnedWebp(const QSize &size, int orientation)
{
    QByteArray exif("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0", 26);
    exif[19] = char(orientation);
    return webpWithExif(size, exif);
}

QByteArray pngHeader(const QSize &size)
{
    const QByteArray dimensions =
        bigEndian(quint32(size.width())) + bigEndian(quint32(size.height()));
    return "\x89PNG\r\n\x1a\n" + pngChunk("IHDR", dimensions + QByteArray("\x08\x06\0\0\0", 5))
        + pngChunk("IDAT", QByteArray::fromHex("789c010000ffff00000001")) + pngChunk("IEND", {});
}

QByteArray gifHeader(const QSize &size)
{
    const QByteArray dimensions =
        littleEndian(quint16(size.width())) + littleEndian(quint16(size.height()));
    return "GIF89a" + dimensions + QByteArray("\x80\0\0\0\0\0\xff\xff\xff", 9) + ','
        + QByteArray(4, '\0') + dimensions + QByteArray("\0\x02\x02\x4c\x01\0;", 7);
}

QByteArray bmpHeader(const QSize &size)
{
    return "BM" + littleEndian(quint32(54)) + littleEndian(quint32(0)) + littleEndian(quint32(54))
        + littleEndian(quint32(40)) + littleEndian(qint32(size.width()))
        + littleEndian(qint32(size.height())) + littleEndian(quint16(1)) + littleEndian(quint16(24))
        + QByteArray(24, '\0');
}

QByteArray textPdf(const QStringList &pages)
{
    QByteArrayList objects{"<</Type/Catalog/Pages 2 0 R>>",
                           {}, // the second is filled in below
                           "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
    QByteArray kids;
    for (const QString &text : pages) {
        const QByteArray page = QByteArray::number(objects.size() + 1);
        const QByteArray content = QByteArray::number(objects.size() + 2);
        kids += page + " 0 R ";
        objects.append("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources"
                       "<</Font<</F1 3 0 R>>>>/Contents "
                       + content + " 0 R>>");
        objects.append(stream({}, "BT /F1 24 Tf 72 700 Td (" + text.toLatin1() + ") Tj ET"));
    }
    objects[1] =
        "<</Type/Pages/Count " + QByteArray::number(pages.size()) + "/Kids[" + kids + "]>>";
    return pdfOf(objects);
}

QByteArray scanPdf()
{
    const QByteArray photo = quartersImage({64, 64}, "jpeg");
    return pdfOf(
        {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
         "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 600]/Resources<</XObject<</Im 4 0 R>>>>"
         "/Contents 5 0 R>>",
         stream("/Type/XObject/Subtype/Image/Width 64/Height 64/BitsPerComponent 8"
                "/ColorSpace/DeviceRGB/Filter/DCTDecode",
                photo),
         stream({}, "600 0 0 600 0 0 cm /Im Do")});
}

QByteArray encryptedPdf(const QByteArray &userPassword)
{
    // PDF 1.7, 7.6.3, algorithms 1 to 4, revision 2.
    const QByteArray padding =
        QByteArray::fromHex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a");
    const auto padded = [&](const QByteArray &password) { return (password + padding).first(32); };
    const QByteArray id(16, 'i');
    const qint32 permissions = -4;
    const QByteArray owner = rc4(md5(padded("owner")).first(5), padded(userPassword));
    const QByteArray key =
        md5(padded(userPassword) + owner + littleEndian(permissions) + id).first(5);
    const QByteArray user = rc4(key, padding);
    const auto encrypted = [&](quint32 object, const QByteArray &bytes) {
        return rc4(md5(key + littleEndian(object).first(3) + QByteArray(2, '\0')).first(10), bytes);
    };
    return pdfOf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
                  "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 5 0 R>>>>"
                  "/Contents 4 0 R>>",
                  stream({}, encrypted(4, "BT /F1 24 Tf 72 700 Td (Behind the door) Tj ET")),
                  "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"},
                 "/ID[" + hexString(id) + hexString(id) + "]/Encrypt<</Filter/Standard/V 1/R 2/O "
                     + hexString(owner) + "/U " + hexString(user) + "/P -4>>");
}

QByteArray loopingPdf()
{
    return pdfOf({"<</Type/Catalog/Pages 2 0 R>>",
                  "<</Type/Pages/Count 1000000/Kids[3 0 R 3 0 R]>>",
                  "<</Type/Pages/Parent 2 0 R/Count 500000/Kids[2 0 R 2 0 R]>>"});
}

QByteArray nestedFormsPdf(int depth)
{
    QByteArrayList objects{
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</XObject<</F 5 0 R>>>>"
        "/Contents 4 0 R>>",
        stream({}, "/F Do")};
    for (int level = 0; level < depth; ++level) {
        const QByteArray next = QByteArray::number(objects.size() + 2);
        objects.append(
            stream("/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</F " + next
                       + " 0 R>>>>",
                   QByteArray("/F Do ").repeated(10)));
    }
    objects.append(stream("/Type/XObject/Subtype/Form/BBox[0 0 612 792]", "0 0 9 9 re f"));
    return pdfOf(objects);
}
