// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/conversation/conversation.h"
#include "app/store/chatrecord.h"

#include <limits>
#include <optional>

namespace polylogue::app::store {

class Database;

//! \return whether a page of the file is damaged: what is on others can still be read.
bool isCorrupt(const base::Error &error);

//! \brief Reads a chat's messages slice by slice, as ChatStore::load() hands them on.
//!
//! All slices are to be read within one transaction, so that they belong together. Keys come from
//! the indexes, then each row by itself: a damaged page costs the rows on it and no others.
class MessageReader final
{
public:
    //! \param database must outlive this
    MessageReader(Database &database, const ConversationId &chat);

    //! \return the next slice of about 500 messages (the first: the last 200 rows of the shown
    //!         branch), until LoadedMessages::isLast. Of a chat that is not stored: nothing.
    base::Result<conversation::LoadedMessages> next();

private:
    //! A message and where its branch last went.
    struct Entry
    {
        conversation::Message message = {};
        conversation::MessageId visited = {};
    };

    base::Status begin();
    base::Result<Entry> read(qint64 key);
    base::Result<Entry> readDamaged(qint64 key);
    base::Status replayPieces(qint64 key, conversation::Message &message);
    base::Status addBranch(conversation::LoadedMessages &loaded, qint64 count);
    base::Status addOthers(conversation::LoadedMessages &loaded, qint64 count);
    conversation::MessageId idFromIndex(qint64 key);

    Database &m_database;
    ConversationId m_id;
    std::optional<qint64> m_chat; // its key
    conversation::MessageId m_rootVisited;
    qint64 m_sliceSize = 0;
    qint64 m_rowsAbove = std::numeric_limits<qint64>::max(); // of the branch; those below are read
    qint64 m_lastOther = 0; // key
    bool m_hasBranch = true; // rows of the branch may be left
};

} // namespace polylogue::app::store
