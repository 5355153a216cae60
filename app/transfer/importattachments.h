// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/message.h"
#include "app/store/blobstore.h"
#include "app/transfer/importfiles.h"

#include <QHash>
#include <QMultiMap>
#include <QSize>

#include <optional>

namespace polylogue::app::transfer {

//! \brief Takes the files of imported messages into the store: known by their first bytes, of the
//!        kinds that can be sent, at most 100 MiB each.
class ImportAttachments final
{
public:
    //! \param files, \a blobs outlive this
    ImportAttachments(const ImportFiles &files, const store::BlobStore &blobs);

    //! \return the bytes as a part of a message; not set, and counted as missing, where we do not
    //!         take them.
    std::optional<conversation::ContentPart> take(const QByteArray &bytes, const QString &fileName,
                                                  const QSize &pixelSize = {});
    //! \brief "data:image/png;base64,..."
    std::optional<conversation::ContentPart> takeDataUri(const QString &uri,
                                                         const QString &fileName);
    //! \brief The file whose name, without its folder, begins with \a beginning.
    std::optional<conversation::ContentPart>
    takeNamed(const QString &beginning, const QString &fileName, const QSize &pixelSize);

    //! \brief Sees to it that the files of \a message are in the store: out of our own folder of
    //!        attachments, if there; puts right what is said of their kind and size.
    void complete(conversation::Message &message);
    //! \brief Takes \a bytes whose SHA-256 is said to be \a sha256; others are counted as missing.
    void takeOwn(const QByteArray &sha256, const QByteArray &bytes);

    int missing() const { return m_missing; } //!< how many were not there or not taken
    //! \return why the disk took no more; such a failure ends an import.
    const std::optional<base::Error> &diskError() const { return m_diskError; }

private:
    std::optional<conversation::BlobRef> store(const QByteArray &bytes, const QString &mediaType);
    std::optional<conversation::BlobRef> findOwn(const QByteArray &sha256);
    //! \return the path of the first file, by its own name, that begins with \a beginning.
    QString pathOf(const QString &beginning) const;

    const ImportFiles &m_files;
    const store::BlobStore &m_blobs;
    QMultiMap<QString, QString> m_paths; // by the files' own names, without their folders
    QHash<QByteArray, conversation::BlobRef> m_own; // by hash: what came and what was looked for
    std::optional<base::Error> m_diskError;
    int m_missing = 0;
};

} // namespace polylogue::app::transfer
