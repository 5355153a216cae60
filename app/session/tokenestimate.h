// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/attachments/delivery.h"
#include "app/attachments/fileweight.h"
#include "app/conversation/message.h"
#include "app/conversation/tokenweight.h"

namespace polylogue::app::session {

//! \brief Estimates of tokens, for as long as no server has counted. No tokenizer is asked: there
//!        is one for each family of models, and the limit is the server's in any case.
struct TokenEstimate
{
    qint64 text = 0;
    qint64 attachments = 0;
    qint64 bytes = 0; //!< of texts and files in the request's body

    TokenEstimate &operator+=(const TokenEstimate &other);
    TokenEstimate &operator-=(const TokenEstimate &other);
    TokenEstimate &operator+=(const attachments::FileWeight &file);
    qint64 total() const { return text + attachments; }
    bool operator==(const TokenEstimate &) const = default;
};

using conversation::estimatedTokens; // of a text

//! \brief What \a message takes in a request: its turn, text, calls and their results, and its
//!        files on the rungs that \a intake leaves them (attachments::weightOf()); not its
//!        reasoning, which most servers do not want back.
TokenEstimate estimatedTokens(const conversation::Message &message,
                              const attachments::Intake &intake = {});

//! \brief The same for a message that is being written, with files that weigh \a files.
TokenEstimate estimatedTokens(const QString &text, const attachments::FileWeight &files);

//! \overload with the weight of the files of \a draft that are ready.
TokenEstimate estimatedTokens(const attachments::Draft &draft,
                              const attachments::Intake &intake = {});

} // namespace polylogue::app::session
