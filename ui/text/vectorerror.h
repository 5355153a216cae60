// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"

#include <QString>

namespace polylogue::ui::text {

//! \return what is wrong with a file of vectors (embeddings::readVectorFile()), in a sentence;
//! empty
//!         where the error is about something else.
QString vectorErrorText(const app::base::Error &error);

} // namespace polylogue::ui::text
