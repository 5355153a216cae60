// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/attachments/decodejob.h"
#include "app/base/result.h"
#include "app/store/blobstore.h"

#include <QFutureWatcher>
#include <QObject>

#include <functional>
#include <memory>

namespace polylogue::app::attachments {

//! \brief What came of storing: a blob, and of pictures that we encoded ourselves also their looks.
struct StoredAttachment
{
    conversation::BlobRef blob = {};
    QSize pixelSize = {};
    QImage thumbnail = {};
};

//! \brief Brings an attachment's bytes into the store; blocks on the disk.
using AttachmentSource = std::function<base::Result<StoredAttachment>(const store::BlobStore &)>;

//! \brief The ways in. Bytes are known by their signature, and refused where there is none
//!        that we read (ErrorKind::File, "not_supported", "empty") or there are more than
//!        maximumAttachmentSize of them (ErrorKind::TooLarge).
AttachmentSource fileSource(const QString &path);
AttachmentSource dataSource(const QByteArray &bytes, const QString &fileName);
//! "data:...;base64,...": the media type in it is not looked at, any other address "not_supported".
AttachmentSource dataUriSource(const QString &uri, const QString &fileName);
AttachmentSource imageSource(const QImage &image);

inline constexpr qint64 maximumAttachmentSize = 100LL * 1024 * 1024; //!< bytes

//! \brief One attachment on its way from State::Reading to Ready or Failed.
//!
//! Its bytes are stored in another thread, then looked at by the decoder. Formats that no server
//! takes become PNG. Exactly one finished(); destroying it is silent.
class AttachmentJob final : public QObject
{
    Q_OBJECT

public:
    AttachmentJob(const Attachment &attachment, const store::BlobStore &blobs,
                  const AttachmentSource &source, QObject *parent = nullptr);
    ~AttachmentJob() override;

Q_SIGNALS:
    void finished(const polylogue::app::attachments::Attachment &attachment);

private:
    void store(const AttachmentSource &source);
    void onStored(const base::Result<StoredAttachment> &stored);
    void decode(const DecodeRequest &request, void (AttachmentJob::*next)(const DecodeResult &));
    void takeThumbnail(const DecodeResult &result);
    void convertToPng(const DecodeResult &result);
    void takePdfInfo(const DecodeResult &result);
    void finish();
    void fail(base::Error error);

    const store::BlobStore m_blobs;
    Attachment m_attachment;
    QFutureWatcher<base::Result<StoredAttachment>> m_storing;
    std::unique_ptr<DecodeJob> m_decodeJob;
};

} // namespace polylogue::app::attachments
