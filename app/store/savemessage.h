// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/conversation/message.h"

namespace polylogue::app::store {

class Database;

//! \brief Adds \a message to the chat with the key \a chat or replaces it, with its entry in the
//!        search index; drops its pieces.
//!
//! A parent that is not stored (it was removed for good) leaves a known message where it is. One
//! of another chat is not touched. Of one that isDamaged() only its deletion is saved: what is
//! left of it on disk stays.
base::Status saveMessage(Database &database, qint64 chat, const conversation::Message &message);

//! \brief Notes what is found out from \a message: its entry in the search index, and the files it
//!        shows.
//! \pre nothing is noted of it
base::Status noteContent(Database &database, qint64 key, const conversation::Message &message);

//! \brief Hangs \a message below \a parent (both keys) where it hangs nowhere although it stands
//!        below it on the branch: its own parent was removed for good before it came.
base::Status adopt(Database &database, qint64 message, qint64 parent);

//! \brief Hangs \a message below \a parent (0: nowhere) and hashes it anew; a hash that was not its
//!        own before stays wrong.
base::Status moveBelow(Database &database, qint64 message, qint64 parent);

} // namespace polylogue::app::store
