// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace polylogue::ui::transcript {

//! \brief What can be done with a message; the transcript offers it, the shell does it (but Copy).
enum class MessageAction {
    Copy, //!< its text as Markdown
    Edit, //!< own message: in the composer; answer: its text
    Regenerate, //!< another answer by the model in use
    RegenerateWith, //!< another answer, the model is asked for
    Continue, //!< the rest of an answer that broke off
    BranchHere, //!< a new chat with all up to here
    PreviousVersion,
    NextVersion,
    Exclude, //!< left out of requests; again: not
    Pin, //!< stays in requests when the oldest go; again: not
    DeleteMessage,
    DeleteBelow, //!< it and what answers it
    DeleteVersions, //!< all versions of it and what is below them
    ShowOrigin, //!< of a promoted message: the lane that it was taken from
};

//! \return whether \a action has to wait until no answer is coming in and all is loaded.
constexpr bool changesMessages(MessageAction action)
{
    return action != MessageAction::Copy && action != MessageAction::ShowOrigin;
}

} // namespace polylogue::ui::transcript
