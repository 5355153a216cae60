// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/chatrecord.h"
#include "app/store/messagereader.h"

#include <QSet>

namespace polylogue::app::store {

class Database;

//! \brief All chats, folders, prompts and presets. Where pages are damaged, the rest, and
//!        Library::unreadable says what is missing.
base::Result<Library> listLibrary(Database &database);

//! \brief A chat with all its messages, damaged ones as MessageReader has them; empty where it is
//!        not stored.
base::Result<WholeChat> loadWhole(Database &database, const ConversationId &chat);

//! \return which of \a messages are stored, in whatever chat.
base::Result<QSet<conversation::MessageId>>
findMessages(Database &database, const QList<conversation::MessageId> &messages);

//! \brief The draft of \a chat (null: the new chat), empty where there is none.
base::Result<StoredDraft> loadDraft(Database &database, const ConversationId &chat);

} // namespace polylogue::app::store
