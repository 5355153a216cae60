// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <utility>
#include <vector>

namespace polylogue::app::comparison {

//! \brief How many steps a comparison may still take; what goes beyond is compared coarsely.
struct Effort
{
    qint64 steps = 8'000'000;
    bool isExhausted = false;
};

using Pairs = std::vector<std::pair<qsizetype, qsizetype>>;

//! \brief Finds what \a left and \a right have in common, in order: the longest common subsequence
//!        (dtl) where \a effort allows; else only what stands between numbers that both have once.
//! \return the indexes of equal numbers, ascending on both sides.
Pairs commonSequence(const std::vector<int> &left, const std::vector<int> &right, Effort &effort);

} // namespace polylogue::app::comparison
