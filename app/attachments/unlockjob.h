// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/attachments/decodejob.h"

#include <QObject>

#include <memory>

namespace polylogue::app::attachments {

//! \brief Looks at a document that is in the store already, with its password.
//!
//! Exactly one finished(), Ready or Failed as of AttachmentLoader; destroying it is silent.
class UnlockJob final : public QObject
{
    Q_OBJECT

public:
    //! \param path where its bytes lie
    UnlockJob(const Attachment &attachment, const QString &path, const QString &password,
              QObject *parent = nullptr);
    ~UnlockJob() override;

    const QString &password() const { return m_request.password; }

Q_SIGNALS:
    void finished(const polylogue::app::attachments::Attachment &attachment);

private:
    void takeInfo(const DecodeResult &result);
    void takeThumbnail(const QImage &thumbnail);

    Attachment m_attachment;
    DecodeRequest m_request;
    std::unique_ptr<DecodeJob> m_decodeJob;
};

} // namespace polylogue::app::attachments
