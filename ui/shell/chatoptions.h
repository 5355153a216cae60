// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/chatsession.h"
#include "app/store/chatrecord.h"

namespace polylogue::ui::shell {

//! \brief What a chat asks with: its own setup, after its folder's instructions.
//! \param folder nullptr where the chat is in none
//! \param defaultModel where the chat names none
app::session::ChatOptions chatOptionsOf(const app::store::ChatSetup &setup,
                                        const app::store::Folder *folder,
                                        const QString &defaultModel);

} // namespace polylogue::ui::shell
