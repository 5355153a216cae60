// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/requestresolver.h"

#include <QSet>
#include <QStringList>

namespace polylogue::app::session {

//! \brief All that a request which is not sent yet is made of, copied, so that it can be made on
//!        any thread.
struct RequestPreview
{
    net::EndpointAccess access = {};
    ChatOptions options = {};
    QList<conversation::Message> branch = {}; //!< with the question at its end, where there is one
    attachments::Intake intake = {};
    QSet<QString> refusedFields = {}; //!< LearnedDrops::fieldsFor()
    PreparedDocuments prepared = {};
    QStringList unprepared = {}; //!< documents of which something is made only when it is sent
};

//! \brief Adds \a draft to \a preview, and what was made of its documents before.
//! \param draft nothing is added where it is empty
//! \param documents nullptr: they go as they are
void complete(RequestPreview &preview, const attachments::Draft &draft,
              const attachments::Documents *documents);

//! \return the request as ChatSession::send() would make it; its errors are planRequest()'s.
base::Result<wire::ChatRequest> requestOf(const RequestPreview &preview,
                                          const store::BlobStore &blobs);

} // namespace polylogue::app::session
