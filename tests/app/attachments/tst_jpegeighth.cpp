// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decodejob.h"
#include "app/attachments/decoder/jpegeighth.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImageReader>
#include <QImageWriter>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace polylogue::app;
using namespace polylogue::app::attachments;
using namespace Qt::StringLiterals;

namespace {

QImage waves(const QSize &size, QImage::Format format)
{
    QImage image(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x)
            image.setPixel(x, y,
                           qRgb(int(128 + 100 * std::sin(x * 0.03)),
                                int(128 + 100 * std::cos(y * 0.02)), (x + y) % 256));
    }
    return std::move(image).convertToFormat(format);
}

QByteArray jpeg(const QImage &image, int quality = 90)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImageWriter writer(&buffer, "jpeg");
    writer.setProgressiveScanWrite(true);
    writer.setQuality(quality);
    writer.write(image);
    return bytes;
}

QImage eighth(QByteArray bytes)
{
    QBuffer device(&bytes);
    device.open(QIODevice::ReadOnly);
    return eighthOfProgressiveJpeg(device);
}

//! Qt's own, which has all coefficients in memory.
QImage qtsEighth(QByteArray bytes, const QSize &size)
{
    QBuffer device(&bytes);
    device.open(QIODevice::ReadOnly);
    QImageReader reader(&device, "jpeg");
    reader.setScaledSize(size);
    return reader.read().convertToFormat(QImage::Format_RGB32);
}

//! A small file that says that it is a large picture: the rest is grey.
QByteArray enlarged(QByteArray bytes, int width, int height)
{
    const qsizetype frame = bytes.indexOf("\xff\xc2");
    for (const auto &[at, value] : {std::pair(5, height), std::pair(7, width)}) {
        bytes[frame + at] = char(value >> 8);
        bytes[frame + at + 1] = char(value & 0xff);
    }
    return bytes;
}

} // namespace

class tst_JpegEighth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWhatQtMakesOfIt_data();
    void isWhatQtMakesOfIt();
    void keepsTheColourProfile();
    void whatIsNoProgressiveJpegIsNoPicture_data();
    void whatIsNoProgressiveJpegIsNoPicture();
    void noCutAndNoMutationEndsTheProgram();
    void aPictureBeyondTheMemoryGoesAsAnEighth();
};

void tst_JpegEighth::isWhatQtMakesOfIt_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QImage::Format>("format");
    QTest::addColumn<int>("quality");
    QTest::newRow("colours") << QSize(640, 480) << QImage::Format_RGB32 << 90;
    QTest::newRow("coarse") << QSize(640, 480) << QImage::Format_RGB32 << 30;
    QTest::newRow("grey") << QSize(640, 480) << QImage::Format_Grayscale8 << 90;
    QTest::newRow("no multiple of a block") << QSize(333, 215) << QImage::Format_RGB32 << 90;
    QTest::newRow("one block") << QSize(5, 3) << QImage::Format_RGB32 << 90;
}

void tst_JpegEighth::isWhatQtMakesOfIt()
{
    QFETCH(QSize, size);
    QFETCH(QImage::Format, format);
    QFETCH(int, quality);
    const QByteArray bytes = jpeg(waves(size, format), quality);

    const QImage read = eighth(bytes);

    const QSize expected((size.width() + 7) / 8, (size.height() + 7) / 8);
    QCOMPARE(read.size(), expected);
    const QImage theirs = qtsEighth(bytes, expected);
    int worst = 0;
    // Qt smooths colours between blocks, and blocks at the edges are partly made up.
    for (int y = 1; y < expected.height() - 2; ++y) {
        for (int x = 1; x < expected.width() - 2; ++x) {
            const QColor ours = read.pixelColor(x, y);
            const QColor other = theirs.pixelColor(x, y);
            worst = qMax(worst, qAbs(qGray(ours.rgb()) - qGray(other.rgb())));
        }
    }
    QVERIFY2(worst <= 12, qPrintable(QString::number(worst)));
}

void tst_JpegEighth::keepsTheColourProfile()
{
    QImage image = waves({64, 64}, QImage::Format_RGB32);
    image.setColorSpace(QColorSpace(QColorSpace::DisplayP3));

    QCOMPARE(eighth(jpeg(image)).colorSpace(), QColorSpace(QColorSpace::DisplayP3));
}

void tst_JpegEighth::whatIsNoProgressiveJpegIsNoPicture_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QByteArray usual;
    QBuffer buffer(&usual);
    waves({64, 64}, QImage::Format_RGB32).save(&buffer, "jpeg");
    const QByteArray progressive = jpeg(waves({64, 64}, QImage::Format_RGB32));
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("an ordinary one") << usual;
    QTest::newRow("only a head") << progressive.first(100);
    QTest::newRow("too large even so") << enlarged(progressive, 65'000, 65'000);
    QTest::newRow("no pixels") << enlarged(progressive, 0, 64);
}

void tst_JpegEighth::whatIsNoProgressiveJpegIsNoPicture()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(eighth(bytes).isNull());
}

void tst_JpegEighth::noCutAndNoMutationEndsTheProgram()
{
    const QByteArray bytes = jpeg(waves({80, 60}, QImage::Format_RGB32));
    for (qsizetype length = 0; length < bytes.size(); length += 7)
        (void)eighth(bytes.first(length));
    quint32 noise = 1;
    for (int round = 0; round < 3000; ++round) {
        QByteArray mutated = bytes;
        for (int i = 0; i < 3; ++i) {
            noise = noise * 1664525U + 1013904223U;
            mutated[qsizetype(noise >> 8) % mutated.size()] = char(noise);
        }
        (void)eighth(mutated);
    }
}

void tst_JpegEighth::aPictureBeyondTheMemoryGoesAsAnEighth()
{
    qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT);
    const QTemporaryDir directory;
    QFile file(directory.filePath(u"large.jpg"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(enlarged(jpeg(waves({640, 480}, QImage::Format_RGB32)), 12'000, 10'000));
    file.close();

    DecodeJob job(
        {.kind = DecodeRequest::Kind::Picture, .path = file.fileName(), .maximumSize = {256, 256}});
    std::optional<DecodeResult> result;
    connect(&job, &DecodeJob::finished, this, [&](const DecodeResult &made) { result = made; });
    QTRY_VERIFY_WITH_TIMEOUT(result, 20'000);

    QCOMPARE(result->originalSize, QSize(12'000, 10'000));
    QCOMPARE(result->files.size(), 2);
    QCOMPARE(result->files.constLast().form, PictureFile::Form::Fitted);
    QCOMPARE(result->files.constLast().pixelSize, QSize(1'500, 1'250));
}

QTEST_GUILESS_MAIN(tst_JpegEighth)
#include "tst_jpegeighth.moc"
