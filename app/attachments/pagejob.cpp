// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/pagejob.h"

#include "app/attachments/documents.h"
#include "app/attachments/textrecognition.h"

#include <QBuffer>
#include <QImageWriter>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

constexpr int imageQuality = 85; // small print stays sharp, a page takes about 200 kB

QByteArray packed(const QImage &image)
{
    QByteArray jpeg;
    QBuffer buffer(&jpeg);
    QImageWriter writer(&buffer, "jpeg");
    writer.setQuality(imageQuality);
    return writer.write(image) ? jpeg : QByteArray();
}

} // namespace

PageJob::PageJob(const DecodeRequest &request, Result result, const QString &cachePath,
                 QObject *parent)
    : QObject(parent)
    , m_result(result)
    , m_cachePath(cachePath)
    , m_rendering(std::make_unique<DecodeJob>(request))
{
    connect(m_rendering.get(), &DecodeJob::finished, this,
            [this](const DecodeResult &page) { pack(page.image); });
    connect(m_rendering.get(), &DecodeJob::failed, this, &PageJob::failed);
    connect(&m_packing, &QFutureWatcherBase::finished, this, &PageJob::onPacked);
}

PageJob::~PageJob() = default;

void PageJob::pack(const QImage &image)
{
    const QString path = m_result == Result::Image ? m_cachePath : QString();
    m_packing.setFuture(QtConcurrent::run([image, path] {
        const QByteArray jpeg = packed(image);
        // Where it cannot be written it is made again the next time.
        if (!jpeg.isEmpty() && !path.isEmpty())
            (void)writeCacheFile(path, jpeg);
        return jpeg;
    }));
}

void PageJob::onPacked()
{
    const QByteArray jpeg = m_packing.result();
    if (jpeg.isEmpty())
        Q_EMIT failed({.kind = base::ErrorKind::File, .type = u"damaged"_s});
    else if (m_result == Result::RecognizedText)
        recognize(jpeg);
    else
        Q_EMIT imageMade(jpeg);
}

void PageJob::recognize(const QByteArray &jpeg)
{
    m_recognition = std::make_unique<TextRecognition>(jpeg);
    connect(m_recognition.get(), &TextRecognition::finished, this, &PageJob::textRead);
    connect(m_recognition.get(), &TextRecognition::failed, this, &PageJob::failed);
}

} // namespace polylogue::app::attachments
