// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/messagedelta.h"

#include <optional>

class QJsonValue;

namespace polylogue::app::wire {

//! \brief Token counts under the names that servers use (snake_case, camelCase, input/output).
//!
//! What follows from the other two is filled in. \return not set where there is no count.
std::optional<conversation::Usage> decodeUsage(const QJsonValue &usage);

} // namespace polylogue::app::wire
