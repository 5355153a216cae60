// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/attachment.h"
#include "app/attachments/picturelimits.h"
#include "app/store/blobstore.h"
#include "samplefiles.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace polylogue::app;
using namespace polylogue::app::attachments;
using namespace Qt::StringLiterals;

class tst_AttachmentLoader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void addReturnsAtOnceAndReads();
    void imagesGetReady_data();
    void imagesGetReady();
    void turnedPicturesAreSentUpright();
    void largePicturesAreFittedAndKeepTheirOriginal();
    void heavyPicturesAreFittedByTheirBytes();
    void nothingButTheFormsIsStored_data();
    void nothingButTheFormsIsStored();
    void metadataStaysWhereTheUserWantsIt();
    void orientationOfWebpIsAppliedToo_data();
    void orientationOfWebpIsAppliedToo();
    void whatServersDoNotTakeBecomesPng_data();
    void whatServersDoNotTakeBecomesPng();
    void pdfsGetReady();
    void pastedBytesGetReady();
    void pastedPicturesBecomePng();
    void refusedFilesSayWhy_data();
    void refusedFilesSayWhy();
    void readingStallsNothing();
    void removedAttachmentsAreSilent();
    void loaderMayBeDestroyedInItsOwnSignal();
    void partsCarryWhatTheAttachmentKnows();

private:
    QString write(const QString &name, const QByteArray &bytes);
    QByteArray stored(const Attachment &attachment) const;
    Attachment ended(AttachmentLoader &loader, const Attachment &added);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<store::BlobStore> m_blobs;
};

void tst_AttachmentLoader::initTestCase()
{
    qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT);
}

void tst_AttachmentLoader::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    m_blobs = std::make_unique<store::BlobStore>(m_directory->filePath(u"blobs"_s));
}

QString tst_AttachmentLoader::write(const QString &name, const QByteArray &bytes)
{
    QFile file(m_directory->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test's own disk");
    return file.fileName();
}

QByteArray tst_AttachmentLoader::stored(const Attachment &attachment) const
{
    QFile file(m_blobs->path(attachment.blob));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

//! \brief Waits for the one changed() that follows \a added.
Attachment tst_AttachmentLoader::ended(AttachmentLoader &loader, const Attachment &added)
{
    QList<Attachment> changes;
    const auto connection = connect(&loader, &AttachmentLoader::changed, this,
                                    [&](const Attachment &changed) { changes.append(changed); });
    if (!QTest::qWaitFor([&] { return !changes.isEmpty(); }, 30'000))
        QTest::qFail("not ended", __FILE__, __LINE__);
    disconnect(connection);
    const Attachment attachment = changes.isEmpty() ? Attachment() : changes.constFirst();
    if (attachment.id != added.id)
        QTest::qFail("another attachment", __FILE__, __LINE__);
    return attachment;
}

void tst_AttachmentLoader::addReturnsAtOnceAndReads()
{
    AttachmentLoader loader(*m_blobs);
    QSignalSpy changed(&loader, &AttachmentLoader::changed);

    const Attachment added = loader.addFile(write(u"a.png"_s, quartersImage({9, 9}, "png")));

    QCOMPARE(added.state, Attachment::State::Reading);
    QCOMPARE(added.fileName, u"a.png"_s);
    QVERIFY(!added.id.isNull());
    QCOMPARE(changed.size(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 30'000);
}

void tst_AttachmentLoader::imagesGetReady_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("mediaType");
    QTest::addColumn<QSize>("pixelSize");
    QTest::addColumn<QSize>("thumbnailSize");

    QTest::newRow("small PNG") << quartersImage({40, 20}, "png") << u"image/png"_s << QSize(40, 20)
                               << QSize(40, 20);
    QTest::newRow("JPEG") << quartersImage({2000, 1000}, "jpeg") << u"image/jpeg"_s
                          << QSize(2000, 1000) << QSize(256, 128);
    QTest::newRow("WebP") << quartersImage({300, 300}, "webp") << u"image/webp"_s << QSize(300, 300)
                          << QSize(256, 256);
}

void tst_AttachmentLoader::imagesGetReady()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, mediaType);
    QFETCH(QSize, pixelSize);
    QFETCH(QSize, thumbnailSize);
    AttachmentLoader loader(*m_blobs);

    const Attachment image = ended(loader, loader.addFile(write(u"misleading.doc"_s, bytes)));

    QCOMPARE(image.state, Attachment::State::Ready);
    QCOMPARE(image.blob.mediaType, mediaType);
    QCOMPARE(image.pixelSize, pixelSize);
    QCOMPARE(image.thumbnail.size(), thumbnailSize);
    QVERIFY(!image.error);
    QVERIFY(!image.isDocument());
    QCOMPARE(stored(image), bytes);
}

void tst_AttachmentLoader::turnedPicturesAreSentUpright()
{
    AttachmentLoader loader(*m_blobs);

    const Attachment image =
        ended(loader, loader.addFile(write(u"portrait.jpg"_s, turnedJpeg({2000, 1000}))));

    QCOMPARE(image.state, Attachment::State::Ready);
    QCOMPARE(image.blob.mediaType, u"image/jpeg"_s);
    QCOMPARE(image.pixelSize, QSize(1000, 2000));
    QCOMPARE(image.thumbnail.size(), QSize(128, 256));
    QVERIFY(image.isCleaned);
    QVERIFY(!image.otherForm);
    const QImage sent = QImage::fromData(stored(image), "jpeg");
    QCOMPARE(sent.size(), QSize(1000, 2000));
    // Quarters were red, green, blue, white; a quarter turn to the right brings blue to the top
    // left.
    QVERIFY(sent.pixelColor(10, 10).blue() > 200 && sent.pixelColor(10, 10).red() < 60);
    QVERIFY(!stored(image).contains("Exif"));
}

void tst_AttachmentLoader::largePicturesAreFittedAndKeepTheirOriginal()
{
    AttachmentLoader loader(*m_blobs);
    const QByteArray bytes = quartersImage({3000, 1500}, "jpeg");

    Attachment image = ended(
        loader,
        loader.addFile(write(u"large.jpg"_s, bytes), {.longestEdge = 1000, .bytes = 1'000'000}));

    QCOMPARE(image.state, Attachment::State::Ready);
    QVERIFY(image.isFitted);
    QCOMPARE(image.pixelSize, QSize(1000, 500));
    QCOMPARE(QImage::fromData(stored(image), "jpeg").size(), QSize(1000, 500));
    QVERIFY(image.otherForm.has_value());
    QCOMPARE(image.otherForm->pixelSize, QSize(3000, 1500));

    const auto fitted = image.blob;
    switchForm(image);
    QVERIFY(!image.isFitted);
    QCOMPARE(image.pixelSize, QSize(3000, 1500));
    QCOMPARE(stored(image), bytes);
    // As it comes back after a restart.
    std::optional<Attachment> again = attachmentOf(contentPartOf(image));
    QVERIFY(again && !again->isFitted);
    switchForm(*again);
    QVERIFY(again->isFitted);
    QCOMPARE(again->blob, fitted);
    // Another model takes more.
    const Attachment reading = loader.refit(*again, {.longestEdge = 2000, .bytes = 1'000'000});
    QCOMPARE(reading.state, Attachment::State::Reading);
    const Attachment refitted = ended(loader, reading);
    QCOMPARE(refitted.fileName, u"large.jpg"_s);
    QCOMPARE(refitted.pixelSize, QSize(2000, 1000));
    QCOMPARE(refitted.otherForm->blob, image.blob);
    // One that was chosen is not.
    QCOMPARE(loader.refit(image, {.longestEdge = 500, .bytes = 1'000'000}).state,
             Attachment::State::Ready);
}

void tst_AttachmentLoader::heavyPicturesAreFittedByTheirBytes()
{
    AttachmentLoader loader(*m_blobs);
    QImage noise(600, 400, QImage::Format_RGB32);
    for (int y = 0; y < noise.height(); ++y) {
        for (int x = 0; x < noise.width(); ++x)
            noise.setPixel(x, y, quint32(x) * 2654435761U ^ quint32(y) * 2654404609U);
    }

    const Attachment image = ended(
        loader, loader.addImage(noise, u"noise.png"_s, {.longestEdge = 2048, .bytes = 100'000}));

    QCOMPARE(image.state, Attachment::State::Ready);
    QVERIFY(image.isFitted);
    QVERIFY(image.blob.size <= 100'000);
    QCOMPARE(image.blob.mediaType, u"image/jpeg"_s);
    QVERIFY(image.otherForm && image.otherForm->blob.size > 100'000);
}

void tst_AttachmentLoader::nothingButTheFormsIsStored_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::newRow("JPEG") << "jpeg"_ba;
    QTest::newRow("PNG") << "png"_ba;
    QTest::newRow("WebP") << "webp"_ba;
}

void tst_AttachmentLoader::nothingButTheFormsIsStored()
{
    QFETCH(QByteArray, format);
    AttachmentLoader loader(*m_blobs);
    const QByteArray bytes = placedImage({40, 20}, format);
    QVERIFY(bytes.contains("13 24 18 E"));

    const Attachment image = ended(loader, loader.addFile(write(u"place"_s, bytes)));

    QCOMPARE(image.state, Attachment::State::Ready);
    QCOMPARE(image.blob.mediaType, u"image/"_s + QString::fromLatin1(format));
    QVERIFY(image.isCleaned);
    QVERIFY(!stored(image).contains("13 24 18 E") && !stored(image).contains("film"));
    QCOMPARE(QImage::fromData(stored(image)), QImage::fromData(bytes)); // not a pixel is another
    int files = 0;
    QDirIterator left(m_directory->filePath(u"blobs"_s), QDir::Files, QDirIterator::Subdirectories);
    for (; left.hasNext(); left.next())
        ++files;
    QCOMPARE(files, 1);
}

void tst_AttachmentLoader::metadataStaysWhereTheUserWantsIt()
{
    AttachmentLoader loader(*m_blobs);
    const QByteArray bytes = placedImage({40, 20}, "jpeg");

    const Attachment kept =
        ended(loader, loader.addData(bytes, u"a.jpg"_s, {.mayHaveMetadata = true}));

    QVERIFY(!kept.isCleaned);
    QCOMPARE(stored(kept), bytes);
}

void tst_AttachmentLoader::orientationOfWebpIsAppliedToo_data()
{
    QTest::addColumn<int>("orientation");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QColor>("topLeft");
    // Red, green, blue, white in reading order, as stored.
    QTest::newRow("2") << 2 << QSize(40, 20) << QColor(0, 255, 0);
    QTest::newRow("3") << 3 << QSize(40, 20) << QColor(255, 255, 255);
    QTest::newRow("4") << 4 << QSize(40, 20) << QColor(0, 0, 255);
    QTest::newRow("5") << 5 << QSize(20, 40) << QColor(255, 0, 0);
    QTest::newRow("6") << 6 << QSize(20, 40) << QColor(0, 0, 255);
    QTest::newRow("7") << 7 << QSize(20, 40) << QColor(255, 255, 255);
    QTest::newRow("8") << 8 << QSize(20, 40) << QColor(0, 255, 0);
}

void tst_AttachmentLoader::orientationOfWebpIsAppliedToo()
{
    QFETCH(int, orientation);
    QFETCH(QSize, size);
    QFETCH(QColor, topLeft);
    AttachmentLoader loader(*m_blobs);

    const Attachment image =
        ended(loader, loader.addFile(write(u"turned"_s, turnedWebp({40, 20}, orientation))));

    QCOMPARE(image.state, Attachment::State::Ready);
    const QImage sent = QImage::fromData(stored(image), "png");
    QCOMPARE(sent.size(), size);
    const QColor corner = sent.pixelColor(3, 3);
    QVERIFY2(qAbs(corner.red() - topLeft.red()) < 60 && qAbs(corner.green() - topLeft.green()) < 60
                 && qAbs(corner.blue() - topLeft.blue()) < 60,
             qPrintable(corner.name()));
}

void tst_AttachmentLoader::whatServersDoNotTakeBecomesPng_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::newRow("BMP") << "bmp"_ba;
    QTest::newRow("TIFF") << "tiff"_ba;
}

void tst_AttachmentLoader::whatServersDoNotTakeBecomesPng()
{
    QFETCH(QByteArray, format);
    AttachmentLoader loader(*m_blobs);

    const Attachment image =
        ended(loader, loader.addFile(write(u"photo"_s, quartersImage({600, 300}, format))));

    QCOMPARE(image.state, Attachment::State::Ready);
    QCOMPARE(image.blob.mediaType, u"image/png"_s);
    QCOMPARE(image.pixelSize, QSize(600, 300));
    QCOMPARE(image.thumbnail.size(), QSize(256, 128));
    const QImage sent = QImage::fromData(stored(image), "png");
    QCOMPARE(sent.size(), QSize(600, 300));
    QCOMPARE(sent.pixelColor(10, 10), QColor(Qt::red));
}

void tst_AttachmentLoader::pdfsGetReady()
{
    AttachmentLoader loader(*m_blobs);
    const QByteArray bytes = textPdf({u"One"_s, u"Two"_s});

    const Attachment text = ended(loader, loader.addFile(write(u"text.pdf"_s, bytes)));
    const Attachment scan = ended(loader, loader.addFile(write(u"scan.pdf"_s, scanPdf())));

    QCOMPARE(text.state, Attachment::State::Ready);
    QVERIFY(text.isDocument());
    QCOMPARE(text.pageCount, 2);
    QVERIFY(text.hasText == true);
    QCOMPARE(text.thumbnail.height(), 256);
    QCOMPARE(stored(text), bytes);
    QCOMPARE(scan.state, Attachment::State::Ready);
    QVERIFY(scan.hasText == false);
}

void tst_AttachmentLoader::pastedBytesGetReady()
{
    AttachmentLoader loader(*m_blobs);
    const QByteArray bytes = quartersImage({30, 30}, "png");

    const Attachment image = ended(loader, loader.addData(bytes, u"pasted.png"_s));

    QCOMPARE(image.state, Attachment::State::Ready);
    QCOMPARE(image.fileName, u"pasted.png"_s);
    QCOMPARE(stored(image), bytes);
}

void tst_AttachmentLoader::pastedPicturesBecomePng()
{
    AttachmentLoader loader(*m_blobs);
    QImage picture(1000, 500, QImage::Format_ARGB32_Premultiplied);
    picture.fill(QColor(10, 20, 30, 128));

    const Attachment image = ended(loader, loader.addImage(picture, u"screenshot.png"_s));
    const Attachment nothing = ended(loader, loader.addImage(QImage(), u"nothing.png"_s));

    QCOMPARE(image.state, Attachment::State::Ready);
    QCOMPARE(image.pixelSize, QSize(1000, 500));
    QCOMPARE(image.thumbnail.size(), QSize(256, 128));
    QCOMPARE(QImage::fromData(stored(image), "png").pixelColor(5, 5).alpha(), 128);
    QCOMPARE(nothing.state, Attachment::State::Failed);
}

void tst_AttachmentLoader::refusedFilesSayWhy_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<base::ErrorKind>("kind");
    QTest::addColumn<QString>("type");
    const auto file = base::ErrorKind::File;

    QTest::newRow("missing") << u"missing.png"_s << QByteArray() << file << u"not_found"_s;
    QTest::newRow("empty") << u"empty.pdf"_s << QByteArray() << file << u"empty"_s;
    QTest::newRow("text") << u"text.png"_s << "Hello"_ba << file << u"not_what_it_says"_s;
    QTest::newRow("SVG") << u"logo.png"_s << "<svg xmlns='http://www.w3.org/2000/svg'/>"_ba << file
                         << u"not_what_it_says"_s;
    QTest::newRow("bomb") << u"bomb.png"_s << pngHeader({30'000, 30'000}) << file << u"too_large"_s;
    QTest::newRow("damaged PDF") << u"bad.pdf"_s << "%PDF-1.4\nnothing"_ba << file << u"damaged"_s;
    QTest::newRow("PDF with a password")
        << u"secret.pdf"_s << encryptedPdf("secret") << file << u"password_needed"_s;
    QTest::newRow("directory") << u"."_s << QByteArray() << file << u"directory"_s;
    QTest::newRow("5 GB") << u"5 GB"_s << QByteArray() << base::ErrorKind::TooLarge << QString();
#ifdef Q_OS_UNIX
    QTest::newRow("link") << u"link"_s << QByteArray() << file << u"link"_s;
    QTest::newRow("FIFO") << u"fifo"_s << QByteArray() << file << u"not_regular"_s;
#endif
}

void tst_AttachmentLoader::refusedFilesSayWhy()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(base::ErrorKind, kind);
    QFETCH(QString, type);
    QString path = m_directory->filePath(name);
    if (name == "5 GB"_L1) {
        QFile sparse(write(name, "%PDF-1.4\n"));
        QVERIFY(sparse.open(QIODevice::ReadWrite) && sparse.resize(5'000'000'000));
#ifdef Q_OS_UNIX
    } else if (name == "link"_L1) {
        QVERIFY(QFile::link(write(u"target"_s, quartersImage({9, 9}, "png")), path));
    } else if (name == "fifo"_L1) {
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
#endif
    } else if (!bytes.isEmpty() || type == "empty"_L1) {
        path = write(name, bytes);
    }
    AttachmentLoader loader(*m_blobs);
    QElapsedTimer time;
    time.start();

    const Attachment refused = ended(loader, loader.addFile(path));

    QCOMPARE(refused.state, Attachment::State::Failed);
    QVERIFY(refused.error.has_value());
    QCOMPARE(refused.error->kind, kind);
    QCOMPARE(refused.error->type, type);
    QCOMPARE(refused.error->subject, refused.fileName);
    QVERIFY2(time.elapsed() < 2000, qPrintable(QString::number(time.elapsed())));
}

void tst_AttachmentLoader::readingStallsNothing()
{
    const QString path = write(u"photo.bmp"_s, quartersImage({4000, 3000}, "bmp")); // 36 MB
    AttachmentLoader loader(*m_blobs);
    QElapsedTimer sinceLast;
    qint64 longest = 0;
    QTimer heart;
    connect(&heart, &QTimer::timeout, this, [&] { longest = qMax(longest, sinceLast.restart()); });
    Attachment image;
    QEventLoop loop; // qWaitFor() sleeps between the events
    connect(&loader, &AttachmentLoader::changed, &loop, [&](const Attachment &changed) {
        image = changed;
        loop.quit();
    });
    sinceLast.start();
    heart.start(1);

    loader.addFile(path);
    loop.exec();

    QCOMPARE(image.state, Attachment::State::Ready);
    qInfo() << "longest stall" << longest << "ms";
    // A frame is 16 ms; the rest is for a busy machine. Done in this thread it would be 1 s.
    QVERIFY2(longest < 250, qPrintable(QString::number(longest)));
}

void tst_AttachmentLoader::removedAttachmentsAreSilent()
{
    AttachmentLoader loader(*m_blobs);
    QSignalSpy changed(&loader, &AttachmentLoader::changed);
    const QString path = write(u"photo.jpg"_s, quartersImage({3000, 2000}, "jpeg"));
    const Attachment removed = loader.addFile(path);
    const Attachment kept = loader.addFile(path);

    loader.remove(removed.id);

    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 30'000);
    QTest::qWait(100);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().value<Attachment>().id, kept.id);
}

void tst_AttachmentLoader::loaderMayBeDestroyedInItsOwnSignal()
{
    auto loader = std::make_unique<AttachmentLoader>(*m_blobs);
    loader->addFile(write(u"a.png"_s, quartersImage({9, 9}, "png")));
    loader->addFile(write(u"b.pdf"_s, textPdf({u"One"_s})));

    connect(loader.get(), &AttachmentLoader::changed, this, [&] { loader.reset(); });

    QTRY_VERIFY_WITH_TIMEOUT(!loader, 30'000);
}

void tst_AttachmentLoader::partsCarryWhatTheAttachmentKnows()
{
    const conversation::BlobRef image{.sha256 = "i", .mediaType = u"image/png"_s, .size = 1};
    const conversation::BlobRef pdf{.sha256 = "p", .mediaType = u"application/pdf"_s, .size = 2};

    const conversation::ContentPart imagePart = contentPartOf({.state = Attachment::State::Ready,
                                                               .fileName = u"a.png"_s,
                                                               .blob = image,
                                                               .pixelSize = {3, 4}});
    const conversation::ContentPart documentPart = contentPartOf({.state = Attachment::State::Ready,
                                                                  .fileName = u"b.pdf"_s,
                                                                  .blob = pdf,
                                                                  .pageCount = 5,
                                                                  .hasText = false});

    const conversation::ContentPart expectedImage =
        conversation::ImagePart{.blob = image, .fileName = u"a.png"_s, .pixelSize = {3, 4}};
    const conversation::ContentPart expectedDocument = conversation::DocumentPart{
        .blob = pdf, .fileName = u"b.pdf"_s, .pageCount = 5, .hasText = false};
    QVERIFY(imagePart == expectedImage);
    QVERIFY(documentPart == expectedDocument);
}

QTEST_GUILESS_MAIN(tst_AttachmentLoader)
#include "tst_attachmentloader.moc"
