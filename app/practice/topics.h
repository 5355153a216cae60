// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace polylogue::app::practice {

//! \return the topic that a word with this stem belongs to ("sea", "sports"); empty where it is in
//!         none of our lists.
QString topicOfStem(const QString &stem);

} // namespace polylogue::app::practice
