// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace polylogue::app::transfer {

//! \brief The body of a request that somebody copied: a curl command with -d, --data..., --json or
//!        a here-document, as a POSIX shell reads it; a request's JSON; a list of messages; or the
//!        line "messages": [...] of a program.
//! \return JSON, or what may be some: import tells. Nothing of the command's headers is in it. Not
//!         set where \a pasted is none of these.
std::optional<QByteArray> requestIn(const QString &pasted);

} // namespace polylogue::app::transfer
