// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/comparison/sequences.h"

#include <vector>

namespace polylogue::app::comparison {

//! \brief The words of a sentence as numbers, sorted: what it is compared by.
using WordBag = std::vector<int>;

//! \return how many words two sentences share, of all they have (Dice): 0..1.
double sharedWords(const WordBag &left, const WordBag &right);

//! \brief Finds sentences that say much the same: pairs in order, with at least 40 % shared words,
//!        so that as much as possible is shared in all. Beyond \a effort no pair is found.
Pairs similarSentences(const std::vector<WordBag> &left, const std::vector<WordBag> &right,
                       Effort &effort);

} // namespace polylogue::app::comparison
