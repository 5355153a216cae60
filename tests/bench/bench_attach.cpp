// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// Ten photographs of 12 megapixels, dropped onto a composer at once: how long until the event loop
// answers again, how long until all chips are ready. Prints one JSON object; milliseconds.

#include "app/attachments/attachment.h"
#include "app/store/blobstore.h"
#include "tests/support/heartbeat.h"
#include "ui/composer/composer.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QBuffer>
#include <QElapsedTimer>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTimer>

#include <cmath>
#include <cstdio>

using namespace polylogue;
using namespace polylogue::app::attachments;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize Pixels(4000, 3000);
constexpr int Count = 10;

//! As detailed as a photograph: about 4 MB as JPEG.
QByteArray photograph(int number)
{
    QImage image(Pixels, QImage::Format_RGB32);
    quint32 noise = 12345U + quint32(number);
    for (int y = 0; y < Pixels.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < Pixels.width(); ++x) {
            noise = noise * 1664525U + 1013904223U;
            const int grain = int(noise >> 27);
            const int wave = int(100 + 60 * std::sin(x * 0.01 + number) * std::cos(y * 0.013));
            line[x] = qRgb(wave + grain, (x + y) / 40 % 200 + grain, wave / 2 + grain);
        }
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "jpeg", 90);
    return bytes;
}

//! EXIF that asks for a quarter turn, as half of all photographs of telephones have it.
QByteArray turned(QByteArray jpeg)
{
    const QByteArray exif("\xff\xe1\0\x22"
                          "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
                          36);
    return jpeg.insert(2, exif);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT);
    const QApplication application(argc, argv);
    const QTemporaryDir directory;
    const app::store::BlobStore blobs(directory.filePath(u"blobs"_s));
    qint64 bytes = 0;
    for (int i = 0; i < Count; ++i) {
        QFile file(directory.filePath(QString::number(i)));
        const QByteArray photo = i % 2 == 0 ? photograph(i) : turned(photograph(i));
        bytes += photo.size();
        if (!file.open(QIODevice::WriteOnly) || file.write(photo) != photo.size())
            return 1;
    }

    AttachmentLoader loader(blobs);
    ui::theme::Theme theme(app::settings::ThemeMode::Light);
    ui::composer::Composer composer(theme, loader);
    composer.resize(760, 200);
    composer.show();
    QStringList paths;
    for (int i = 0; i < Count; ++i)
        paths.append(directory.filePath(QString::number(i)));
    int ready = 0;
    int failed = 0;
    QObject::connect(&loader, &AttachmentLoader::changed, &loader,
                     [&](const Attachment &attachment) {
                         ++(attachment.state == Attachment::State::Ready ? ready : failed);
                         if (ready + failed == Count)
                             QCoreApplication::quit();
                     });
    const tests::Heartbeat heartbeat;
    QElapsedTimer timer;
    double adding = 0;
    QTimer::singleShot(100, &loader, [&] {
        timer.start();
        composer.attachFiles(paths);
        adding = double(timer.nsecsElapsed()) / 1e6;
    });
    QCoreApplication::exec();
    const QJsonObject result{{u"ready"_s, ready},
                             {u"failed"_s, failed},
                             {u"megabytes"_s, double(bytes) / 1e6},
                             {u"adding_ms"_s, adding},
                             {u"all_ready_ms"_s, timer.elapsed()},
                             {u"longest_work_ms"_s, heartbeat.longestWork()},
                             {u"longest_gap_ms"_s, heartbeat.longestGap()}};
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
    return failed;
}
