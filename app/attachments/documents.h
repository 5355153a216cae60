// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/conversation/contentpart.h"
#include "app/store/blobstore.h"

#include <QByteArray>
#include <QCache>
#include <QHash>
#include <QString>
#include <QStringList>

namespace polylogue::app::attachments {

//! \brief What was made of PDF documents, kept so that it need not be made again, and their
//!        passwords.
//!
//! A folder for each document, named by its SHA-256: CACHE/ab...ef/page-3-1568.jpg, .../text-1. All
//! of it can be made again. Of a document with a password nothing is written to the disk; it and
//! its password are kept in memory until the program ends. Used by one thread.
class Documents final
{
public:
    //! \param blobs where the documents lie; copied
    //! \param cacheFolder made on the first write, for the user alone
    Documents(const store::BlobStore &blobs, const QString &cacheFolder);

    //! \brief Opens the document from now on; an empty \a password forgets it.
    void setPassword(const QByteArray &sha256, const QString &password);
    QString password(const QByteArray &sha256) const { return m_passwords.value(sha256); }

    //! \return where a document's bytes lie; empty where they are gone.
    QString path(const conversation::BlobRef &document) const { return m_blobs.path(document); }

    //! \return where the file \a name of the document's folder lies; empty where nothing of the
    //!         document may be written.
    QString cachePath(const QByteArray &sha256, const QString &name) const;
    //! \return the bytes of that name, from memory or from the disk; null where there are none.
    QByteArray kept(const QByteArray &sha256, const QString &name) const;
    //! \brief Keeps a small thing, on the disk where that is allowed and possible, else in memory.
    void keep(const QByteArray &sha256, const QString &name, const QByteArray &bytes);
    //! \brief The same for what another thread has written, unless it might or could not.
    void keepUnlessWritten(const QByteArray &sha256, const QString &name, const QByteArray &bytes);

    //! \brief Removes what was made of documents that the store no longer has. Blocks on the disk.
    void removeOrphans() const;

private:
    const store::BlobStore m_blobs;
    const QString m_cacheFolder;
    QHash<QByteArray, QString> m_passwords = {}; // by SHA-256
    QCache<QString, QByteArray> m_memory; // what is not on the disk
};

//! \brief Writes \a bytes to \a path whole or not at all, readable by the user alone, and makes its
//!        folder. From any thread.
base::Status writeCacheFile(const QString &path, const QByteArray &bytes);

} // namespace polylogue::app::attachments
