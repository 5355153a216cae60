// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/conversation/message.h"

namespace polylogue::app::session {

//! \return the user's message that \a draft becomes: its files, then its text.
conversation::Message questionOf(const attachments::Draft &draft);

//! \return what was written as \a question, to be written anew.
attachments::Draft draftOf(const conversation::Message &question);

} // namespace polylogue::app::session
