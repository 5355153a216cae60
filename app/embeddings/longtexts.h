// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringList>

namespace polylogue::app::embeddings {

//! \brief Takes \a text apart between sentences, so that no part has more than about \a most
//!        tokens; a sentence that is longer between words, a word that is longer within.
//!
//! All parts together are the text. \param most at least 1, by conversation::estimatedTokens()
QStringList partsOf(const QString &text, qint64 most);

} // namespace polylogue::app::embeddings
