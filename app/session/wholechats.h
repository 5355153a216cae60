// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/change.h"
#include "app/store/chatrecord.h"

#include <QSet>

namespace polylogue::app::session {

//! \return the branch that ends at \a leaf, from its root, without deleted messages.
QList<conversation::Message> branchTo(const QList<conversation::Message> &messages,
                                      const conversation::MessageId &leaf);

//! \brief A chat under a new id, as are its messages; all else as in \a chat.
store::WholeChat withNewIds(const store::WholeChat &chat);

//! \brief Makes a chat of foreign origin sound: every parent stands before its children, no id
//!        comes twice, nothing is still running, the leaf exists.
store::WholeChat repaired(const store::WholeChat &chat);

//! \return what stores \a chat, which is not stored yet.
QList<store::Change> changesToStore(const store::WholeChat &chat);

//! \brief What is stored already, beside which others are to have a place.
struct StoredIds
{
    QSet<conversation::ConversationId> chats = {};
    QSet<conversation::MessageId> messages = {};
    QSet<store::FolderId> folders = {};
};

//! \brief Chats of foreign origin, and what stores them.
struct NewChats
{
    QList<store::ChatRecord> records = {};
    QList<store::Change> changes = {};
};

//! \brief Makes \a chats sound, under new ids where theirs or those of their messages are taken;
//!        leaves out those without messages.
NewChats newChats(const QList<store::WholeChat> &chats, StoredIds stored);

} // namespace polylogue::app::session
