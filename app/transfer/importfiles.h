// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QIODevice>
#include <QStringList>

#include <memory>

namespace polylogue::app::transfer {

//! \brief The files that came together: a zip archive, or a folder. Only ever read; names are
//! looked
//!        up and never become paths to write to.
class ImportFiles
{
public:
    ImportFiles() = default;
    virtual ~ImportFiles();
    Q_DISABLE_COPY_MOVE(ImportFiles)

    //! \return names relative to the whole, parts separated by '/'; at most 100,000.
    const QStringList &names() const { return m_names; }
    //! \brief Opens the file \a name for reading from its beginning to its end.
    //! \return ErrorKind::File.
    virtual base::Result<std::unique_ptr<QIODevice>> open(const QString &name) const = 0;
    //! \return bytes of \a name as it is stored; 0 where that is not known.
    virtual qint64 storedSize(const QString &name) const = 0;

protected:
    QStringList m_names;
};

//! \brief Opens a file that the user chose.
//! \param document where it is a document itself: its name within what is returned, which is its
//!        folder then; empty: it is a zip archive
//! \return ErrorKind::File, type "zip" where it is a zip archive that cannot be read.
base::Result<std::unique_ptr<ImportFiles>> openImport(const QString &path, QString &document);

//! \return how many bytes may come out of \a name: no more than text or pictures pack well.
qint64 mostBytesOf(const ImportFiles &files, const QString &name);

//! \brief Reads a file whole.
//! \return ErrorKind::TooLarge beyond \a maximum bytes or mostBytesOf(), ErrorKind::File.
base::Result<QByteArray> readWhole(const ImportFiles &files, const QString &name, qint64 maximum);

} // namespace polylogue::app::transfer
