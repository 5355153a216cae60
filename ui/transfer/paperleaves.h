// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/message.h"
#include "app/transfer/exportrequest.h"
#include "ui/transcript/messageleaves.h"
#include "ui/transcript/style.h"

namespace polylogue::ui::transfer {

//! \brief The transcript's look on paper: always light, of fixed sizes, in device-independent
//!        pixels.
//! \param formulas whether they are set
transcript::Style paperStyle(bool formulas);

//! \return the leaves of \a message as they stand on paper: without what is only for clicking, code
//!         with its long lines broken, links with their targets.
//! \param width of code in pixels
std::vector<transcript::LeafPlan> paperLeavesOf(const app::conversation::Message &message,
                                                const app::transfer::ExportOptions &options,
                                                const transcript::Style &style, qreal width);

//! \return whether all formulas of \a content are known; those that are not are asked for.
bool areFormulasKnown(const transcript::LeafContent &content, const transcript::Style &style);

} // namespace polylogue::ui::transfer
