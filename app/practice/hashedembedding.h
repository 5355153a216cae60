// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <vector>

namespace polylogue::app::practice {

//! \brief A vector of length 1 for \a text: its words, letter triples and topics, hashed. The same
//!        text gives the same vector on every machine; texts that share words or topics lie close.
//! \param dimensions at least 1
std::vector<float> hashedEmbedding(const QString &text, int dimensions);

} // namespace polylogue::app::practice
