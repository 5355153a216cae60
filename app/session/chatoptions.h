// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/chatsession.h"
#include "app/store/chatrecord.h"

namespace polylogue::app::tools {
class ToolBox;
}

namespace polylogue::app::session {

//! \brief What a chat asks with: its own setup, after its folder's instructions.
//! \param folder nullptr where the chat is in none
//! \param defaultModel where the chat names none
ChatOptions chatOptionsOf(const store::ChatSetup &setup, const store::Folder *folder,
                          const QString &defaultModel);

//! \return what of \a tools a model may call: what \a chosen names, and what was called above, as
//!         servers want to know every function whose calls they are shown.
QList<wire::ToolDefinition> offeredTools(const QStringList &chosen,
                                         const conversation::Conversation &conversation,
                                         const tools::ToolBox &tools);

} // namespace polylogue::app::session
