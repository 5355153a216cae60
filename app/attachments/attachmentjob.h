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

//! \brief A file that is not in the store yet: what it is for is known once it is looked at.
struct ReceivedFile
{
    store::IncomingFile file = {};
    QString mediaType = {}; //!< by its first bytes; empty where they tell none
    bool isKeptAsItIs = false; //!< a picture: what a model sends is not ours to change
};

//! \brief Brings an attachment's bytes to a file beside the store; blocks on the disk.
using AttachmentSource = std::function<base::Result<ReceivedFile>(const store::BlobStore &)>;

//! \brief The ways in. Bytes are known by their first ones, and refused where those tell of
//!        something that we do not read (ErrorKind::File, "not_supported" and the like, "empty") or
//!        there are more than maximumAttachmentSize of them (ErrorKind::TooLarge).
AttachmentSource fileSource(const QString &path);
AttachmentSource dataSource(const QByteArray &bytes, const QString &fileName);
//! "data:...;base64,...": the media type in it is not looked at, any other address "not_supported".
AttachmentSource dataUriSource(const QString &uri, const QString &fileName);
AttachmentSource imageSource(const QImage &image);

inline constexpr qint64 maximumAttachmentSize = 100LL * 1024 * 1024; //!< bytes

//! \brief Characters that a file may have as text: what the largest models read.
inline constexpr int maximumTextCharacters = 4'000'000;

//! \brief One attachment on its way from State::Reading to Ready or Failed.
//!
//! Its bytes are copied in another thread, looked at by the decoder, and what can be sent of them
//! is stored in another thread again. Exactly one finished(); destroying it is silent.
class AttachmentJob final : public QObject
{
    Q_OBJECT

public:
    AttachmentJob(const Attachment &attachment, const store::BlobStore &blobs,
                  const AttachmentSource &source, const PictureLimits &limits,
                  QObject *parent = nullptr);
    ~AttachmentJob() override;

Q_SIGNALS:
    void finished(const polylogue::app::attachments::Attachment &attachment);

private:
    using StoredForms = QList<conversation::ImageForm>;

    void onReceived(const base::Result<ReceivedFile> &received);
    void decode(const DecodeRequest &request, void (AttachmentJob::*next)(const DecodeResult &));
    //! Stores what \a work stores and goes on with \a next.
    template <typename Stored>
    void store(const std::function<base::Result<Stored>()> &work,
               void (AttachmentJob::*next)(const Stored &));
    void takePicture(const DecodeResult &result);
    void takeForms(const StoredForms &forms);
    void takeText(const DecodeResult &result);
    void takeTextBlob(const conversation::BlobRef &blob);
    void keepFile(void (AttachmentJob::*next)(const conversation::BlobRef &));
    void askForThumbnail(const conversation::BlobRef &blob);
    void takeThumbnail(const DecodeResult &result);
    void askForInfo(const conversation::BlobRef &blob);
    void takePdfInfo(const DecodeResult &result);
    void finish();
    void fail(base::Error error);

    const store::BlobStore m_blobs;
    const PictureLimits m_limits;
    Attachment m_attachment;
    ReceivedFile m_received;
    QFutureWatcher<base::Result<ReceivedFile>> m_receiving;
    std::unique_ptr<QFutureWatcherBase> m_storing;
    std::unique_ptr<DecodeJob> m_decodeJob;
};

} // namespace polylogue::app::attachments
