// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/httpclient.h"
#include "tests/app/net/callwatch.h"
#include "tests/support/faultserver.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryFile>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::tests;
using net::HttpClient;

namespace {

//! \return a line of /proc/self/status in kB, 0 where there is none.
qint64 memoryKb(const QByteArray &name)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(name + ':'))
            return line.mid(name.size() + 1).simplified().split(' ').first().toLongLong();
    }
    return 0;
}

void forgetPeakMemory()
{
    QFile file(u"/proc/self/clear_refs"_s);
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

} // namespace

//! A large document goes out exactly, at no cost of memory, and the window stays alive meanwhile.
class tst_Upload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twentyMegabytesCostNoMemoryAndNoStall();
    void progressReachesTheEnd();
};

void tst_Upload::twentyMegabytesCostNoMemoryAndNoStall()
{
    constexpr qint64 fileSize = 20 * 1024 * 1024;
    QTemporaryFile file;
    QVERIFY(file.open());
    QCryptographicHash expected(QCryptographicHash::Sha256);
    expected.addData("{\"file_data\":\""_ba);
    for (qint64 written = 0; written < fileSize; written += 3 * 65536) {
        QByteArray block(std::min<qint64>(3 * 65536, fileSize - written), Qt::Uninitialized);
        for (qsizetype i = 0; i < block.size(); ++i)
            block[i] = static_cast<char>((written + i) * 131 + i / 7);
        QCOMPARE(file.write(block), block.size());
        expected.addData(block.toBase64());
    }
    expected.addData("\"}"_ba);
    QVERIFY(file.flush());

    FaultServer server;
    server.otherwise(Reply::json("{}"_ba));
    HttpClient client;
    const wire::RequestBody body{
        .pieces = {"{\"file_data\":\""_ba, wire::Base64File{file.fileName(), fileSize}, "\"}"_ba}};
    // The first call pays for what every call needs once.
    CallWatch warmUp(client.post(accessTo(server.url()), u"/x", {{"{}"_ba}}, "*/*"_ba));
    QVERIFY(warmUp.waitForEnd());

    qint64 longestGap = 0;
    QElapsedTimer sinceBeat;
    QTimer heartbeat;
    heartbeat.setTimerType(Qt::PreciseTimer);
    connect(&heartbeat, &QTimer::timeout, this,
            [&] { longestGap = std::max(longestGap, sinceBeat.restart()); });
    forgetPeakMemory();
    const qint64 before = memoryKb("VmRSS"_ba);
    sinceBeat.start();
    heartbeat.start(1);
    CallWatch watch(client.post(accessTo(server.url()), u"/x", body, "*/*"_ba));
    QVERIFY(watch.waitForEnd(20000));
    heartbeat.stop();
    const qint64 extra = memoryKb("VmHWM"_ba) - before;

    qInfo("20 MB in %lld ms, %lld kB of memory (server's part included), longest gap of the event "
          "loop %lld ms",
          watch.took, extra, longestGap);
    QCOMPARE(watch.errorText(), QString());
    const SeenRequest seen = server.requests().last();
    QCOMPARE(seen.bodySize, body.size());
    QCOMPARE(seen.bodySha256, expected.result());
    // Bounds for busy machines; what is promised is 5 MB and 16 ms.
    QVERIFY(longestGap < 100);
    QVERIFY(extra < 16 * 1024);
}

void tst_Upload::progressReachesTheEnd()
{
    FaultServer server;
    server.otherwise(Reply::json("{}"_ba));
    HttpClient client;
    const wire::RequestBody body{.pieces = {QByteArray(3'000'000, 'x')}};

    CallWatch watch(client.post(accessTo(server.url()), u"/x", body, "*/*"_ba));
    QList<qint64> sent;
    connect(watch.call.get(), &net::HttpCall::uploadProgressed, this,
            [&sent](qint64 bytes) { sent.append(bytes); });

    QVERIFY(watch.waitForEnd());
    QVERIFY(!sent.isEmpty());
    QVERIFY(std::is_sorted(sent.begin(), sent.end()));
    QCOMPARE(sent.last(), 3'000'000);
    // Not for every 16 kB: at most twenty a second.
    QVERIFY(sent.size() <= 2 + watch.took / 50);
}

QTEST_GUILESS_MAIN(tst_Upload)
#include "tst_upload.moc"
