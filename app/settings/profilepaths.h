// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QString>

namespace polylogue::app::settings {

//! \brief The folders of one profile; each made with mode 0700 before first use.
struct ProfilePaths
{
    QString config = {}; //!< settings, endpoint profiles
    QString data = {}; //!< conversations, blobs
    QString cache = {}; //!< what can be made again

    bool operator==(const ProfilePaths &) const = default;
};

//! \param profileDirectory the value of --profile; empty: the XDG folders ("polylogue" below each)
//! \return ErrorKind::Disk naming the folder that cannot be made or written.
base::Result<ProfilePaths> profilePaths(const QString &profileDirectory);

} // namespace polylogue::app::settings
