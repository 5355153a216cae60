// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/gridrecord.h"

#include <QString>

#include <optional>

namespace polylogue::app::grid {

//! \return whether \a answer is as \a expected; not set where nothing is expected, or the pattern
//!         is none, or takes more steps than a pattern may.
std::optional<bool> isAsExpected(const QString &answer, const QString &expected,
                                 store::Expectation how);

} // namespace polylogue::app::grid
