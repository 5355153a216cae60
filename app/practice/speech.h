// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace polylogue::app::practice {

//! \brief \a text as a pirate would say it; code is left alone.
QString inPirateSpeech(const QString &text);

//! \brief \a text in the manner that the system prompt asks for, as far as rules can: as a pirate,
//! in
//!        capitals, in one sentence, with given first or last words. A prompt that asks for
//!        anything else is mentioned.
QString inMannerOf(const QString &systemPrompt, const QString &text);

} // namespace polylogue::app::practice
