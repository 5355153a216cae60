// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/signature.h"

#include <QTest>

using namespace polylogue::app::attachments;
using namespace Qt::StringLiterals;

class tst_Signature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstBytesTellTheMediaType_data();
    void firstBytesTellTheMediaType();
    void everyPrefixIsSafeToAskAbout();
    void onlyWhatServersTakeIsSendable();
};

void tst_Signature::firstBytesTellTheMediaType_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("mediaType");
    const QByteArray bmp = "BM" + QByteArray(12, '\0') + QByteArray("\x28\0\0\0", 4);

    QTest::newRow("PNG") << "\x89PNG\r\n\x1a\n...."_ba << u"image/png"_s;
    QTest::newRow("JPEG") << "\xff\xd8\xff\xe0...."_ba << u"image/jpeg"_s;
    QTest::newRow("GIF 87") << "GIF87a...."_ba << u"image/gif"_s;
    QTest::newRow("GIF 89") << "GIF89a...."_ba << u"image/gif"_s;
    QTest::newRow("WebP") << "RIFF\x10\x10\x10\x10WEBPVP8 "_ba << u"image/webp"_s;
    QTest::newRow("BMP") << bmp << u"image/bmp"_s;
    QTest::newRow("TIFF, Intel") << QByteArray("II*\0....", 8) << u"image/tiff"_s;
    QTest::newRow("TIFF, Motorola") << QByteArray("MM\0*....", 8) << u"image/tiff"_s;
    QTest::newRow("PDF") << "%PDF-1.7\n"_ba << u"application/pdf"_s;
    QTest::newRow("PDF after a mail's lines")
        << "Content-Type: application/pdf\n\n%PDF-1.7\n"_ba << u"application/pdf"_s;

    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("PNG broken by a text transfer") << "\x89PNG\n\x1a\n"_ba << QString();
    QTest::newRow("sound in RIFF") << "RIFF\x10\x10\x10\x10WAVEfmt "_ba << QString();
    QTest::newRow("text that begins with BM") << "BMW builds motor cars."_ba << QString();
    QTest::newRow("SVG") << "<svg xmlns='http://www.w3.org/2000/svg'/>"_ba << QString();
    QTest::newRow("HTML") << "<!doctype html>"_ba << QString();
    QTest::newRow("PDF's mark too late") << QByteArray(1024, ' ') + "%PDF-1.7\n" << QString();
}

void tst_Signature::firstBytesTellTheMediaType()
{
    QFETCH(QByteArray, head);
    QFETCH(QString, mediaType);

    QCOMPARE(mediaTypeOf(head), mediaType);
}

void tst_Signature::everyPrefixIsSafeToAskAbout()
{
    const QByteArrayList heads{"\x89PNG\r\n\x1a\n"_ba, "RIFF....WEBP"_ba, "BM................"_ba};
    for (const QByteArray &head : heads) {
        for (qsizetype size = 0; size < qMin(head.size(), qsizetype(8)); ++size)
            QCOMPARE(mediaTypeOf(QByteArrayView(head).first(size)), QString());
    }
}

void tst_Signature::onlyWhatServersTakeIsSendable()
{
    QVERIFY(isSendable(u"image/webp"));
    QVERIFY(isSendable(u"application/pdf"));
    QVERIFY(!isSendable(u"image/bmp"));
    QVERIFY(!isSendable(u"image/tiff"));
    QVERIFY(!isSendable(u""));
}

QTEST_APPLESS_MAIN(tst_Signature)
#include "tst_signature.moc"
