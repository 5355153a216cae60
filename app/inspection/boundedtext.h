// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace polylogue::app::inspection {

//! \brief A text of any size as it can be shown at once: its beginning and, where it is too long,
//!        its end. Lines of more than 4,000 characters are broken.
struct BoundedText
{
    QString head = {};
    QString tail = {}; //!< empty where nothing was left out
    qsizetype omitted = 0; //!< characters between the two

    bool operator==(const BoundedText &) const = default;
};

inline constexpr qsizetype mostShownCharacters = 256 * 1024;

BoundedText bounded(const QString &text, qsizetype most = mostShownCharacters);

} // namespace polylogue::app::inspection
