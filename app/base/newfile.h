// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QFile>
#include <QString>

namespace polylogue::app::base {

//! \brief A file that comes into being whole or not at all.
//!
//! It is written under a name of its own and hashed on its way, then put in its place; until that
//! has succeeded nothing that was there is touched, and what was written goes with this object.
//! Functions block on the disk and return ErrorKind::Disk.
class NewFile final
{
public:
    enum class Readers { Owner, AsUsual };

    //! \param directory exists, and is where the file will stay
    explicit NewFile(const QString &directory);
    ~NewFile();
    Q_DISABLE_COPY_MOVE(NewFile)

    Status open(Readers readers);
    Status write(QByteArrayView bytes);

    //! \brief Hands all that was written to the system: whoever opens path() now finds it there.
    Status flush();
    QString path() const { return m_file.fileName(); } //!< until keepAs()

    qint64 size() const { return m_size; } //!< bytes written so far
    //! \return the SHA-256 of what was written so far, 32 raw bytes.
    QByteArray sha256() const { return m_hash.result(); }

    //! \brief Brings everything onto the disk, reads it back and compares; error type
    //!        "not_as_written".
    Status verify();
    //! \brief Brings everything onto the disk and gives the file its name in place of what has that
    //!        name, in one step. To be called once, last.
    Status keepAs(const QString &path);

private:
    Error failure() const;

    QString m_directory;
    QFile m_file;
    QByteArray m_block; // what is not handed to the system yet
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    qint64 m_size = 0;
};

} // namespace polylogue::app::base
