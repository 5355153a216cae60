// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What sending a document of 20 MB costs the window's thread: the longest gap of its event loop and
// the memory beyond what was in use before. Baseline of the same run: the whole body made as one
// byte array and posted by Qt ("bytearray"). Prints one JSON object.

#include "app/endpoint/baseurl.h"
#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/session/chatsession.h"
#include "app/store/blobstore.h"
#include "tests/support/faultserver.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

using namespace polylogue;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype FileSize = 20 * 1000 * 1000;

//! \return the peak of resident memory since the last call, in bytes; Linux only, else 0.
qint64 takePeakMemory()
{
    qint64 peak = 0;
    QFile status(u"/proc/self/status"_s);
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("VmHWM:"))
                peak = line.simplified().split(' ').value(1).toLongLong() * 1024;
        }
    }
    QFile reset(u"/proc/self/clear_refs"_s);
    if (reset.open(QIODevice::WriteOnly))
        reset.write("5");
    return peak;
}

struct Cost
{
    double longestGap = 0; // milliseconds
    qint64 extraMemory = 0; // bytes
    qint64 time = 0; // milliseconds

    QJsonObject json() const
    {
        return {{u"longest_gap_ms"_s, longestGap},
                {u"extra_memory_mb"_s, double(extraMemory) / 1e6},
                {u"time_ms"_s, time}};
    }
};

//! Runs the event loop until \a isDone; \a begin starts the work within it.
template <typename Begin, typename Done> Cost measure(Begin begin, Done isDone)
{
    Cost cost;
    (void)takePeakMemory();
    const qint64 before = takePeakMemory();
    QElapsedTimer whole;
    QElapsedTimer sinceBeat;
    whole.start();
    sinceBeat.start();
    QTimer beat;
    beat.setInterval(1);
    beat.setTimerType(Qt::PreciseTimer);
    QObject::connect(&beat, &QTimer::timeout, &beat, [&] {
        cost.longestGap = std::max(cost.longestGap, double(sinceBeat.nsecsElapsed()) / 1e6);
        sinceBeat.restart();
    });
    beat.start();
    QTimer::singleShot(20, &beat, begin);
    while (!isDone() && whole.elapsed() < 60'000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    cost.time = whole.elapsed();
    cost.extraMemory = takePeakMemory() - before;
    return cost;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    tests::FaultServer server;
    server.on("/v1/chat/completions", tests::Reply::chat({"Read"}));
    const QTemporaryDir folder;
    const app::store::BlobStore blobs(folder.path());
    const auto blob = blobs.put("%PDF-1.4\n" + QByteArray(FileSize, 'x'), u"application/pdf"_s);
    if (!blob)
        return 1;

    app::net::HttpClient client;
    app::net::LearnedDrops learned;
    const auto endpoint = app::endpoint::endpointFor(server.url());
    app::session::ChatSession session(client, learned, blobs, [&] {
        return app::base::Result<app::net::EndpointAccess>(
            app::net::EndpointAccess{.endpoint = endpoint});
    });
    const app::attachments::Attachment document{.id = app::attachments::AttachmentId::create(),
                                                .state = app::attachments::Attachment::State::Ready,
                                                .fileName = u"report.pdf"_s,
                                                .blob = *blob};
    bool hasAnswer = false;
    QObject::connect(&session, &app::session::ChatSession::answerFinished, &session,
                     [&] { hasAnswer = true; });
    // Once without the document: what the first request of a process loads is not its cost.
    session.send({.text = u"Hello"_s}, {.model = u"m"_s});
    while (!hasAnswer)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    hasAnswer = false;
    const Cost sent = measure(
        [&] {
            session.send({.text = u"Sum it up"_s, .attachments = {document}}, {.model = u"m"_s});
        },
        [&] { return hasAnswer; });

    QNetworkAccessManager manager;
    bool hasReply = false;
    const Cost baseline = measure(
        [&] {
            QFile file(blobs.path(*blob));
            if (!file.open(QIODevice::ReadOnly))
                return;
            const QByteArray body = "{\"file_data\":\"" + file.readAll().toBase64() + "\"}";
            QNetworkRequest request(server.url(u"/v1/chat/completions"_s));
            request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
            QNetworkReply *reply = manager.post(request, body);
            QObject::connect(reply, &QNetworkReply::finished, reply, [&] { hasReply = true; });
        },
        [&] { return hasReply; });

    const QJsonObject result{
        {u"file_mb"_s, double(FileSize) / 1e6},
        {u"sent"_s, sent.json()},
        {u"bytearray"_s, baseline.json()},
        {u"memory_bytearray_to_sent"_s,
         double(baseline.extraMemory) / double(std::max<qint64>(sent.extraMemory, 1))},
    };
    std::puts(QJsonDocument(result).toJson().constData());
    return hasAnswer && hasReply ? 0 : 1;
}
