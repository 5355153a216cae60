// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/filekinds.h"

#include <QStringList>

namespace polylogue::ui::composer {

//! \brief What is in folders that somebody dropped.
struct FolderContent
{
    static constexpr int MaximumFiles = 100; //!< that are attached at once

    QStringList folders = {};
    QStringList files =
        {}; //!< that can be attached, by their names, in order; at most MaximumFiles
    text::FileKinds kinds = {}; //!< of all that were seen
    bool hasMore = false; //!< more can be attached, or looking ended early
};

//! \brief Looks through folders, hidden files and links left out; blocks on the disk, for a second
//!        at most.
FolderContent contentOf(const QStringList &folders);

} // namespace polylogue::ui::composer
