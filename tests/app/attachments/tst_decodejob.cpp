// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decodejob.h"
#include "app/attachments/decodeprotocol.h"
#include "samplefiles.h"

#include <QElapsedTimer>
#include <QFile>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace polylogue::app;
using namespace polylogue::app::attachments;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(polylogue::app::attachments::DecodeRequest::Kind)

using Kind = DecodeRequest::Kind;

class tst_DecodeJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFormatIsDecoded_data();
    void everyFormatIsDecoded();
    void imagesAreOnlyScaledDown();
    void exifOrientationIsApplied();
    void hugeJpegIsScaledWhileDecoding();
    void badFilesFailWithTheirReason_data();
    void badFilesFailWithTheirReason();
    void pdfTellsPagesAndText();
    void scanHasNoText();
    void pdfPageIsRenderedOnPaper();
    void pdfTextsComeByPage();
    void pdfTextIsCutAtTheLimit();
    void passwordOpensPdf();
    void emptyPasswordNeedsNotBeAsked();
    void hostilePdfEndsWithinItsTime_data();
    void hostilePdfEndsWithinItsTime();
    void manyJobsAllEnd();
    void destroyedJobsAreSilentAndLeaveNoProcess();
    void jobMayBeDestroyedInItsOwnSignal();
    void helperGetsNoKeys();
    void lyingHelperIsNotBelieved_data();
    void lyingHelperIsNotBelieved();
    void missingHelperIsTold();

private:
    QString write(const QByteArray &bytes, const QString &name = u"file"_s);
    QString writeHelper(const QByteArray &script);
    DecodeResult decode(const DecodeRequest &request);
    base::Error failure(const DecodeRequest &request);

    QTemporaryDir m_directory;
};

void tst_DecodeJob::initTestCase()
{
    QVERIFY(m_directory.isValid());
    qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT);
}

QString tst_DecodeJob::write(const QByteArray &bytes, const QString &name)
{
    QFile file(m_directory.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test's own disk");
    return file.fileName();
}

//! \brief Waits for the one result of \a request; a failure fails the test.
DecodeResult tst_DecodeJob::decode(const DecodeRequest &request)
{
    DecodeJob job(request);
    std::optional<DecodeResult> result;
    connect(&job, &DecodeJob::finished, this, [&](const DecodeResult &r) { result = r; });
    QSignalSpy failed(&job, &DecodeJob::failed);
    if (!QTest::qWaitFor([&] { return result || !failed.isEmpty(); }, 30'000) || !result) {
        QString why = u"no answer"_s;
        if (!failed.isEmpty())
            QDebug(&why) << failed.first().first().value<base::Error>();
        QTest::qFail(qPrintable(why), __FILE__, __LINE__);
    }
    return result.value_or(DecodeResult());
}

base::Error tst_DecodeJob::failure(const DecodeRequest &request)
{
    DecodeJob job(request);
    QSignalSpy finished(&job, &DecodeJob::finished);
    std::optional<base::Error> error;
    connect(&job, &DecodeJob::failed, this, [&](const base::Error &e) { error = e; });
    if (!QTest::qWaitFor([&] { return error || !finished.isEmpty(); }, 60'000) || !error)
        QTest::qFail("did not fail", __FILE__, __LINE__);
    return error.value_or(base::Error());
}

void tst_DecodeJob::everyFormatIsDecoded_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QString>("mediaType");

    QTest::newRow("PNG") << "png"_ba << u"image/png"_s;
    QTest::newRow("JPEG") << "jpeg"_ba << u"image/jpeg"_s;
    QTest::newRow("WebP") << "webp"_ba << u"image/webp"_s;
    QTest::newRow("BMP") << "bmp"_ba << u"image/bmp"_s;
    QTest::newRow("TIFF") << "tiff"_ba << u"image/tiff"_s;
}

void tst_DecodeJob::everyFormatIsDecoded()
{
    QFETCH(QByteArray, format);
    QFETCH(QString, mediaType);
    // A wrong name changes nothing.
    const QString path = write(quartersImage({400, 200}, format), u"picture.txt"_s);

    const DecodeResult result = decode({.path = path, .maximumSize = {100, 100}});

    QCOMPARE(result.mediaType, mediaType);
    QCOMPARE(result.originalSize, QSize(400, 200));
    QCOMPARE(result.image.size(), QSize(100, 50));
    const QColor first = result.image.pixelColor(10, 10);
    QVERIFY2(first.red() > 240 && first.green() < 15 && first.blue() < 15,
             qPrintable(first.name()));
    const QColor last = result.image.pixelColor(90, 40);
    QVERIFY2(last.red() > 240 && last.green() > 240 && last.blue() > 240, qPrintable(last.name()));
}

void tst_DecodeJob::imagesAreOnlyScaledDown()
{
    const QString path = write(quartersImage({40, 20}, "png"));

    QCOMPARE(decode({.path = path}).image.size(), QSize(40, 20));
    QCOMPARE(decode({.path = write(quartersImage({4000, 1}, "png"))}).image.size(), QSize(512, 1));
}

void tst_DecodeJob::exifOrientationIsApplied()
{
    const DecodeResult result =
        decode({.path = write(turnedJpeg({400, 200})), .maximumSize = {100, 100}});

    QCOMPARE(result.originalSize, QSize(200, 400));
    QCOMPARE(result.image.size(), QSize(50, 100));
    QVERIFY(result.hasMetadata);
    // Clockwise by a quarter: blue, which was below red, comes first.
    const QColor first = result.image.pixelColor(10, 10);
    QVERIFY2(first.blue() > 230 && first.red() < 25, qPrintable(first.name()));
}

void tst_DecodeJob::hugeJpegIsScaledWhileDecoding()
{
    const DecodeResult result = decode({.path = write(quartersImage({8000, 6000}, "jpeg"))});

    QCOMPARE(result.originalSize, QSize(8000, 6000));
    QCOMPARE(result.image.size(), QSize(512, 384));
}

void tst_DecodeJob::badFilesFailWithTheirReason_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("type");
    const QByteArray png = quartersImage({300, 300}, "png");
    const QByteArray pdf = textPdf({u"Hello"_s});

    QTest::newRow("empty") << QByteArray() << Kind::Image << u"not_supported"_s;
    QTest::newRow("text") << "Hello"_ba << Kind::Image << u"not_supported"_s;
    QTest::newRow("SVG") << "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"_ba
                         << Kind::Image << u"not_supported"_s;
    QTest::newRow("PDF as image") << pdf << Kind::Image << u"not_supported"_s;
    QTest::newRow("image as PDF") << png << Kind::PdfInfo << u"not_supported"_s;
    QTest::newRow("PNG cut off") << png.first(png.size() / 2) << Kind::Image << u"damaged"_s;
    QTest::newRow("PNG signature alone") << png.first(8) << Kind::Image << u"damaged"_s;
    QTest::newRow("JPEG start alone") << "\xff\xd8\xff"_ba << Kind::Image << u"damaged"_s;
    QTest::newRow("PNG bomb") << pngHeader({30'000, 30'000}) << Kind::Image << u"too_large"_s;
    QTest::newRow("BMP a mile long") << bmpHeader({2'000'000, 1}) << Kind::Image << u"too_large"_s;
    QTest::newRow("GIF bomb") << gifHeader({65'535, 65'535}) << Kind::Image << u"too_large"_s;
    QTest::newRow("BMP bomb") << bmpHeader({16'000, 16'000}) << Kind::Image << u"too_large"_s;
    QTest::newRow("PDF cut off") << pdf.first(pdf.size() / 2) << Kind::PdfInfo << u"damaged"_s;
    QTest::newRow("PDF header alone") << "%PDF-1.7\n"_ba << Kind::PdfText << u"damaged"_s;
    QTest::newRow("PDF without pages") << textPdf({}) << Kind::PdfInfo << u"no_pages"_s;
    QTest::newRow("password") << encryptedPdf("secret") << Kind::PdfInfo << u"password_needed"_s;
}

void tst_DecodeJob::badFilesFailWithTheirReason()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Kind, kind);
    QFETCH(QString, type);

    const base::Error error = failure({.kind = kind, .path = write(bytes, u"bad.png"_s)});

    QCOMPARE(error.kind, base::ErrorKind::File);
    QCOMPARE(error.type, type);
    QCOMPARE(error.subject, u"bad.png"_s);
}

void tst_DecodeJob::pdfTellsPagesAndText()
{
    const QString path = write(textPdf({QString(), QString(), u"Hello"_s}));

    const DecodeResult result = decode({.kind = Kind::PdfInfo, .path = path});

    QCOMPARE(result.mediaType, u"application/pdf"_s);
    QCOMPARE(result.pageCount, 3);
    QVERIFY(result.hasText == true);
    QVERIFY(result.image.isNull());
}

void tst_DecodeJob::scanHasNoText()
{
    const DecodeResult result = decode({.kind = Kind::PdfInfo, .path = write(scanPdf())});

    QCOMPARE(result.pageCount, 1);
    QVERIFY(result.hasText == false);
}

void tst_DecodeJob::pdfPageIsRenderedOnPaper()
{
    const DecodeResult result = decode(
        {.kind = Kind::PdfPage, .path = write(textPdf({u"Hello"_s})), .maximumSize = {400, 400}});

    QCOMPARE(result.originalSize, QSize(612, 792));
    QCOMPARE(result.image.size(), QSize(309, 400));
    QCOMPARE(result.image.pixelColor(5, 5), QColor(Qt::white));
    const DecodeResult scan =
        decode({.kind = Kind::PdfPage, .path = write(scanPdf()), .maximumSize = {100, 100}});
    QVERIFY(scan.image.pixelColor(25, 25).red() > 200 && scan.image.pixelColor(25, 25).blue() < 50);
    QCOMPARE(failure({.kind = Kind::PdfPage, .path = write(scanPdf()), .page = 1}).type,
             u"no_pages"_s);
}

void tst_DecodeJob::pdfTextsComeByPage()
{
    const DecodeResult result =
        decode({.kind = Kind::PdfText, .path = write(textPdf({u"One"_s, QString(), u"Three"_s}))});

    QCOMPARE(result.pageTexts, QStringList({u"One"_s, QString(), u"Three"_s}));
    QVERIFY(!result.isTruncated);
    QVERIFY(result.hasText == true);
}

void tst_DecodeJob::pdfTextIsCutAtTheLimit()
{
    const DecodeResult result = decode({.kind = Kind::PdfText,
                                        .path = write(textPdf({u"One"_s, u"Two"_s, u"Three"_s})),
                                        .maximumCharacters = 5});

    QCOMPARE(result.pageTexts, QStringList({u"One"_s, u"Tw"_s}));
    QVERIFY(result.isTruncated);
    QCOMPARE(result.pageCount, 3);
}

void tst_DecodeJob::passwordOpensPdf()
{
    const QString path = write(encryptedPdf("secret"));

    const DecodeResult result =
        decode({.kind = Kind::PdfText, .path = path, .password = u"secret"_s});

    QCOMPARE(result.pageTexts, QStringList({u"Behind the door"_s}));
    QCOMPARE(failure({.kind = Kind::PdfInfo, .path = path, .password = u"wrong"_s}).type,
             u"wrong_password"_s);
}

void tst_DecodeJob::emptyPasswordNeedsNotBeAsked()
{
    const DecodeResult result = decode({.kind = Kind::PdfText, .path = write(encryptedPdf({}))});

    QCOMPARE(result.pageTexts, QStringList({u"Behind the door"_s}));
}

void tst_DecodeJob::hostilePdfEndsWithinItsTime_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("type");

    QTest::newRow("page tree in itself") << loopingPdf() << Kind::PdfInfo << u"timeout"_s;
    QTest::newRow("a billion forms") << nestedFormsPdf(9) << Kind::PdfPage << u"too_large"_s;
}

void tst_DecodeJob::hostilePdfEndsWithinItsTime()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Kind, kind);
    QFETCH(QString, type);
    QElapsedTimer time;
    time.start();

    const base::Error error = failure({.kind = kind, .path = write(bytes)});

    QCOMPARE(error.type, type);
    QVERIFY2(time.elapsed() < 35'000, qPrintable(QString::number(time.elapsed())));
}

void tst_DecodeJob::manyJobsAllEnd()
{
    const QString path = write(quartersImage({60, 60}, "png"));
    std::vector<std::unique_ptr<DecodeJob>> jobs;
    int finished = 0;
    for (int i = 0; i < 12; ++i) {
        jobs.push_back(std::make_unique<DecodeJob>(DecodeRequest{.path = path}));
        connect(jobs.back().get(), &DecodeJob::finished, this, [&] { ++finished; });
    }

    QTRY_COMPARE_WITH_TIMEOUT(finished, 12, 30'000);
}

void tst_DecodeJob::destroyedJobsAreSilentAndLeaveNoProcess()
{
    const QString path = write(nestedFormsPdf(9));
    const auto children = [] {
        QFile file(u"/proc/thread-self/children"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll().simplified() : QByteArray();
    };
    if (!QFile::exists(u"/proc/thread-self/children"_s))
        QSKIP("cannot count processes here");
    QTRY_COMPARE(children(), QByteArray());
    // The quickest of some rounds has to fit into a frame: a busy machine may take the processor
    // away in one of them, while waiting for the process would cost seconds in each.
    qint64 quickest = std::numeric_limits<qint64>::max();
    for (int round = 0; round < 5 && quickest >= 16; ++round) {
        auto job = std::make_unique<DecodeJob>(DecodeRequest{.kind = Kind::PdfPage, .path = path});
        auto waiting =
            std::make_unique<DecodeJob>(DecodeRequest{.kind = Kind::PdfPage, .path = path});
        QSignalSpy failed(job.get(), &DecodeJob::failed);
        QTRY_VERIFY_WITH_TIMEOUT(!children().isEmpty(), 30'000);

        QElapsedTimer time;
        time.start();
        job.reset();
        waiting.reset();

        quickest = std::min(quickest, time.elapsed());
        QTRY_COMPARE(children(), QByteArray()); // nor a zombie
        QCOMPARE(failed.size(), 0);
    }
    QVERIFY2(quickest < 16, qPrintable(QString::number(quickest)));
}

void tst_DecodeJob::jobMayBeDestroyedInItsOwnSignal()
{
    auto good = std::make_unique<DecodeJob>(
        DecodeRequest{.path = write(quartersImage({9, 9}, "png"), u"good"_s)});
    auto bad = std::make_unique<DecodeJob>(DecodeRequest{.path = write("Hello", u"bad"_s)});
    auto missing = std::make_unique<DecodeJob>(DecodeRequest{.path = u"/nowhere/file"_s});
    connect(good.get(), &DecodeJob::finished, this, [&] { good.reset(); });
    connect(bad.get(), &DecodeJob::failed, this, [&] { bad.reset(); });
    connect(missing.get(), &DecodeJob::failed, this, [&] { missing.reset(); });

    QTRY_VERIFY_WITH_TIMEOUT(!good && !bad && !missing, 30'000);
}

//! \brief Stands in for the decoder with a shell script; the caller restores the true one.
QString tst_DecodeJob::writeHelper(const QByteArray &script)
{
    const QString path = write("#!/bin/sh\n" + script, u"helper"_s);
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    qputenv("POLYLOGUE_DECODER", QFile::encodeName(path));
    return path;
}

void tst_DecodeJob::helperGetsNoKeys()
{
#ifdef Q_OS_UNIX
    qputenv("SOME_API_KEY", "canary-4711");
    const auto restore = qScopeGuard([] {
        qunsetenv("SOME_API_KEY");
        qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT);
    });
    writeHelper("env >&2; echo \"$@\" >&2; exit 1\n");

    const base::Error error = failure({.path = write("any"), .password = u"word"_s});

    QCOMPARE(error.type, u"crashed"_s);
    QVERIFY2(error.detail.contains(u"image 512 512"_s), qPrintable(error.detail));
    QVERIFY2(!error.detail.contains(u"canary-4711"_s), qPrintable(error.detail));
#endif
}

void tst_DecodeJob::lyingHelperIsNotBelieved_data()
{
    QTest::addColumn<QByteArray>("output");
    const DecodeHeader honest{.mediaType = u"image/png"_s,
                              .pixelSize = {2, 2},
                              .originalSize = {2, 2},
                              .payloadSize = 16};
    DecodeHeader huge = honest;
    huge.pixelSize = {6000, 6000};
    huge.payloadSize = 6000LL * 6000 * 4;
    DecodeHeader text = honest;
    text.pixelSize = {};
    text.payloadSize = 16;

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a header") << encodeDecodeHeader(honest).first(32);
    QTest::newRow("garbage") << QByteArray(200, 'g');
    QTest::newRow("too few pixels") << encodeDecodeHeader(honest) + QByteArray(15, 'x');
    QTest::newRow("too many pixels") << encodeDecodeHeader(honest) + QByteArray(17, 'x');
    QTest::newRow("larger than asked for") << encodeDecodeHeader(huge);
    QTest::newRow("text instead of pixels") << encodeDecodeHeader(text) + QByteArray(16, 'x');
}

void tst_DecodeJob::lyingHelperIsNotBelieved()
{
#ifdef Q_OS_UNIX
    QFETCH(QByteArray, output);
    const auto restore = qScopeGuard([] { qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT); });
    writeHelper("cat '" + QFile::encodeName(write(output, u"output"_s)) + "'\n");

    QCOMPARE(failure({.path = write("any")}).type, u"crashed"_s);
#endif
}

void tst_DecodeJob::missingHelperIsTold()
{
    qputenv("POLYLOGUE_DECODER", "/nowhere/polylogue-decoder");
    const auto restore = qScopeGuard([] { qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT); });

    QCOMPARE(failure({.path = write(quartersImage({9, 9}, "png"))}).type, u"helper_missing"_s);
}

QTEST_GUILESS_MAIN(tst_DecodeJob)
#include "tst_decodejob.moc"
