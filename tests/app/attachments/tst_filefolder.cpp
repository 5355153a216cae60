// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/attachment.h"
#include "app/store/blobstore.h"
#include "samplefiles.h"

#include <QBuffer>
#include <QDir>
#include <QElapsedTimer>
#include <QImageReader>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::attachments;
using namespace Qt::StringLiterals;

//! What becomes of each kind of file, as the table in README.md beside this file says; and of those
//! in a folder that POLYLOGUE_FILES names. POLYLOGUE_FILES_EXPECTED names a file with a line for
//! each of these, its name, a tab and what is expected; without it the lines are only printed.
class tst_FileFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void eachKindEndsAsTheTableSays_data();
    void eachKindEndsAsTheTableSays();
    void everyFileOfAFolderEndsAsExpected();

private:
    QString outcome(const QString &path);

    QTemporaryDir m_directory;
};

void tst_FileFolder::initTestCase()
{
    QVERIFY(m_directory.isValid());
    qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT);
}

namespace {

//! Two frames of a pixel each.
QByteArray animatedGif()
{
    const QByteArray head = QByteArray::fromHex("474946383961010001008000 00ffffff000000");
    const QByteArray frame =
        QByteArray::fromHex("21f904000a000000 2c00000000010001000002024401 00");
    return head + frame + frame + ";";
}

QByteArray translucentPng()
{
    QImage image(20, 10, QImage::Format_ARGB32);
    image.fill(QColor(10, 20, 30, 100));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "png");
    return bytes;
}

//! Small ones of each kind, by name.
QMap<QString, QByteArray> ownFiles()
{
    const QByteArray png = quartersImage({400, 300}, "png");
    const QByteArray pdf = textPdf({u"Ebb"_s, u"Flood"_s});
    return {
        {u"picture.png"_s, png},
        {u"picture.jpg"_s, quartersImage({40, 20}, "jpeg")},
        {u"picture.webp"_s, quartersImage({40, 20}, "webp")},
        {u"picture.bmp"_s, quartersImage({40, 20}, "bmp")},
        {u"picture.tif"_s, quartersImage({40, 20}, "tiff")},
        {u"picture-named.txt"_s, png},
        {u"animated.gif"_s, animatedGif()},
        {u"translucent.png"_s, translucentPng()},
        {u"place.jpg"_s, placedImage({40, 20}, "jpeg")},
        {u"turned.jpg"_s, turnedJpeg({40, 20})},
        {u"large.jpg"_s, quartersImage({6000, 4000}, "jpeg")},
        {u"bomb.png"_s, pngHeader({30'000, 30'000})},
        {u"cut.png"_s, png.first(png.size() / 2)},
        {u"broken.png"_s, png.first(8) + "nothing"},
        {u"photo.heic"_s,
         QByteArray("\0\0\0\x18"
                    "ftypheic",
                    12)
             + QByteArray(40, '\0')},
        {u"text.pdf"_s, pdf},
        {u"scan.pdf"_s, scanPdf()},
        {u"locked.pdf"_s, encryptedPdf("secret")},
        {u"open.pdf"_s, encryptedPdf("")},
        {u"cut.pdf"_s, pdf.first(pdf.size() / 2)},
        {u"tiny.pdf"_s, "%PDF-1.4\nnothing"},
        {u"no-pages.pdf"_s, textPdf({})},
        {u"zero.pdf"_s, {}},
        {u"words.pdf"_s, "<!doctype html><p>Not found</p>"},
        {u"notes.txt"_s, "The tide comes in.\n"},
    };
}

QString sizeOf(const QSize &size)
{
    return u"%1x%2"_s.arg(size.width()).arg(size.height());
}

QString described(const Attachment &attachment)
{
    if (attachment.error)
        return u"refused: %1"_s.arg(attachment.error->type);
    if (attachment.isText())
        return u"text of %1, %2 tokens"_s.arg(attachment.sourceType).arg(attachment.tokens);
    if (attachment.isDocument())
        return u"PDF, %1 pages"_s.arg(attachment.pageCount)
            + (attachment.hasText == false ? u", scan"_s : u""_s);
    QString text = attachment.blob.mediaType + u' ' + sizeOf(attachment.pixelSize);
    if (attachment.isFitted)
        text += u", fitted"_s;
    if (attachment.otherForm)
        text += u" from "_s + sizeOf(attachment.otherForm->pixelSize);
    return text + (attachment.isCleaned ? u", cleaned"_s : u""_s);
}

} // namespace

QString tst_FileFolder::outcome(const QString &path)
{
    const store::BlobStore blobs(m_directory.filePath(u"blobs"_s));
    AttachmentLoader loader(blobs);
    QList<Attachment> ended;
    connect(&loader, &AttachmentLoader::changed, this,
            [&ended](const Attachment &changed) { ended.append(changed); });
    loader.addFile(path);
    if (!QTest::qWaitFor([&ended] { return !ended.isEmpty(); }, 60'000))
        return u"nothing"_s;
    const Attachment &attachment = ended.first();
    if (attachment.state == Attachment::State::Ready && attachment.isImage()) {
        // What the chip shows is what is sent: upright, nothing but pixels.
        QImageReader sent(blobs.path(attachment.blob));
        if (sent.size() != attachment.pixelSize
            || sent.transformation() != QImageIOHandler::TransformationNone
            || !sent.textKeys().isEmpty())
            return u"what is sent is another picture"_s;
    }
    return described(attachment);
}

void tst_FileFolder::eachKindEndsAsTheTableSays_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    QFile table(QStringLiteral(POLYLOGUE_TABLE));
    QVERIFY(table.open(QIODevice::ReadOnly));
    const QMap<QString, QByteArray> files = ownFiles();
    qsizetype rows = 0;
    for (const QString &line : QString::fromUtf8(table.readAll()).split(u'\n')) {
        const QString name = line.section(u'`', 1, 1);
        if (!line.startsWith("| `"_L1) || !files.contains(name))
            continue;
        QTest::newRow(qPrintable(name)) << files.value(name) << line.section(u'|', 3, 3).trimmed();
        ++rows;
    }
    QCOMPARE(rows, files.size());
}

void tst_FileFolder::eachKindEndsAsTheTableSays()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    QFile file(m_directory.filePath(QString::fromLatin1(QTest::currentDataTag())));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();

    QCOMPARE(outcome(file.fileName()), expected);
}

void tst_FileFolder::everyFileOfAFolderEndsAsExpected()
{
    if (qEnvironmentVariableIsEmpty("POLYLOGUE_FILES"))
        QSKIP("POLYLOGUE_FILES names no folder");
    QMap<QString, QString> expected;
    QFile table(qEnvironmentVariable("POLYLOGUE_FILES_EXPECTED"));
    if (!table.fileName().isEmpty()) {
        QVERIFY(table.open(QIODevice::ReadOnly));
        for (const QString &line : QString::fromUtf8(table.readAll()).split(u'\n')) {
            if (line.contains(u'\t'))
                expected.insert(line.section(u'\t', 0, 0), line.section(u'\t', 1));
        }
    }
    const QDir folder(qEnvironmentVariable("POLYLOGUE_FILES"));
    const QFileInfoList files = folder.entryInfoList(QDir::Files, QDir::Name);
    QVERIFY(!files.isEmpty());
    QStringList wrong;
    for (const QFileInfo &file : files) {
        QElapsedTimer timer;
        timer.start();
        const QString result = outcome(file.filePath());
        qInfo().noquote() << file.fileName() + u'\t' + result << timer.elapsed() << "ms";
        if (!expected.isEmpty() && expected.value(file.fileName()) != result)
            wrong.append(file.fileName());
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u", "_s)));
}

QTEST_GUILESS_MAIN(tst_FileFolder)
#include "tst_filefolder.moc"
