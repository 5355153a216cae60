// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/practice/prompt.h"

#include <QString>

#include <optional>
#include <vector>

namespace polylogue::app::practice {

struct ToolPlan
{
    std::vector<CalledFunction> calls = {}; //!< of this round, independent of each other
    QString text = {}; //!< where there is nothing (more) to call
};

//! \brief What to do about tools: call those that the prompt speaks of, each once a turn, in rounds
//!        where one needs another's result; then say what came out.
//! \return nothing where tools have no part in the answer.
std::optional<ToolPlan> planTools(const Prompt &prompt);

} // namespace polylogue::app::practice
