// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/documentjob.h"
#include "app/attachments/textrecognition.h"
#include "app/store/blobstore.h"
#include "samplefiles.h"

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::attachments;
using conversation::DocumentPart;
using conversation::Rung;
using namespace Qt::StringLiterals;

//! Tesseract need not be installed for this: a script in its place does what the test wants.
class tst_TextRecognition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void thePictureGoesInAndItsTextComesOut();
    void whatGoesWrongIsTold_data();
    void whatGoesWrongIsTold();
    void pagesOfAScanAreReadOnceAndKept();
    void theRealProgramReadsLetters();

private:
    void install(const QByteArray &script);

    QByteArray m_path;
    std::unique_ptr<QTemporaryDir> m_directory;
};

void tst_TextRecognition::initTestCase()
{
    qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT);
    m_path = qgetenv("PATH");
}

void tst_TextRecognition::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    qputenv("PATH", QFile::encodeName(m_directory->path()));
}

void tst_TextRecognition::cleanup()
{
    qputenv("PATH", m_path);
}

void tst_TextRecognition::install(const QByteArray &script)
{
    QFile file(m_directory->filePath(u"tesseract"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\nPATH=" + m_path + "\n" + script);
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
}

void tst_TextRecognition::thePictureGoesInAndItsTextComesOut()
{
    install("[ \"$1 $2\" = 'stdin stdout' ] && echo && cat && echo\n");
    TextRecognition recognition("the picture");
    QSignalSpy finished(&recognition, &TextRecognition::finished);

    QTRY_COMPARE(finished.size(), 1);

    QCOMPARE(finished.constFirst().constFirst().toString(), u"the picture"_s);
}

void tst_TextRecognition::whatGoesWrongIsTold_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("words");
    QTest::newRow("it is not installed") << QByteArray() << u"no_recognizer"_s << QString();
    QTest::newRow("it complains") << "cat > /dev/null; echo 'no language' >&2; exit 1\n"_ba
                                  << u"not_recognized"_s << u"no language"_s;
    QTest::newRow("it ends without reading") << "exit 3\n"_ba << u"not_recognized"_s << QString();
}

void tst_TextRecognition::whatGoesWrongIsTold()
{
    QFETCH(const QByteArray, script);
    if (!script.isEmpty())
        install(script);
    TextRecognition recognition(QByteArray(1'000'000, 'x'));
    std::optional<base::Error> error;
    connect(&recognition, &TextRecognition::failed, this,
            [&](const base::Error &told) { error = told; });

    QTRY_VERIFY(error);

    QTEST(error->type, "type");
    QTEST(error->detail, "words");
}

void tst_TextRecognition::pagesOfAScanAreReadOnceAndKept()
{
    install("cat > /dev/null; echo Low tide at nine\n");
    const store::BlobStore blobs(m_directory->filePath(u"blobs"_s));
    Documents documents(blobs, m_directory->filePath(u"made"_s));
    const DocumentPart scan{.blob = blobs.put(scanPdf(), u"application/pdf"_s).value_or({}),
                            .fileName = u"scan.pdf"_s,
                            .pageCount = 1,
                            .hasText = false};
    DocumentJob job(scan, Rung::RecognizedText, documents);
    std::optional<DocumentContent> content;
    connect(&job, &DocumentJob::finished, this,
            [&](const DocumentContent &made) { content = made; });

    QTRY_VERIFY_WITH_TIMEOUT(content, 20'000);

    QCOMPARE(content->texts, (QList<PageText>{{0, u"Low tide at nine"_s}}));
    QCOMPARE(keptContent(scan, Rung::RecognizedText, documents), content);
}

void tst_TextRecognition::theRealProgramReadsLetters()
{
    qputenv("PATH", m_path);
    if (TextRecognition::program().isEmpty())
        QSKIP("Tesseract is not installed");
    QImage page(900, 200, QImage::Format_RGB32);
    page.fill(Qt::white);
    QPainter painter(&page);
    QFont font = painter.font();
    font.setPixelSize(64);
    painter.setFont(font);
    painter.drawText(page.rect(), Qt::AlignCenter, u"Low tide at nine"_s);
    painter.end();
    QByteArray png;
    QBuffer buffer(&png);
    page.save(&buffer, "png");
    TextRecognition recognition(png);
    QSignalSpy finished(&recognition, &TextRecognition::finished);

    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);

    QCOMPARE(finished.constFirst().constFirst().toString(), u"Low tide at nine"_s);
}

QTEST_MAIN(tst_TextRecognition)
#include "tst_textrecognition.moc"
