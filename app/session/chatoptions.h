// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/chatsession.h"
#include "app/store/chatrecord.h"

namespace polylogue::app::session {

//! \brief What a chat asks with: its own setup, after its folder's instructions.
//! \param folder nullptr where the chat is in none
//! \param defaultModel where the chat names none
ChatOptions chatOptionsOf(const store::ChatSetup &setup, const store::Folder *folder,
                          const QString &defaultModel);

} // namespace polylogue::app::session
