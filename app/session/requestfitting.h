// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/delivery.h"
#include "app/conversation/message.h"
#include "app/session/chatsession.h"

namespace polylogue::app::session {

//! \brief What of a branch goes into a request.
struct FittedBranch
{
    QList<conversation::Message> messages = {};
    int omitted = 0; //!< messages that were left out because they did not fit

    bool operator==(const FittedBranch &) const = default;
};

//! \brief Leaves out what the user excluded and, where ChatOptions::fitInto is set, the oldest
//! turns
//!        until the estimate fits: whole ones, from a question to the last of its answers, so that
//!        no call is parted from its result. What is pinned stays with its turn, and so does the
//!        last question, which is the one that is being asked.
//!
//! Parameters::maxTokens is kept free for the answer. What cannot be made to fit is sent as it is:
//! the server knows better than our estimate.
FittedBranch fittedBranch(const QList<conversation::Message> &branch, const ChatOptions &options,
                          const attachments::Intake &intake = {});

} // namespace polylogue::app::session
