// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/conversation.h"

#include <functional>

namespace polylogue::test {

//! \return questions and answers in turn, each the child of the one before; the answers are of
//! about
//!         \a characters.
QList<app::conversation::Message> chain(int count, int characters);

//! \brief Loads \a messages into \a conversation from their end, in pieces of \a rows; calls
//!        \a between after each but the last.
void loadInPieces(app::conversation::Conversation &conversation,
                  const QList<app::conversation::Message> &messages, int rows,
                  const std::function<void()> &between = {});

} // namespace polylogue::test
