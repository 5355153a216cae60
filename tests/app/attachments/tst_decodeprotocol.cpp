// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decodeprotocol.h"

#include <QRandomGenerator>
#include <QTest>
#include <QtEndian>

using namespace polylogue::app::attachments;
using namespace Qt::StringLiterals;

class tst_DecodeProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headerSurvivesTheWay();
    void headerThatContradictsItselfIsRefused_data();
    void headerThatContradictsItselfIsRefused();
    void randomHeadersNeverAskForTooMuch();
    void textsSurviveTheWay();
    void textsAreRefusedAtEveryCut();
    void argumentsSurviveTheWay();
    void otherCommandLinesAreRefused();
    void passwordIsNotOnTheCommandLine();
};

namespace {

DecodeHeader imageHeader()
{
    return {.mediaType = u"image/webp"_s,
            .pixelSize = {3, 2},
            .hasAlpha = true,
            .originalSize = {300, 200},
            .hasMetadata = true,
            .payloadSize = 24};
}

QByteArray withField(qsizetype index, quint32 value)
{
    QByteArray bytes = encodeDecodeHeader(imageHeader());
    qToLittleEndian(value, bytes.data() + 4 * index);
    return bytes;
}

} // namespace

void tst_DecodeProtocol::headerSurvivesTheWay()
{
    const DecodeHeader document{.outcome = DecodeOutcome::Decoded,
                                .mediaType = u"application/pdf"_s,
                                .pixelSize = {0, 0},
                                .originalSize = {0, 0},
                                .pageCount = 352,
                                .hasText = false,
                                .isTruncated = true,
                                .payloadSize = 1000};

    QVERIFY(decodeDecodeHeader(encodeDecodeHeader(imageHeader())) == imageHeader());
    QVERIFY(decodeDecodeHeader(encodeDecodeHeader(document)) == document);
}

void tst_DecodeProtocol::headerThatContradictsItselfIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("one byte short") << encodeDecodeHeader(imageHeader()).chopped(1);
    QTest::newRow("other magic") << withField(0, 0x12345678);
    QTest::newRow("unknown outcome") << withField(1, 99);
    QTest::newRow("unknown media type") << withField(2, 99);
    QTest::newRow("more pixels than bytes") << withField(3, 4);
    QTest::newRow("negative height") << withField(4, 0xffffffff);
    QTest::newRow("more bytes than pixels") << withField(12, 28);
    QTest::newRow("spare field in use") << withField(15, 1);
}

void tst_DecodeProtocol::headerThatContradictsItselfIsRefused()
{
    QFETCH(QByteArray, bytes);

    QVERIFY(!decodeDecodeHeader(bytes));
}

void tst_DecodeProtocol::randomHeadersNeverAskForTooMuch()
{
    QRandomGenerator random(42);
    for (int round = 0; round < 20'000; ++round) {
        QByteArray bytes = encodeDecodeHeader(imageHeader());
        for (int change = 0; change < 4; ++change)
            bytes[random.bounded(4, 52)] = char(random.bounded(256));
        const auto header = decodeDecodeHeader(bytes);
        if (header && !header->pixelSize.isEmpty())
            QVERIFY(header->payloadSize <= maximumPixelBytes);
    }
}

void tst_DecodeProtocol::textsSurviveTheWay()
{
    const QStringList texts{u"One"_s, QString(), u"Zwölf 𝄞 字"_s};

    QCOMPARE(decodePageTexts(encodePageTexts(texts)).value_or(QStringList()), texts);
}

void tst_DecodeProtocol::textsAreRefusedAtEveryCut()
{
    const QByteArray bytes = encodePageTexts({u"One"_s, u"Two"_s});
    for (qsizetype cut = 1; cut < bytes.size(); ++cut) {
        if (cut != bytes.size() / 2) // where the first text ends
            QVERIFY2(!decodePageTexts(bytes.first(cut)), qPrintable(QString::number(cut)));
    }
}

void tst_DecodeProtocol::argumentsSurviveTheWay()
{
    const DecodeRequest request{.kind = DecodeRequest::Kind::PdfPage,
                                .maximumSize = {1600, 1200},
                                .page = 7,
                                .maximumCharacters = 12};

    const auto decoded = decodeDecodeArguments(encodeDecodeArguments(request));

    QVERIFY(decoded.has_value());
    QCOMPARE(decoded->kind, request.kind);
    QCOMPARE(decoded->maximumSize, request.maximumSize);
    QCOMPARE(decoded->page, request.page);
    QCOMPARE(decoded->maximumCharacters, request.maximumCharacters);
}

void tst_DecodeProtocol::otherCommandLinesAreRefused()
{
    QVERIFY(!decodeDecodeArguments({}));
    QVERIFY(!decodeDecodeArguments({u"--help"_s}));
    QVERIFY(!decodeDecodeArguments({u"movie"_s, u"1"_s, u"1"_s, u"0"_s, u"0"_s}));
    QVERIFY(!decodeDecodeArguments({u"image"_s, u"1"_s, u"x"_s, u"0"_s, u"0"_s}));
    QVERIFY(!decodeDecodeArguments({u"image"_s, u"1"_s, u"1"_s, u"-1"_s, u"0"_s}));
}

void tst_DecodeProtocol::passwordIsNotOnTheCommandLine()
{
    const DecodeRequest request{.kind = DecodeRequest::Kind::PdfInfo, .password = u"secret"_s};

    QVERIFY(!encodeDecodeArguments(request).join(u' ').contains(u"secret"_s));
}

QTEST_APPLESS_MAIN(tst_DecodeProtocol)
#include "tst_decodeprotocol.moc"
