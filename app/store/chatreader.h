// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/conversation/conversation.h"
#include "app/store/chatrecord.h"

#include <memory>

namespace polylogue::app::store {

class Database;

base::Result<Library> listLibrary(Database &database);
base::Result<WholeChat> loadWhole(Database &database, const ConversationId &chat);
base::Result<StoredDraft> loadDraft(Database &database, const ConversationId &chat);

//! \brief Reads a chat's messages slice by slice, as ChatStore::load() hands them on.
//!
//! All slices are to be read within one transaction, so that they belong together.
class MessageReader final
{
public:
    //! \param database must outlive this
    MessageReader(Database &database, const ConversationId &chat);
    ~MessageReader();

    //! \return the next slice of about 500 messages (the first: the last 200 rows of the shown
    //!         branch), until LoadedMessages::isLast.
    base::Result<conversation::LoadedMessages> next();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::store
