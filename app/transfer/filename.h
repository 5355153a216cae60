// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace polylogue::app::transfer {

//! \brief A name for a file made of foreign text: of one path component, without what any system
//!        refuses or hides (control and direction characters, Windows's devices, leading dots).
//! \return at most 80 characters and 200 bytes of UTF-8; \a fallback where nothing remains.
QString safeFileName(const QString &text, const QString &fallback);

//! \brief The first of NAME, "NAME (2)", "NAME (3)"... that is not in \a taken, whatever the case;
//!        is added to it. \a suffix (".md") comes last.
QString uniqueFileName(const QString &name, const QString &suffix, QStringList &taken);

} // namespace polylogue::app::transfer
