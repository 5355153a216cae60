// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/attachmentfiles.h"

#include "app/attachments/attachmentjob.h"
#include "app/base/platform.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace polylogue::app::transfer {

base::Result<QByteArray> readBlob(const store::BlobStore &blobs, const conversation::BlobRef &blob)
{
    const QString path = blobs.path(blob);
    if (path.isEmpty())
        return base::Error{.kind = base::ErrorKind::File, .type = u"not_found"_s};
    const auto file = base::openRegularFile(path);
    if (!file)
        return file.error();
    const QByteArray bytes = (*file)->read(attachments::maximumAttachmentSize + 1);
    if (QCryptographicHash::hash(bytes, QCryptographicHash::Sha256) != blob.sha256)
        return base::Error{.kind = base::ErrorKind::File, .type = u"damaged"_s};
    return bytes;
}

QString suffixOf(const QString &mediaType)
{
    if (mediaType == "image/png"_L1)
        return u".png"_s;
    if (mediaType == "image/jpeg"_L1)
        return u".jpg"_s;
    if (mediaType == "image/gif"_L1)
        return u".gif"_s;
    if (mediaType == "image/webp"_L1)
        return u".webp"_s;
    if (mediaType == "application/pdf"_L1)
        return u".pdf"_s;
    if (mediaType == "text/plain"_L1)
        return u".txt"_s;
    return u".bin"_s;
}

} // namespace polylogue::app::transfer
