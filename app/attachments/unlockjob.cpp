// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/unlockjob.h"

namespace polylogue::app::attachments {

namespace {

constexpr QSize thumbnailSize(256, 256);

} // namespace

UnlockJob::UnlockJob(const Attachment &attachment, const QString &path, const QString &password,
                     QObject *parent)
    : QObject(parent)
    , m_attachment(attachment)
    , m_request{.kind = DecodeRequest::Kind::PdfInfo,
                .path = path,
                .maximumSize = thumbnailSize,
                .password = password}
    , m_decodeJob(std::make_unique<DecodeJob>(m_request))
{
    connect(m_decodeJob.get(), &DecodeJob::finished, this, &UnlockJob::takeInfo);
    connect(m_decodeJob.get(), &DecodeJob::failed, this, [this](const base::Error &error) {
        m_attachment.state = Attachment::State::Failed;
        m_attachment.error = error;
        m_attachment.error->subject = m_attachment.fileName;
        Q_EMIT finished(m_attachment);
    });
}

UnlockJob::~UnlockJob() = default;

void UnlockJob::takeInfo(const DecodeResult &result)
{
    m_attachment.pageCount = result.pageCount;
    m_attachment.hasText = result.hasText;
    m_attachment.isEncrypted = !m_request.password.isEmpty();
    m_request.kind = DecodeRequest::Kind::PdfPage;
    m_decodeJob = std::make_unique<DecodeJob>(m_request);
    connect(m_decodeJob.get(), &DecodeJob::finished, this,
            [this](const DecodeResult &page) { takeThumbnail(page.image); });
    // The document is as good as before; its chip only has no picture.
    connect(m_decodeJob.get(), &DecodeJob::failed, this, [this] { takeThumbnail({}); });
}

void UnlockJob::takeThumbnail(const QImage &thumbnail)
{
    m_attachment.thumbnail = thumbnail;
    m_attachment.error.reset();
    m_attachment.state = Attachment::State::Ready;
    Q_EMIT finished(m_attachment);
}

} // namespace polylogue::app::attachments
