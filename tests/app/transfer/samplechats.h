// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/blobstore.h"
#include "app/store/chatrecord.h"
#include "app/transfer/exportrequest.h"

//! Chats made by code, the same each time.
namespace polylogue::tests {

//! \return the id that always belongs to \a number.
app::conversation::MessageId messageId(int number);

//! \brief A message that says "NUMBER" and hangs below message \a parent; 0: a root.
app::conversation::Message message(int number, int parent,
                                   app::conversation::Role role = app::conversation::Role::User);

//! \brief A chat named "Sample" with a shown branch that ends at \a leaf.
app::store::WholeChat chat(const QList<app::conversation::Message> &messages, int leaf);

//! \brief A chat that uses every member and every kind of part, with attachments in \a blobs.
app::store::WholeChat fullChat(const app::store::BlobStore &blobs);

//! \brief A chat with a branch of \a count messages, numbered from \a first.
app::store::WholeChat longChat(int count, int first = 1);

//! \return numbers of messages, as message() made them; 0 for others.
QList<int> numbersOf(const QList<app::conversation::Message> &messages);

//! \brief English words, in short.
app::transfer::ExportWords exportWords();

} // namespace polylogue::tests
