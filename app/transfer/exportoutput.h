// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/newfile.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace polylogue::app::transfer {

//! \brief A file that an export has written.
struct ExportedFile
{
    QString name = {}; //!< within the folder, parts separated by '/'
    qint64 size = 0; //!< bytes
    QByteArray sha256 = {}; //!< 32 raw bytes

    bool operator==(const ExportedFile &) const = default;
};

//! \brief Where an export goes: one file, or a folder of files. Whole or not at all.
//!
//! Everything is written beside the target, read back, and put in its place by commit(); without
//! that it goes with this object. After the first failure all calls do nothing; status() tells.
class ExportOutput final
{
public:
    enum class Form { File, Folder };

    //! \param target the file, which is replaced, or the folder, which must not be there
    //! \param goesOn is asked after every step and told how many there were; false cancels
    ExportOutput(const QString &target, Form form, std::function<bool(qint64 steps)> goesOn);
    ~ExportOutput();
    Q_DISABLE_COPY_MOVE(ExportOutput)

    //! \brief Begins the file \a name of the folder; of a single file the name does not matter.
    void begin(const QString &name);
    void write(QByteArrayView bytes);
    void write(QStringView text) { write(text.toUtf8()); }
    void end(); //!< \pre begin()
    void step(); //!< one message or attachment is done
    void commit();

    bool isGood() const { return !m_error; }
    base::Status status() const;
    const QList<ExportedFile> &files() const { return m_files; }
    qint64 bytes() const;

private:
    void take(const base::Status &status);
    QString directory() const;

    QString m_target;
    Form m_form;
    std::function<bool(qint64)> m_goesOn;
    QString m_folder; // beside the target, while it is written
    std::unique_ptr<base::NewFile> m_file;
    QString m_name;
    QList<ExportedFile> m_files;
    std::optional<base::Error> m_error;
    qint64 m_steps = 0;
};

} // namespace polylogue::app::transfer
