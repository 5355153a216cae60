// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/message.h"

#include <QString>

namespace polylogue::app::session {

//! \brief What a chat is called after its first question, until the user gives it a name.
//! \return the first line of \a message without Markdown's signs, at most 60 characters; empty
//!         where it has no text.
QString titleOf(const conversation::Message &message);

} // namespace polylogue::app::session
