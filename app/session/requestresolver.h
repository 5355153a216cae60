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

//! \brief The request that asks for the next answer after \a branch: attachments become references
//!        to their blobs, parameters of the endpoint lie below those of \a options.
//!
//! \return ErrorKind::File, naming it, where an attachment's bytes are gone.
base::Result<wire::ChatRequest> resolveRequest(const QList<conversation::Message> &branch,
                                               const ChatOptions &options,
                                               const net::EndpointAccess &access,
                                               const store::BlobStore &blobs);

} // namespace polylogue::app::session
