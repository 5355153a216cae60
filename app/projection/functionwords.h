// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringView>

namespace polylogue::app::projection {

//! \return whether \a word, in lower case, is one of those that hold sentences together and tell
//!         nothing of what they are about: in English, German, French, Spanish, Italian or Dutch.
bool isFunctionWord(QStringView word);

} // namespace polylogue::app::projection
