// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/attachment.h"

#include "app/attachments/attachmentjob.h"
#include "app/attachments/documents.h"
#include "app/attachments/unlockjob.h"

#include <QFileInfo>

#include <map>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

Attachment named(const QString &fileName)
{
    return {.id = AttachmentId::create(), .fileName = fileName};
}

} // namespace

conversation::ContentPart contentPartOf(const Attachment &attachment)
{
    Q_ASSERT(attachment.state == Attachment::State::Ready);
    if (attachment.isDocument())
        return conversation::DocumentPart{.blob = attachment.blob,
                                          .fileName = attachment.fileName,
                                          .pageCount = attachment.pageCount,
                                          .hasText = attachment.hasText,
                                          .isEncrypted = attachment.isEncrypted,
                                          .delivery = attachment.delivery};
    if (attachment.isText())
        return conversation::TextFilePart{.blob = attachment.blob,
                                          .fileName = attachment.fileName,
                                          .sourceType = attachment.sourceType,
                                          .tokens = attachment.tokens,
                                          .delivery = attachment.delivery};
    return conversation::ImagePart{.blob = attachment.blob,
                                   .fileName = attachment.fileName,
                                   .pixelSize = attachment.pixelSize,
                                   .detail = attachment.detail,
                                   .delivery = attachment.delivery,
                                   .isFitted = attachment.isFitted,
                                   .otherForm = attachment.otherForm};
}

void switchForm(Attachment &attachment)
{
    if (!attachment.otherForm)
        return;
    std::swap(attachment.blob, attachment.otherForm->blob);
    std::swap(attachment.pixelSize, attachment.otherForm->pixelSize);
    attachment.isFitted = !attachment.isFitted;
}

std::optional<Attachment> attachmentOf(const conversation::ContentPart &part)
{
    Attachment attachment{.id = AttachmentId::create(), .state = Attachment::State::Ready};
    if (const auto *image = std::get_if<conversation::ImagePart>(&part)) {
        attachment.fileName = image->fileName;
        attachment.blob = image->blob;
        attachment.pixelSize = image->pixelSize;
        attachment.detail = image->detail;
        attachment.delivery = image->delivery;
        attachment.isFitted = image->isFitted;
        attachment.otherForm = image->otherForm;
        return attachment;
    }
    if (const auto *document = std::get_if<conversation::DocumentPart>(&part)) {
        attachment.fileName = document->fileName;
        attachment.blob = document->blob;
        attachment.pageCount = document->pageCount;
        attachment.hasText = document->hasText;
        attachment.isEncrypted = document->isEncrypted;
        attachment.delivery = document->delivery;
        return attachment;
    }
    if (const auto *file = std::get_if<conversation::TextFilePart>(&part)) {
        attachment.fileName = file->fileName;
        attachment.blob = file->blob;
        attachment.sourceType = file->sourceType;
        attachment.tokens = file->tokens;
        attachment.delivery = file->delivery;
        return attachment;
    }
    return {};
}

class AttachmentLoader::Private final
{
public:
    Private(AttachmentLoader *loader, const store::BlobStore &blobStore)
        : q(loader)
        , blobs(blobStore)
    { }

    Attachment add(const Attachment &attachment, const AttachmentSource &source,
                   const PictureLimits &limits);

    AttachmentLoader *const q;
    const store::BlobStore &blobs;
    std::map<AttachmentId, std::unique_ptr<AttachmentJob>> jobs = {};
    std::map<AttachmentId, std::unique_ptr<UnlockJob>> unlocking = {};
    Documents *documents = nullptr;
};

Attachment AttachmentLoader::Private::add(const Attachment &attachment,
                                          const AttachmentSource &source,
                                          const PictureLimits &limits)
{
    auto job = std::make_unique<AttachmentJob>(attachment, blobs, source, limits);
    connect(job.get(), &AttachmentJob::finished, q, [this](const Attachment &ended) {
        // The job is in its signal still, and `ended` belongs to it.
        const auto finishedJob = jobs.extract(ended.id);
        Q_EMIT q->changed(ended);
    });
    jobs.emplace(attachment.id, std::move(job));
    return attachment;
}

AttachmentLoader::AttachmentLoader(const store::BlobStore &blobs, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, blobs))
{ }

AttachmentLoader::~AttachmentLoader() = default;

Attachment AttachmentLoader::addFile(const QString &path, const PictureLimits &limits)
{
    return d->add(named(QFileInfo(path).fileName()), fileSource(path), limits);
}

Attachment AttachmentLoader::addData(const QByteArray &bytes, const QString &fileName,
                                     const PictureLimits &limits)
{
    return d->add(named(fileName), dataSource(bytes, fileName), limits);
}

Attachment AttachmentLoader::addDataUri(const QString &uri, const QString &fileName)
{
    return d->add(named(fileName), dataUriSource(uri, fileName), {});
}

Attachment AttachmentLoader::addImage(const QImage &image, const QString &fileName,
                                      const PictureLimits &limits)
{
    return d->add(named(fileName), imageSource(image), limits);
}

Attachment AttachmentLoader::refit(const Attachment &picture, const PictureLimits &limits)
{
    const bool isChosen = picture.otherForm && !picture.isFitted;
    if (picture.state != Attachment::State::Ready || !picture.isImage() || isChosen)
        return picture;
    // What has no original any more is as good as its fitted form.
    const conversation::BlobRef original =
        picture.otherForm ? picture.otherForm->blob : picture.blob;
    Attachment reading = picture;
    reading.state = Attachment::State::Reading;
    reading.otherForm.reset();
    return d->add(reading, fileSource(d->blobs.path(original)), limits);
}

void AttachmentLoader::remove(const AttachmentId &id)
{
    d->jobs.erase(id);
    d->unlocking.erase(id);
}

void AttachmentLoader::setDocuments(Documents *documents)
{
    d->documents = documents;
}

Documents *AttachmentLoader::documents() const
{
    return d->documents;
}

Attachment AttachmentLoader::unlock(const Attachment &attachment, const QString &password)
{
    Attachment reading = attachment;
    reading.state = Attachment::State::Reading;
    auto job = std::make_unique<UnlockJob>(reading, d->blobs.path(attachment.blob), password);
    connect(job.get(), &UnlockJob::finished, this, [this](const Attachment &ended) {
        const auto finishedJob = d->unlocking.extract(ended.id); // is in its signal still
        if (d->documents && ended.state == Attachment::State::Ready)
            d->documents->setPassword(ended.blob.sha256, finishedJob.mapped()->password());
        Q_EMIT changed(ended);
    });
    d->unlocking[attachment.id] = std::move(job);
    return reading;
}

} // namespace polylogue::app::attachments
