// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/attachmentjob.h"

#include "app/attachments/signature.h"
#include "app/base/platform.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImageWriter>
#include <QtConcurrent>

#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

constexpr QSize thumbnailSize(256, 256);
constexpr QSize convertedSize(4096, 4096); // no model looks at more
constexpr qint64 signatureSize = 1024;

base::Error fileError(const QString &type)
{
    return {.kind = base::ErrorKind::File, .type = type};
}

//! \return the media type, or why the bytes that begin with \a head are not taken.
base::Result<QString> acceptedMediaType(const QByteArray &head)
{
    if (head.isEmpty())
        return fileError(u"empty"_s);
    const QString mediaType = mediaTypeOf(head);
    if (mediaType.isEmpty())
        return fileError(u"not_supported"_s);
    return mediaType;
}

base::Result<StoredAttachment> withoutLooks(const base::Result<conversation::BlobRef> &blob)
{
    if (!blob)
        return blob.error();
    return StoredAttachment{.blob = *blob};
}

} // namespace

AttachmentSource fileSource(const QString &path)
{
    return [path](const store::BlobStore &blobs) -> base::Result<StoredAttachment> {
        const auto file = base::openRegularFile(path);
        if (!file)
            return file.error();
        const base::Result<QString> mediaType = acceptedMediaType((*file)->read(signatureSize));
        if (!mediaType)
            return mediaType.error();
        return withoutLooks(blobs.putFile(path, *mediaType, maximumAttachmentSize));
    };
}

AttachmentSource dataSource(const QByteArray &bytes, const QString &fileName)
{
    return [bytes, fileName](const store::BlobStore &blobs) -> base::Result<StoredAttachment> {
        if (bytes.size() > maximumAttachmentSize)
            return base::Error{.kind = base::ErrorKind::TooLarge, .subject = fileName};
        const base::Result<QString> mediaType =
            acceptedMediaType(bytes.first(qMin(qint64(bytes.size()), signatureSize)));
        if (!mediaType)
            return mediaType.error();
        return withoutLooks(blobs.put(bytes, *mediaType));
    };
}

AttachmentSource dataUriSource(const QString &uri, const QString &fileName)
{
    return [uri, fileName](const store::BlobStore &blobs) -> base::Result<StoredAttachment> {
        const qsizetype comma = uri.indexOf(u',');
        const auto head = QStringView(uri).first(qMax<qsizetype>(comma, 0));
        const bool isBase64 = head.startsWith("data:"_L1, Qt::CaseInsensitive)
            && head.endsWith(";base64"_L1, Qt::CaseInsensitive);
        if (!isBase64)
            return fileError(u"not_supported"_s);
        const QByteArray text = QStringView(uri).sliced(comma + 1).toLatin1();
        return dataSource(QByteArray::fromBase64(text), fileName)(blobs);
    };
}

AttachmentSource imageSource(const QImage &image)
{
    return [image](const store::BlobStore &blobs) -> base::Result<StoredAttachment> {
        QByteArray png;
        QBuffer buffer(&png);
        QImageWriter writer(&buffer, "png");
        if (image.isNull() || !writer.write(image))
            return fileError(u"damaged"_s);
        if (png.size() > maximumAttachmentSize)
            return base::Error{.kind = base::ErrorKind::TooLarge};
        const auto blob = blobs.put(png, u"image/png"_s);
        if (!blob)
            return blob.error();
        const bool isSmall =
            image.width() <= thumbnailSize.width() && image.height() <= thumbnailSize.height();
        return StoredAttachment{
            .blob = *blob,
            .pixelSize = image.size(),
            .thumbnail = isSmall
                ? image
                : image.scaled(thumbnailSize, Qt::KeepAspectRatio, Qt::SmoothTransformation)};
    };
}

AttachmentJob::AttachmentJob(const Attachment &attachment, const store::BlobStore &blobs,
                             const AttachmentSource &source, QObject *parent)
    : QObject(parent)
    , m_blobs(blobs)
    , m_attachment(attachment)
{
    // Not QFuture::then(): in Qt 6.4 it ends the program where its context is gone already.
    connect(&m_storing, &QFutureWatcherBase::finished, this,
            [this] { onStored(m_storing.result()); });
    store(source);
}

AttachmentJob::~AttachmentJob() = default;

void AttachmentJob::store(const AttachmentSource &source)
{
    m_storing.setFuture(QtConcurrent::run([source, blobs = m_blobs] { return source(blobs); }));
}

void AttachmentJob::onStored(const base::Result<StoredAttachment> &stored)
{
    if (!stored) {
        fail(stored.error());
        return;
    }
    m_attachment.blob = stored->blob;
    m_attachment.pixelSize = stored->pixelSize;
    m_attachment.thumbnail = stored->thumbnail;
    if (!m_attachment.thumbnail.isNull()) {
        finish();
        return;
    }
    DecodeRequest request{.path = m_blobs.path(stored->blob), .maximumSize = thumbnailSize};
    if (m_attachment.isDocument()) {
        request.kind = DecodeRequest::Kind::PdfInfo;
        decode(request, &AttachmentJob::takePdfInfo);
    } else if (isSendable(m_attachment.blob.mediaType)) {
        decode(request, &AttachmentJob::takeThumbnail);
    } else {
        request.maximumSize = convertedSize;
        decode(request, &AttachmentJob::convertToPng);
    }
}

void AttachmentJob::decode(const DecodeRequest &request,
                           void (AttachmentJob::*next)(const DecodeResult &))
{
    m_decodeJob = std::make_unique<DecodeJob>(request);
    connect(m_decodeJob.get(), &DecodeJob::finished, this, next);
    connect(m_decodeJob.get(), &DecodeJob::failed, this, &AttachmentJob::fail);
}

void AttachmentJob::takeThumbnail(const DecodeResult &result)
{
    m_attachment.pixelSize = result.originalSize;
    m_attachment.thumbnail = result.image;
    finish();
}

void AttachmentJob::convertToPng(const DecodeResult &result)
{
    store(imageSource(result.image));
}

void AttachmentJob::takePdfInfo(const DecodeResult &result)
{
    m_attachment.pageCount = result.pageCount;
    m_attachment.hasText = result.hasText;

    m_decodeJob = std::make_unique<DecodeJob>(DecodeRequest{.kind = DecodeRequest::Kind::PdfPage,
                                                            .path = m_blobs.path(m_attachment.blob),
                                                            .maximumSize = thumbnailSize});
    connect(m_decodeJob.get(), &DecodeJob::finished, this, [this](const DecodeResult &page) {
        m_attachment.thumbnail = page.image;
        finish();
    });
    // The document is as good as before; its chip only has no picture.
    connect(m_decodeJob.get(), &DecodeJob::failed, this, &AttachmentJob::finish);
}

void AttachmentJob::finish()
{
    m_attachment.state = Attachment::State::Ready;
    Q_EMIT finished(m_attachment);
}

void AttachmentJob::fail(base::Error error)
{
    if (error.kind != base::ErrorKind::Disk) // that one names the place that is full
        error.subject = m_attachment.fileName; // a blob's name means nothing to anybody
    m_attachment.error = std::move(error);
    m_attachment.state = Attachment::State::Failed;
    Q_EMIT finished(m_attachment);
}

} // namespace polylogue::app::attachments
