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
transcript::Style paperStyle();

//! \return the leaves of \a message as they stand on paper: without what is only for clicking, code
//!         with its long lines broken, links with their targets.
//! \param width of code in pixels
std::vector<transcript::LeafPlan> paperLeavesOf(const app::conversation::Message &message,
                                                const app::transfer::ExportOptions &options,
                                                const transcript::Style &style, qreal width);

} // namespace polylogue::ui::transfer
