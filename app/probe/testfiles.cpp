// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/testfiles.h"

#include <QBuffer>
#include <QHash>
#include <QImageWriter>
#include <QPainter>

#include <array>

using namespace Qt::StringLiterals;

namespace polylogue::app::probe {

namespace {

constexpr int block = 12; // pixels
constexpr int columns = 5;
constexpr int rows = 7;
constexpr int margin = 3 * block;
constexpr int advance = (columns + 2) * block; // from one digit to the next
constexpr int bandHeight = 130;
constexpr int scanQuality = 80;

//! The rows of each digit, five bits each.
constexpr std::array<std::array<unsigned char, rows>, 10> shapes{{
    {0x0e, 0x11, 0x13, 0x15, 0x19, 0x11, 0x0e},
    {0x04, 0x0c, 0x04, 0x04, 0x04, 0x04, 0x0e},
    {0x0e, 0x11, 0x01, 0x02, 0x04, 0x08, 0x1f},
    {0x1f, 0x02, 0x04, 0x02, 0x01, 0x11, 0x0e},
    {0x02, 0x06, 0x0a, 0x12, 0x1f, 0x02, 0x02},
    {0x1f, 0x10, 0x1e, 0x01, 0x01, 0x11, 0x0e},
    {0x06, 0x08, 0x10, 0x1e, 0x11, 0x11, 0x0e},
    {0x1f, 0x01, 0x02, 0x04, 0x08, 0x08, 0x08},
    {0x0e, 0x11, 0x11, 0x0e, 0x11, 0x11, 0x0e},
    {0x0e, 0x11, 0x11, 0x0f, 0x01, 0x02, 0x0c},
}};

QColor colorNamed(const QString &name)
{
    static const QHash<QString, QColor> colors{
        {u"red"_s, QColor(220, 30, 30)},  {u"green"_s, QColor(30, 155, 60)},
        {u"blue"_s, QColor(30, 70, 215)}, {u"yellow"_s, QColor(245, 212, 30)},
        {u"black"_s, QColor(10, 10, 10)}, {u"purple"_s, QColor(130, 60, 180)}};
    return colors.value(name);
}

QByteArray encoded(const QImage &image, const char *format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImageWriter writer(&buffer, format);
    writer.setQuality(scanQuality);
    writer.write(image);
    return bytes;
}

//! A PDF of \a objects, numbered from 1; the first is the catalogue.
QByteArray documentOf(const QByteArrayList &objects)
{
    QByteArray pdf = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"_ba;
    QByteArray table = "0000000000 65535 f \n"_ba;
    for (qsizetype i = 0; i < objects.size(); ++i) {
        table += QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
        pdf += QByteArray::number(i + 1) + " 0 obj\n" + objects.at(i) + "\nendobj\n";
    }
    const QByteArray count = QByteArray::number(objects.size() + 1);
    const QByteArray start = QByteArray::number(pdf.size());
    return pdf + "xref\n0 " + count + '\n' + table + "trailer\n<</Size " + count
        + "/Root 1 0 R>>\nstartxref\n" + start + "\n%%EOF\n";
}

QByteArray stream(const QByteArray &dictionary, const QByteArray &bytes)
{
    return "<<" + dictionary + "/Length " + QByteArray::number(bytes.size()) + ">>\nstream\n"
        + bytes + "\nendstream";
}

//! One page in A4 with \a resources, drawn by \a content; \a resource is object 5.
QByteArray pageDocument(const QByteArray &resources, const QByteArray &content,
                        const QByteArray &resource)
{
    return documentOf({"<</Type/Catalog/Pages 2 0 R>>"_ba, "<</Type/Pages/Kids[3 0 R]/Count 1>>"_ba,
                       "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<"
                           + resources + ">>>>",
                       stream({}, content), resource});
}

} // namespace

QImage imageOfDigits(const QString &digits)
{
    QImage image(2 * margin + advance * int(digits.size()) - 2 * block, 2 * margin + rows * block,
                 QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    for (qsizetype at = 0; at < digits.size(); ++at) {
        const auto &shape = shapes.at(size_t(digits.at(at).digitValue()));
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < columns; ++column) {
                if ((shape.at(size_t(row)) >> (columns - 1 - column)) & 1)
                    painter.fillRect(margin + advance * int(at) + column * block,
                                     margin + row * block, block, block, Qt::black);
            }
        }
    }
    return image;
}

QByteArray pictureOf(const QString &digits, const QStringList &colors)
{
    const QImage number = imageOfDigits(digits);
    QImage image(number.width(), number.height() + bandHeight, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.drawImage(0, 0, number);
    const int count = int(colors.size());
    for (int i = 0; i < count; ++i) {
        const int left = image.width() * i / count;
        painter.fillRect(left, number.height(), image.width() * (i + 1) / count - left, bandHeight,
                         colorNamed(colors.at(i)));
    }
    painter.end();
    return encoded(image, "png");
}

QByteArray textDocument(const QString &digits)
{
    const QByteArray content =
        "BT /F 18 Tf 60 760 Td (The number of this document is " + digits.toLatin1() + ".) Tj ET";
    return pageDocument("/Font<</F 5 0 R>>"_ba, content,
                        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"_ba);
}

QByteArray scannedDocument(const QString &digits)
{
    const QImage image = imageOfDigits(digits);
    const QByteArray size = "/Width " + QByteArray::number(image.width()) + "/Height "
        + QByteArray::number(image.height());
    return pageDocument("/XObject<</I 5 0 R>>"_ba, "q 475 0 0 135 60 640 cm /I Do Q"_ba,
                        stream("/Type/XObject/Subtype/Image/ColorSpace/DeviceRGB/BitsPerComponent "
                               "8/Filter/DCTDecode"
                                   + size,
                               encoded(image, "jpeg")));
}

} // namespace polylogue::app::probe
