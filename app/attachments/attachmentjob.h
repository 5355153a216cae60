// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/attachments/decodejob.h"
#include "app/base/result.h"
#include "app/store/blobstore.h"

#include <QObject>

#include <functional>
#include <memory>

namespace polylogue::app::attachments {

//! \brief One attachment on its way from State::Reading to Ready or Failed.
//!
//! Stored first, then looked at by the decoder. Exactly one finished(); destroying it is silent.
class AttachmentJob final : public QObject
{
    Q_OBJECT

public:
    //! \brief What came of storing: a blob, and for pictures of our own making also their looks.
    struct Stored
    {
        conversation::BlobRef blob = {};
        QSize pixelSize = {};
        QImage thumbnail = {};
    };
    using Source = std::function<base::Result<Stored>(const store::BlobStore &)>;

    //! \param source runs once in another thread, on copies
    AttachmentJob(const Attachment &attachment, const store::BlobStore &blobs, Source source,
                  QObject *parent = nullptr);

Q_SIGNALS:
    void finished(const polylogue::app::attachments::Attachment &attachment);

private:
    void onStored(const base::Result<Stored> &stored);
    void decode(DecodeRequest request, void (AttachmentJob::*next)(const DecodeResult &));
    void onThumbnail(const DecodeResult &result);
    void onPicture(const DecodeResult &result);
    void onPdfInfo(const DecodeResult &result);
    void onFirstPage(const DecodeResult &result);
    void store(Source source);
    void finish();
    void fail(base::Error error);

    const store::BlobStore m_blobs;
    Attachment m_attachment;
    std::unique_ptr<DecodeJob> m_job;
};

//! \brief The three ways in: a file, a file's bytes, a picture.
AttachmentJob::Source fileSource(const QString &path);
AttachmentJob::Source dataSource(const QByteArray &bytes, const QString &fileName);
AttachmentJob::Source imageSource(const QImage &image);

} // namespace polylogue::app::attachments
