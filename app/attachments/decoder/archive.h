// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>

class QIODevice;

namespace polylogue::app::attachments {

//! \brief A ZIP archive that somebody sent: entries are read by name, no more than fits into
//! memory,
//!        whatever the archive says of their sizes.
class Archive final
{
public:
    //! \param device random access, outlives this
    explicit Archive(QIODevice &device);
    ~Archive();
    Q_DISABLE_COPY_MOVE(Archive)

    bool open();
    bool contains(const QString &name) const;
    //! \return nothing where there is no such entry, it is damaged or encrypted, or takes, with
    //! those
    //!         read before, more than 64 MiB; the last is told by isTooLarge().
    std::optional<QByteArray> read(const QString &name);
    bool isTooLarge() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::attachments
