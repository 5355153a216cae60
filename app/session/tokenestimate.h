// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/conversation/message.h"
#include "app/conversation/tokenweight.h"

namespace polylogue::app::session {

//! \brief Estimates of tokens, for as long as no server has counted. No tokenizer is asked: there
//! is
//!        one for each family of models, and the limit is the server's in any case.
struct TokenEstimate
{
    qint64 text = 0;
    qint64 attachments = 0;

    qint64 total() const { return text + attachments; }
    bool operator==(const TokenEstimate &) const = default;
};

using conversation::estimatedTokens; // of a text

//! \brief What \a message takes in a request: its turn, text, calls and their results, attachments;
//!        not its reasoning, which most servers do not want back.
//!
//! An image counts 1,000 tokens, looked at closely or not known how, and 85 where the user chose a
//! quick look; a document 1,500 for each page. Servers differ from that by a factor of two either
//! way.
TokenEstimate estimatedTokens(const conversation::Message &message);

//! \brief What \a draft would take as a message; nothing where it is empty.
TokenEstimate estimatedTokens(const attachments::Draft &draft);

} // namespace polylogue::app::session
