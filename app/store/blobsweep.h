// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QDateTime>
#include <QString>

namespace polylogue::app::store {

//! \brief Removes the attached files that nobody refers to: no message, deleted ones included, no
//!        draft and nothing that waits, and none of those in any backup. Opens connections of its
//!        own.
//!
//! Files get there that were attached and taken out again at once, or whose message was never sent.
//! \param before younger ones stay: somebody may have them in memory only, or be about to use them
//! \return why nothing was removed where the database or a backup cannot be read.
base::Status sweepBlobs(const QString &directory, const QDateTime &before);

} // namespace polylogue::app::store
