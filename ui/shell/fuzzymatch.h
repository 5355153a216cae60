// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace polylogue::ui::shell {

struct FuzzyMatch
{
    int score = 0; //!< the more, the better; to compare matches of one pattern
    QList<qsizetype> positions = {}; //!< of the characters found, rising

    bool operator==(const FuzzyMatch &) const = default;
};

//! \brief Whether somebody who types \a pattern may mean \a text.
//!
//! Each of the pattern's words has to occur, its characters in their order; case and accents do not
//! count. Beginnings of words and characters side by side are worth most; letters strewn over a
//! text are no match. An empty pattern matches everything with score 0.
std::optional<FuzzyMatch> fuzzyMatch(const QString &pattern, const QString &text);

} // namespace polylogue::ui::shell
