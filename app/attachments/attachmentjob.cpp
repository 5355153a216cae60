// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/attachmentjob.h"

#include "app/attachments/signature.h"
#include "app/base/newfile.h"
#include "app/base/platform.h"
#include "app/conversation/tokenweight.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImageWriter>
#include <QtConcurrent>

#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

constexpr QSize thumbnailSize(256, 256);
constexpr qint64 signatureSize = 1024;
constexpr int pastedCompression =
    40; // level 5 of zlib: a screen's picture in a fraction of a second

base::Error fileError(const QString &type)
{
    return {.kind = base::ErrorKind::File, .type = type};
}

//! \return the media type, empty for what may be text; or why the bytes that begin with \a head are
//!         not taken.
base::Result<QString> acceptedMediaType(const QByteArray &head)
{
    if (head.isEmpty())
        return fileError(u"empty"_s);
    const QString mediaType = mediaTypeOf(head);
    const QString refusal = mediaType.isEmpty() ? refusalOf(head) : QString();
    if (!refusal.isEmpty())
        return fileError(refusal);
    return mediaType;
}

base::Result<ReceivedFile> received(const base::Result<store::IncomingFile> &file,
                                    const QString &mediaType)
{
    if (!file)
        return file.error();
    return ReceivedFile{.file = *file, .mediaType = mediaType};
}

//! Keeps the file as it came where that is a form, and writes the others.
base::Result<QList<conversation::ImageForm>> storeForms(const store::BlobStore &blobs,
                                                        const store::IncomingFile &file,
                                                        const QList<PictureFile> &pictures)
{
    QList<conversation::ImageForm> forms;
    for (const PictureFile &picture : pictures) {
        const auto blob = picture.bytes.isEmpty() ? blobs.keep(file, picture.mediaType)
                                                  : blobs.put(picture.bytes, picture.mediaType);
        if (!blob)
            return blob.error();
        forms.append({.blob = *blob, .pixelSize = picture.pixelSize});
    }
    return forms;
}

} // namespace

AttachmentSource fileSource(const QString &path)
{
    return [path](const store::BlobStore &blobs) -> base::Result<ReceivedFile> {
        const auto file = base::openRegularFile(path);
        if (!file)
            return file.error();
        const base::Result<QString> mediaType = acceptedMediaType((*file)->peek(signatureSize));
        if (!mediaType)
            return mediaType.error();
        return received(blobs.receive(**file, QFileInfo(path).fileName(), maximumAttachmentSize),
                        *mediaType);
    };
}

AttachmentSource dataSource(const QByteArray &bytes, const QString &fileName)
{
    return [bytes, fileName](const store::BlobStore &blobs) -> base::Result<ReceivedFile> {
        if (bytes.size() > maximumAttachmentSize)
            return base::Error{.kind = base::ErrorKind::TooLarge, .subject = fileName};
        const base::Result<QString> mediaType =
            acceptedMediaType(bytes.first(qMin(qint64(bytes.size()), signatureSize)));
        if (!mediaType)
            return mediaType.error();
        return received(blobs.receive(bytes), *mediaType);
    };
}

AttachmentSource dataUriSource(const QString &uri, const QString &fileName)
{
    return [uri, fileName](const store::BlobStore &blobs) -> base::Result<ReceivedFile> {
        const qsizetype comma = uri.indexOf(u',');
        const auto head = QStringView(uri).first(qMax<qsizetype>(comma, 0));
        const bool isBase64 = head.startsWith("data:"_L1, Qt::CaseInsensitive)
            && head.endsWith(";base64"_L1, Qt::CaseInsensitive);
        if (!isBase64)
            return fileError(u"not_supported"_s);
        const QByteArray text = QStringView(uri).sliced(comma + 1).toLatin1();
        base::Result<ReceivedFile> received =
            dataSource(QByteArray::fromBase64(text), fileName)(blobs);
        if (received && received->mediaType.isEmpty())
            return fileError(u"not_supported"_s);
        if (received)
            received->isKeptAsItIs = true;
        return received;
    };
}

AttachmentSource imageSource(const QImage &image)
{
    return [image](const store::BlobStore &blobs) -> base::Result<ReceivedFile> {
        QByteArray png;
        QBuffer buffer(&png);
        QImageWriter writer(&buffer, "png");
        writer.setCompression(pastedCompression);
        if (image.isNull() || !writer.write(image))
            return fileError(u"damaged"_s);
        if (png.size() > maximumAttachmentSize)
            return base::Error{.kind = base::ErrorKind::TooLarge};
        return received(blobs.receive(png), u"image/png"_s);
    };
}

AttachmentJob::AttachmentJob(const Attachment &attachment, const store::BlobStore &blobs,
                             const AttachmentSource &source, const PictureLimits &limits,
                             QObject *parent)
    : QObject(parent)
    , m_blobs(blobs)
    , m_limits(limits)
    , m_attachment(attachment)
{
    // Not QFuture::then(): in Qt 6.4 it ends the program where its context is gone already.
    connect(&m_receiving, &QFutureWatcherBase::finished, this,
            [this] { onReceived(m_receiving.result()); });
    m_receiving.setFuture(QtConcurrent::run([source, blobs] { return source(blobs); }));
}

AttachmentJob::~AttachmentJob() = default;

void AttachmentJob::onReceived(const base::Result<ReceivedFile> &received)
{
    if (!received) {
        fail(received.error());
        return;
    }
    m_received = *received;
    DecodeRequest request{.path = m_received.file->path(), .maximumSize = thumbnailSize};
    if (m_received.mediaType == "application/pdf"_L1) {
        keepFile(&AttachmentJob::askForInfo);
    } else if (m_received.isKeptAsItIs) {
        keepFile(&AttachmentJob::askForThumbnail);
    } else if (m_received.mediaType.isEmpty()) {
        request.kind = DecodeRequest::Kind::FileText;
        request.maximumCharacters = maximumTextCharacters;
        decode(request, &AttachmentJob::takeText);
    } else {
        request.kind = DecodeRequest::Kind::Picture;
        request.limits = m_limits;
        decode(request, &AttachmentJob::takePicture);
    }
}

void AttachmentJob::decode(const DecodeRequest &request,
                           void (AttachmentJob::*next)(const DecodeResult &))
{
    m_decodeJob = std::make_unique<DecodeJob>(request);
    connect(m_decodeJob.get(), &DecodeJob::finished, this, next);
    connect(m_decodeJob.get(), &DecodeJob::failed, this, &AttachmentJob::fail);
}

template <typename Stored>
void AttachmentJob::store(const std::function<base::Result<Stored>()> &work,
                          void (AttachmentJob::*next)(const Stored &))
{
    auto watcher = std::make_unique<QFutureWatcher<base::Result<Stored>>>();
    connect(watcher.get(), &QFutureWatcherBase::finished, this,
            [this, next, storing = watcher.get()] {
                const base::Result<Stored> stored = storing->result();
                if (stored)
                    (this->*next)(*stored);
                else
                    fail(stored.error());
            });
    watcher->setFuture(QtConcurrent::run(work));
    m_storing = std::move(watcher);
}

void AttachmentJob::takePicture(const DecodeResult &result)
{
    m_attachment.thumbnail = result.image;
    m_attachment.isCleaned = m_attachment.isCleaned || result.hasMetadata;
    m_attachment.isFitted =
        !result.files.isEmpty() && result.files.last().form == PictureFile::Form::Fitted;
    store<StoredForms>([blobs = m_blobs, file = m_received.file,
                        pictures = result.files] { return storeForms(blobs, file, pictures); },
                       &AttachmentJob::takeForms);
}

//! The last one is sent; the user can choose the other.
void AttachmentJob::takeForms(const StoredForms &forms)
{
    if (forms.isEmpty()) {
        fail(fileError(u"crashed"_s));
        return;
    }
    m_attachment.blob = forms.last().blob;
    m_attachment.pixelSize = forms.last().pixelSize;
    if (forms.size() > 1)
        m_attachment.otherForm = forms.first();
    finish();
}

void AttachmentJob::takeText(const DecodeResult &result)
{
    const QString text = result.pageTexts.value(1);
    if (isNamedAsBinary(m_attachment.fileName)
        && result.pageTexts.value(0).startsWith("text/"_L1)) {
        fail(fileError(u"not_what_it_says"_s));
        return;
    }
    if (result.isTruncated) {
        fail(fileError(u"too_much_text"_s));
        return;
    }
    if (text.trimmed().isEmpty()) {
        fail(fileError(u"no_text"_s));
        return;
    }
    m_attachment.sourceType = result.pageTexts.value(0);
    m_attachment.tokens = conversation::estimatedTokens(text);
    store<conversation::BlobRef>(
        [blobs = m_blobs, text] { return blobs.put(text.toUtf8(), u"text/plain"_s); },
        &AttachmentJob::takeTextBlob);
}

void AttachmentJob::takeTextBlob(const conversation::BlobRef &blob)
{
    m_attachment.blob = blob;
    finish();
}

void AttachmentJob::keepFile(void (AttachmentJob::*next)(const conversation::BlobRef &))
{
    store<conversation::BlobRef>(
        [blobs = m_blobs, received = m_received] {
            return blobs.keep(received.file, received.mediaType);
        },
        next);
}

void AttachmentJob::askForThumbnail(const conversation::BlobRef &blob)
{
    m_attachment.blob = blob;
    decode({.path = m_blobs.path(blob), .maximumSize = thumbnailSize},
           &AttachmentJob::takeThumbnail);
}

void AttachmentJob::takeThumbnail(const DecodeResult &result)
{
    m_attachment.pixelSize = result.originalSize;
    m_attachment.thumbnail = result.image;
    finish();
}

void AttachmentJob::askForInfo(const conversation::BlobRef &blob)
{
    m_attachment.blob = blob;
    decode({.kind = DecodeRequest::Kind::PdfInfo,
            .path = m_blobs.path(blob),
            .maximumSize = thumbnailSize},
           &AttachmentJob::takePdfInfo);
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
