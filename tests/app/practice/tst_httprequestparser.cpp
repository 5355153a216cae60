// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/httprequestparser.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::practice;

class tst_HttpRequestParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsAreTheSameAtEveryCut_data();
    void requestsAreTheSameAtEveryCut();
    void badRequestsGetTheirStatus_data();
    void badRequestsGetTheirStatus();
    void aPipelinedRequestWaitsForNext();
    void manySmallChunksAreOneBody();
};

namespace {

using Step = HttpRequestParser::Step;

HttpLimits smallLimits()
{
    return {.headSize = 200, .bodySize = 1000};
}

//! Feeds \a pieces and stops at the first whole request or failure.
Step run(HttpRequestParser &parser, const QByteArrayList &pieces)
{
    Step step = Step::NeedMore;
    for (const QByteArray &piece : pieces) {
        parser.append(piece);
        do {
            step = parser.advance();
        } while (step == Step::HeadRead);
        if (step != Step::NeedMore)
            break;
    }
    return step;
}

} // namespace

void tst_HttpRequestParser::requestsAreTheSameAtEveryCut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("keepsAlive");

    QTest::newRow("no body") << "GET /v1/models HTTP/1.1\r\nHost: h\r\n\r\n"_ba
                             << "/v1/models"_ba
                             << ""_ba << true;
    QTest::newRow("empty lines before") << "\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n"_ba
                                        << "/"_ba
                                        << ""_ba << true;
    QTest::newRow("query and escapes") << "GET /a%20b?c=d HTTP/1.1\r\nHost: h\r\n\r\n"_ba
                                       << "/a b"_ba
                                       << ""_ba << true;
    QTest::newRow("length") << "POST /x HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello"_ba
                            << "/x"_ba
                            << "hello"_ba << true;
    QTest::newRow("chunks")
        << "POST /x HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n3\r\nhel\r\n2;a=b\r\nlo\r\n0\r\nT: 1\r\n\r\n"_ba
        << "/x"_ba
        << "hello"_ba << true;
    QTest::newRow("close") << "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"_ba
                           << "/"_ba
                           << ""_ba << false;
    QTest::newRow("HTTP/1.0") << "GET / HTTP/1.0\r\n\r\n"_ba
                              << "/"_ba
                              << ""_ba << false;
}

void tst_HttpRequestParser::requestsAreTheSameAtEveryCut()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, body);
    QFETCH(const bool, keepsAlive);

    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        HttpRequestParser parser(smallLimits());
        QVERIFY2(run(parser, {bytes.first(cut), bytes.sliced(cut)}) == Step::RequestRead,
                 qPrintable(u"cut at %1"_s.arg(cut)));
        QCOMPARE(parser.request().path, path);
        QCOMPARE(parser.request().body, body);
        QCOMPARE(parser.request().keepsAlive, keepsAlive);
    }
}

void tst_HttpRequestParser::badRequestsGetTheirStatus_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");

    QTest::newRow("garbage") << "\x16\x03\x01\r\n\r\n"_ba << 400;
    QTest::newRow("address of a proxy request") << "GET http://h/ HTTP/1.1\r\n\r\n"_ba << 400;
    QTest::newRow("field without colon") << "GET / HTTP/1.1\r\nHost\r\n\r\n"_ba << 400;
    QTest::newRow("blank before colon") << "GET / HTTP/1.1\r\nHost : h\r\n\r\n"_ba << 400;
    QTest::newRow("folded field") << "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n"_ba << 400;
    QTest::newRow("HTTP/2") << "GET / HTTP/2.0\r\n\r\n"_ba << 505;
    QTest::newRow("two lengths")
        << "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"_ba << 400;
    QTest::newRow("length and chunks")
        << "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"_ba << 400;
    QTest::newRow("negative length") << "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"_ba << 400;
    QTest::newRow("no length") << "POST / HTTP/1.1\r\n\r\n"_ba << 411;
    QTest::newRow("length above the limit")
        << "POST / HTTP/1.1\r\nContent-Length: 1001\r\n\r\n"_ba << 413;
    QTest::newRow("length above all numbers")
        << "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n"_ba << 413;
    QTest::newRow("chunks above the limit")
        << "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3E9\r\n"_ba << 413;
    QTest::newRow("chunk of no number")
        << "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n"_ba << 400;
    QTest::newRow("chunk without its end")
        << "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n"_ba << 400;
    QTest::newRow("gzip") << "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n"_ba << 501;
    QTest::newRow("long head") << "GET / HTTP/1.1\r\nA: "_ba + QByteArray(300, 'a') << 431;
    QTest::newRow("long whole head") << "GET / HTTP/1.1\r\nA: "_ba + QByteArray(300, 'a')
            + "\r\n\r\n" << 431;
}

void tst_HttpRequestParser::badRequestsGetTheirStatus()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, status);

    HttpRequestParser parser(smallLimits());
    QCOMPARE(run(parser, {bytes}), Step::Failed);
    QCOMPARE(parser.status(), status);
    QCOMPARE(run(parser, {"GET / HTTP/1.1\r\n\r\n"_ba}), Step::Failed);
}

void tst_HttpRequestParser::aPipelinedRequestWaitsForNext()
{
    HttpRequestParser parser(smallLimits());
    QCOMPARE(
        run(parser, {"POST /1 HTTP/1.1\r\nContent-Length: 2\r\n\r\nabGET /2 HTTP/1.1\r\n\r\n"_ba}),
        Step::RequestRead);
    QCOMPARE(parser.takeRequest().body, "ab"_ba);
    QVERIFY(!parser.isBetweenRequests());

    parser.next();
    QCOMPARE(run(parser, {""_ba}), Step::RequestRead);
    QCOMPARE(parser.request().path, "/2"_ba);
    parser.next();
    QVERIFY(parser.isBetweenRequests());
}

void tst_HttpRequestParser::manySmallChunksAreOneBody()
{
    HttpRequestParser parser({});
    constexpr int count = 200'000;
    const QByteArray bytes = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"_ba
        + QByteArray("1\r\nx\r\n").repeated(count) + "0\r\n\r\n";
    QCOMPARE(run(parser, {bytes}), Step::RequestRead);
    QCOMPARE(parser.request().body, QByteArray(count, 'x'));
}

QTEST_APPLESS_MAIN(tst_HttpRequestParser)
#include "tst_httprequestparser.moc"
