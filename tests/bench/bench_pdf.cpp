// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What a PDF of 100 pages costs: reading it, its first thumbnail, the look for text, pictures of 20
// pages, all its text; and how long the event loop was held up meanwhile. Times in milliseconds,
// the best of some rounds; one JSON object to stdout.

#include "app/attachments/attachment.h"
#include "app/attachments/documentjob.h"
#include "tests/support/heartbeat.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QPdfWriter>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace polylogue;
using namespace polylogue::app::attachments;
using app::conversation::DocumentPart;
using app::conversation::Rung;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rounds = 5;

void writePdf(const QString &path, int pages)
{
    QPdfWriter writer(path);
    QPainter painter(&writer);
    for (int page = 0; page < pages; ++page) {
        if (page > 0)
            writer.newPage();
        for (int line = 0; line < 50; ++line)
            painter.drawText(
                200, 300 + line * 260,
                u"Page %1, line %2: the tide comes in and goes out again."_s.arg(page).arg(line));
    }
}

//! \return milliseconds until \a start has called its argument, the best of some rounds.
double best(const std::function<void(const std::function<void()> &)> &start)
{
    double fastest = 1e9;
    for (int round = 0; round < Rounds; ++round) {
        QEventLoop loop;
        QElapsedTimer clock;
        clock.start();
        start([&loop] { loop.quit(); });
        loop.exec();
        fastest = std::min(fastest, double(clock.nsecsElapsed()) / 1e6);
    }
    return fastest;
}

double decoding(const DecodeRequest &request)
{
    return best([&](const std::function<void()> &done) {
        auto *job = new DecodeJob(request);
        QObject::connect(job, &DecodeJob::finished, job, done);
        QObject::connect(job, &DecodeJob::failed, job, done);
        QObject::connect(job, &DecodeJob::finished, job, &QObject::deleteLater);
    });
}

double making(const DocumentPart &part, Rung rung, const app::store::BlobStore &blobs)
{
    QTemporaryDir cache;
    Documents documents(blobs, cache.path());
    QEventLoop loop;
    QElapsedTimer clock;
    clock.start();
    DocumentJob job(part, rung, documents);
    QObject::connect(&job, &DocumentJob::finished, &loop, &QEventLoop::quit);
    QObject::connect(&job, &DocumentJob::failed, &loop, &QEventLoop::quit);
    loop.exec();
    return double(clock.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT);
    const QGuiApplication application(argc, argv);
    const QTemporaryDir directory;
    const QString large = directory.filePath(u"large.pdf"_s);
    const QString small = directory.filePath(u"small.pdf"_s);
    writePdf(large, 100);
    writePdf(small, 1);
    const app::store::BlobStore blobs(directory.filePath(u"blobs"_s));

    const tests::Heartbeat heartbeat;
    Attachment read;
    const double ready = best([&](const std::function<void()> &done) {
        auto *loader = new AttachmentLoader(blobs);
        QObject::connect(loader, &AttachmentLoader::changed, loader,
                         [&read, loader, done](const Attachment &attachment) {
                             read = attachment;
                             loader->deleteLater();
                             done();
                         });
        loader->addFile(large);
    });
    using Kind = DecodeRequest::Kind;
    const double start = decoding({.kind = Kind::PdfInfo, .path = small});
    const double info = decoding({.kind = Kind::PdfInfo, .path = large});
    const double thumbnail =
        decoding({.kind = Kind::PdfPage, .path = large, .maximumSize = {256, 256}});
    auto part = std::get<DocumentPart>(contentPartOf(read));
    const double text = making(part, Rung::Text, blobs);
    part.delivery.pages = u"1-20"_s;
    const double pictures = making(part, Rung::PageImages, blobs);

    const QJsonObject result{{"ready_ms"_L1, ready},
                             {"first_thumbnail_ms"_L1, thumbnail},
                             {"info_ms"_L1, info},
                             {"info_beyond_one_page_ms"_L1, info - start},
                             {"text_of_100_pages_ms"_L1, text},
                             {"pictures_of_20_pages_ms"_L1, pictures},
                             {"longest_work_of_event_loop_ms"_L1, heartbeat.longestWork()}};
    std::printf("%s", QJsonDocument(result).toJson().constData());
    return 0;
}
