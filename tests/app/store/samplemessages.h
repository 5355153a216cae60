// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/chatrecord.h"

#include <QRandomGenerator>

namespace polylogue::tests {

//! \brief Text with everything that breaks codecs: quotes, control characters, scripts, emoji,
//! halves
//!        of surrogate pairs.
QString sampleText(QRandomGenerator &random);

//! \brief A message with every field set to something, each kind of part in it.
app::conversation::Message fullMessage();

//! \brief A message whose fields are set or not as \a random has it.
app::conversation::Message sampleMessage(QRandomGenerator &random);

//! \brief A delta with every field set.
app::conversation::MessageDelta fullDelta();

//! \brief What a chat asks with, every field set.
app::store::ChatSetup fullSetup();

//! \brief A chat with every field set, but neither deleted nor with a draft.
app::store::ChatRecord fullChat();

} // namespace polylogue::tests
