// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/practice/prompt.h"

#include <QString>

#include <optional>

namespace polylogue::app::practice {

//! \brief The JSON text that a request wants as its answer: by response_format, or because the
//!        prompt or the system prompt asks for JSON. Keys come from the schema or from the braces
//!        of the prompt ({"is_correct": boolean ..., "description": ...}).
//! \return nothing where no JSON is wanted.
std::optional<QString> jsonAskedFor(const Prompt &prompt);

} // namespace polylogue::app::practice
