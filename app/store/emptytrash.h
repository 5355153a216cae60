// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QByteArray>

namespace polylogue::app::store {

class BlobStore;
class Database;

//! \brief Removes the rows of deleted chats and messages, within the transaction that is open.
//!
//! What hung below a removed message hangs below that one's parent then.
base::Status emptyTrash(Database &database);

//! \brief Notes the files of a draft (encodeDraft()) as ones that nobody may need any more.
base::Status noteUnusedBlobs(Database &database, const QByteArray &draft);

//! \brief Removes the files that were noted and that no message and no draft refers to; after what
//!        noted them is on disk, and not while a chat that is in memory only may use them.
//! \return ErrorKind::Disk where a file or row cannot be removed; it is tried again the next time.
base::Status removeUnusedBlobs(Database &database, const BlobStore &blobs);

} // namespace polylogue::app::store
