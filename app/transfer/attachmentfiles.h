// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/blobstore.h"

namespace polylogue::app::transfer {

//! \brief Reads an attachment's bytes, at most 100 MiB, and checks that they are those.
//! \return ErrorKind::File, type "not_found" or "damaged".
base::Result<QByteArray> readBlob(const store::BlobStore &blobs, const conversation::BlobRef &blob);

//! \return how files of a media type end, with the dot (".png"); ".bin" for one we do not know.
QString suffixOf(const QString &mediaType);

} // namespace polylogue::app::transfer
