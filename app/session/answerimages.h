// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/conversation/message.h"

#include <QObject>

#include <deque>
#include <optional>

namespace polylogue::app::session {

//! \brief Images that models send, on their way into the store; handed on in the order they came.
class AnswerImages final : public QObject
{
    Q_OBJECT

public:
    //! \param blobs outlives this
    explicit AnswerImages(const store::BlobStore &blobs, QObject *parent = nullptr);

    //! \param uri a data URI; any other address ends as failed()
    void add(const conversation::MessageId &answer, const QString &uri);
    //! \return whether something of \a answer is not stored yet.
    bool isBusyWith(const conversation::MessageId &answer) const;

Q_SIGNALS:
    //! \brief One more part of \a answer. A file that could not be looked at has no pixel size.
    void stored(const polylogue::app::conversation::MessageId &answer,
                const polylogue::app::conversation::ContentPart &part);
    //! \brief ErrorKind::Protocol for what is no image, else why it could not be stored.
    void failed(const polylogue::app::conversation::MessageId &answer,
                const polylogue::app::base::Error &error);

private:
    struct Waiting
    {
        conversation::MessageId answer = {};
        attachments::AttachmentId id = {};
        std::optional<attachments::Attachment> result = {};
    };

    void onChanged(const attachments::Attachment &attachment);
    void handOver(const Waiting &image);

    attachments::AttachmentLoader m_loader;
    std::deque<Waiting> m_waiting;
};

} // namespace polylogue::app::session
