// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/conversation/contentpart.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <functional>
#include <memory>

class QFile;

namespace polylogue::app::base {
class NewFile;
}

namespace polylogue::app::store {

//! \brief A file on its way into the store; goes with the last who holds it.
using IncomingFile = std::shared_ptr<base::NewFile>;

//! \brief Files named by the SHA-256 of their bytes, each kept once: ROOT/ab/cdef....
//!
//! All functions block on the disk and may be called from any thread.
class BlobStore final
{
public:
    //! \param root made with mode 0700 on the first write
    explicit BlobStore(const QString &root);

    //! \brief Copies what is left of \a source, an open regular file of at most \a maximumSize
    //! bytes,
    //!        to a file beside the blobs, where it can be looked at before it is kept or dropped.
    //! \return ErrorKind::File where it cannot be read or changes meanwhile, ErrorKind::TooLarge.
    //! \param name the file's, for the error
    base::Result<IncomingFile> receive(QFile &source, const QString &name,
                                       qint64 maximumSize) const;
    base::Result<IncomingFile> receive(const QByteArray &bytes) const;
    //! \brief Makes a received file the blob that it is.
    base::Result<conversation::BlobRef> keep(const IncomingFile &incoming,
                                             const QString &mediaType) const;

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
    //! \brief Removes the blobs, and what is left of files on their way in, that nobody has touched
    //!        since \a before and that \a isNeeded does not want.
    base::Status
    removeUnneeded(const QDateTime &before,
                   const std::function<bool(const QByteArray &sha256)> &isNeeded) const;

private:
    base::Result<IncomingFile> begin() const;

    QString m_root;
};

} // namespace polylogue::app::store
