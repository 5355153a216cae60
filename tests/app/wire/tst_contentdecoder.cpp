// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/contentdecoder.h"

#include <QTest>

#include <zlib.h>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using base::ErrorKind;
using wire::ContentDecoder;

namespace {

constexpr int Gzip = 16 + MAX_WBITS;
constexpr int Zlib = MAX_WBITS;
constexpr int Bare = -MAX_WBITS;

QByteArray compressed(QByteArray plain, int windowBits)
{
    z_stream stream = {};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    QByteArray output(
        static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(plain.size()))) + 64,
        Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(plain.data());
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef *>(output.data());
    stream.avail_out = static_cast<uInt>(output.size());
    deflate(&stream, Z_FINISH);
    output.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return output;
}

QByteArray decoded(ContentDecoder &decoder, const QByteArray &bytes, qsizetype step)
{
    QByteArray plain;
    for (qsizetype at = 0; at < bytes.size(); at += step)
        plain += decoder.feed(bytes.mid(at, step)).value_or("<error>"_ba);
    return plain;
}

} // namespace

class tst_ContentDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inflatesHoweverBytesAreCut_data();
    void inflatesHoweverBytesAreCut();
    void passesWhatIsNotCompressed();
    void takesSeveralGzipMembers();
    void refusesUnknownEncodings();
    void refusesBombs();
    void tellsBrokenData();
    void tellsDataThatEndsEarly();
};

void tst_ContentDecoder::inflatesHoweverBytesAreCut_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<int>("windowBits");
    QTest::newRow("gzip") << "gzip"_ba << Gzip;
    QTest::newRow("x-gzip") << "X-GZip"_ba << Gzip;
    QTest::newRow("deflate") << "deflate"_ba << Zlib;
    QTest::newRow("bare deflate") << "deflate"_ba << Bare;
    QTest::newRow("identity beside gzip") << "identity, gzip"_ba << Gzip;
}

void tst_ContentDecoder::inflatesHoweverBytesAreCut()
{
    QFETCH(QByteArray, encoding);
    QFETCH(int, windowBits);
    QByteArray plain;
    for (int i = 0; i < 20000; ++i)
        plain += QByteArray::number(i * 7919);
    const QByteArray bytes = compressed(plain, windowBits);

    for (const qsizetype step : {qsizetype{1}, qsizetype{1000}, bytes.size()}) {
        ContentDecoder decoder(encoding);
        QVERIFY(decoded(decoder, bytes, step) == plain);
        QVERIFY(decoder.finish());
    }
}

void tst_ContentDecoder::passesWhatIsNotCompressed()
{
    for (const QByteArray &encoding : {""_ba, "identity"_ba, "gzip"_ba}) {
        ContentDecoder decoder(encoding);
        QCOMPARE(decoded(decoder, "{\"a\":1}"_ba, 1), "{\"a\":1}"_ba);
        QVERIFY(decoder.finish());
    }
}

void tst_ContentDecoder::takesSeveralGzipMembers()
{
    ContentDecoder decoder("gzip");
    const QByteArray bytes = compressed("one "_ba, Gzip) + compressed("two"_ba, Gzip);

    QCOMPARE(decoded(decoder, bytes, 5), "one two"_ba);
}

void tst_ContentDecoder::refusesUnknownEncodings()
{
    for (const QByteArray &encoding : {"br"_ba, "zstd"_ba, "gzip, gzip"_ba}) {
        ContentDecoder decoder(encoding);
        const auto result = decoder.feed("x");
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Protocol);
        QCOMPARE(result.error().subject, QString::fromLatin1(encoding));
    }
}

void tst_ContentDecoder::refusesBombs()
{
    ContentDecoder decoder("gzip");

    const auto result = decoder.feed(compressed(QByteArray(8 * 1024 * 1024, '\0'), Gzip));

    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::TooLarge);
    QCOMPARE(result.error().type, u"compression_bomb"_s);
}

void tst_ContentDecoder::tellsBrokenData()
{
    ContentDecoder decoder("gzip");
    QByteArray bytes = compressed(QByteArray("abc").repeated(100), Gzip);
    bytes[12] = '\xff';
    bytes[13] = '\xff';

    const auto result = decoder.feed(bytes);

    QVERIFY(!result);
    QCOMPARE(result.error().type, u"inflate"_s);
}

void tst_ContentDecoder::tellsDataThatEndsEarly()
{
    ContentDecoder decoder("gzip");
    QVERIFY(decoder.feed(compressed("some text"_ba, Gzip).chopped(9)));

    const auto status = decoder.finish();

    QVERIFY(!status);
    QCOMPARE(status.error().kind, ErrorKind::Incomplete);
}

QTEST_APPLESS_MAIN(tst_ContentDecoder)

#include "tst_contentdecoder.moc"
