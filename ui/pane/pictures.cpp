// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pane/pictures.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::pane {

using app::attachments::DecodeJob;
using app::attachments::DecodeRequest;
using app::conversation::BlobRef;

namespace {

constexpr int CacheKilobytes = 96 * 1024;
constexpr int SmallSide = 256;

bool isSmall(const QSize &pixels)
{
    return pixels.width() <= SmallSide && pixels.height() <= SmallSide;
}

} // namespace

Pictures::Pictures(const app::store::BlobStore &blobs, QObject *parent)
    : QObject(parent)
    , m_blobs(blobs)
    , m_known(CacheKilobytes)
{ }

Pictures::~Pictures() = default;

QImage Pictures::picture(const BlobRef &blob, const QSize &pixels)
{
    if (blob.mediaType == "text/plain"_L1)
        return {};
    const Key key{blob.sha256, isSmall(pixels)};
    const Picture *known = m_known.object(key);
    const bool isFit = known && (known->image.isNull() || key.second || known->asked == pixels);
    if (!isFit && !m_jobs.contains(key))
        decode(key, blob, key.second ? QSize(SmallSide, SmallSide) : pixels);
    return known ? known->image : QImage();
}

void Pictures::setThumbnail(const BlobRef &blob, const QImage &thumbnail)
{
    if (!thumbnail.isNull())
        keep({blob.sha256, true}, thumbnail, {SmallSide, SmallSide});
}

void Pictures::decode(const Key &key, const BlobRef &blob, const QSize &pixels)
{
    const QString path = m_blobs.path(blob);
    if (path.isEmpty()) {
        keep(key, {}, pixels);
        return;
    }
    DecodeRequest request{.path = path, .maximumSize = pixels};
    if (blob.mediaType == "application/pdf"_L1)
        request.kind = DecodeRequest::Kind::PdfPage;
    auto job = std::make_unique<DecodeJob>(request);
    const auto finish = [this, key, pixels](const QImage &image) {
        const auto ended = m_jobs.extract(key); // is in its signal still
        keep(key, image, pixels);
        Q_EMIT changed();
    };
    connect(job.get(), &DecodeJob::finished, this,
            [finish](const app::attachments::DecodeResult &result) { finish(result.image); });
    connect(job.get(), &DecodeJob::failed, this, [finish] { finish({}); });
    m_jobs.emplace(key, std::move(job));
}

void Pictures::keep(const Key &key, const QImage &image, const QSize &pixels)
{
    const qint64 kilobytes = image.sizeInBytes() / 1024;
    m_known.insert(key, new Picture{image, pixels}, 1 + static_cast<int>(kilobytes));
}

} // namespace polylogue::ui::pane
