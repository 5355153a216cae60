// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/chatrecord.h"
#include "app/transfer/importattachments.h"

#include <QByteArray>

//! Conversations as other programs write them (app/transfer/README.md). Members that are missing or
//! of the wrong kind are passed over; what cannot be a conversation is an Error.
namespace polylogue::app::transfer {

//! \brief One conversation of a ChatGPT or Claude archive, or the body of a request.
//! \return ErrorKind::File, type "json" or "unknown_form", or "empty" where it holds no message.
base::Result<store::WholeChat> decodeForeignChat(const QByteArray &json,
                                                 ImportAttachments &attachments);

//! \return whether \a json is an entry of a request's "messages".
bool isRequestMessage(const QByteArray &json);

//! \brief Entries of a request's "messages" as a chat.
base::Result<store::WholeChat> decodeRequestMessages(const QByteArrayList &messages,
                                                     ImportAttachments &attachments);

} // namespace polylogue::app::transfer
