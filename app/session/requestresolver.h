// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/conversation/message.h"
#include "app/net/endpointaccess.h"
#include "app/session/chatsession.h"
#include "app/wire/chatrequest.h"

namespace polylogue::app::store {
class BlobStore;
}

namespace polylogue::app::session {

struct ResolvedRequest
{
    wire::ChatRequest request = {};
    int omitted = 0; //!< FittedBranch::omitted
};

//! \brief The request that asks for the next answer after \a branch: attachments become references
//!        to their blobs, parameters of the endpoint lie below those of \a options.
//!
//! What goes into it, see fittedBranch().
//! \return ErrorKind::File, naming it, where the bytes of an attachment that goes into it are gone.
base::Result<ResolvedRequest> resolveRequest(const QList<conversation::Message> &branch,
                                             const ChatOptions &options,
                                             const net::EndpointAccess &access,
                                             const store::BlobStore &blobs);

} // namespace polylogue::app::session
