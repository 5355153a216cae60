// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/attachment.h"
#include "app/store/blobstore.h"

#include <QDir>
#include <QElapsedTimer>
#include <QImageReader>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::attachments;
using namespace Qt::StringLiterals;

//! Files that lie in a folder of their own, which POLYLOGUE_FILES names: what becomes of each.
//! POLYLOGUE_FILES_EXPECTED names a file with a line for each, its name, a tab and what is
//! expected; without it the lines are only printed.
class tst_FileFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFileEndsAsExpected();

private:
    QString outcome(const QString &path);

    QTemporaryDir m_directory;
};

void tst_FileFolder::initTestCase()
{
    if (qEnvironmentVariableIsEmpty("POLYLOGUE_FILES"))
        QSKIP("POLYLOGUE_FILES names no folder");
    QVERIFY(m_directory.isValid());
    qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT);
}

namespace {

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

void tst_FileFolder::everyFileEndsAsExpected()
{
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
