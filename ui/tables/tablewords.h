// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"

#include <QString>

namespace polylogue::ui::tables {

//! \return why a table cannot be read, in a sentence.
QString tableErrorText(const app::base::Error &error);

} // namespace polylogue::ui::tables
