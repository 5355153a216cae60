// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/message.h"

namespace polylogue::test {

//! \return a user's message of one text.
inline app::conversation::Message ownMessage(const QString &text)
{
    app::conversation::Message message;
    message.role = app::conversation::Role::User;
    message.content = {app::conversation::TextPart{text}};
    return message;
}

//! \return a complete answer of one text.
inline app::conversation::Message answer(const QString &text)
{
    app::conversation::Message message;
    message.role = app::conversation::Role::Assistant;
    message.model = QStringLiteral("practice-text");
    message.content = {app::conversation::TextPart{text}};
    return message;
}

} // namespace polylogue::test
