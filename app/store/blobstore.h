// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/conversation/contentpart.h"

#include <QByteArray>
#include <QString>

namespace polylogue::app::store {

//! \brief Files named by the SHA-256 of their bytes, each kept once: ROOT/ab/cdef....
//!
//! All functions block on the disk and may be called from any thread.
class BlobStore final
{
public:
    //! \param root made with mode 0700 on the first write
    explicit BlobStore(const QString &root);

    //! \return the blob's name; ErrorKind::Disk where it cannot be written whole.
    base::Result<conversation::BlobRef> put(const QByteArray &bytes,
                                            const QString &mediaType) const;
    //! \brief Copies a regular file (no link, FIFO or device; app/README.md) of at most
    //!        \a maximumSize bytes.
    //! \return ErrorKind::File where it cannot be read or changes meanwhile, ErrorKind::TooLarge.
    base::Result<conversation::BlobRef> putFile(const QString &path, const QString &mediaType,
                                                qint64 maximumSize) const;
    //! \return where the bytes lie; empty where there is no such blob.
    QString path(const conversation::BlobRef &blob) const;
    //! \brief Removes a blob for good; one that is not there is no error.
    base::Status remove(const QByteArray &sha256) const;

private:
    QString m_root;
};

} // namespace polylogue::app::store
