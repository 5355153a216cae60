// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/practice/practiceanswer.h"

namespace polylogue::app::practice {

//! \brief How \a text asks the answer to come, whatever it says: an HTTP error, broken off,
//! filtered,
//!        late, slow, fast.
//! \return an answer without words that has just that.
PlannedAnswer deliveryAskedFor(const QString &text);

} // namespace polylogue::app::practice
