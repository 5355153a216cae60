// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/conversation/message.h"
#include "app/net/endpointaccess.h"
#include "app/session/chatsession.h"
#include "app/session/filedelivery.h"
#include "app/wire/chatrequest.h"

namespace polylogue::app::store {
class BlobStore;
}

namespace polylogue::app::session {

//! \brief What becomes of a file of the branch in a request.
struct SentFile
{
    conversation::MessageId message = {};
    qsizetype part = 0; //!< of its content
    conversation::SentAs form = conversation::SentAs::Native;

    bool operator==(const SentFile &) const = default;
};

//! \brief What of a branch goes into a request, its files on their rungs.
struct RequestPlan
{
    QList<conversation::Message> messages = {}; //!< withoutUndelivered()
    int omitted = 0; //!< FittedBranch::omitted
    attachments::Intake intake = {};
    QList<DocumentTask> tasks = {}; //!< to be done before resolveRequest()
    QList<SentFile> files = {}; //!< of messages that go out
};

//! \return \a branch with the history and the preface of \a options, where it has them.
QList<conversation::Message> asAsked(QList<conversation::Message> branch,
                                     const ChatOptions &options);

//! \return the plan of the request that asks for the next answer after \a branch (fittedBranch());
//!         obstacleIn(), or ErrorKind::File "blob_missing", naming it, where the bytes of an
//!         attachment that goes into it are gone.
base::Result<RequestPlan> planRequest(const QList<conversation::Message> &branch,
                                      const ChatOptions &options, const attachments::Intake &intake,
                                      const store::BlobStore &blobs);

//! \brief The request itself: attachments become references to files, parameters of the endpoint
//!        lie below those of \a options. Documents that are not \a prepared go as they are.
wire::ChatRequest resolveRequest(const RequestPlan &plan, const PreparedDocuments &prepared,
                                 const ChatOptions &options, const net::EndpointAccess &access,
                                 const store::BlobStore &blobs);

} // namespace polylogue::app::session
