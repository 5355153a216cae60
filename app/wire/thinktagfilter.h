// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <optional>

namespace polylogue::app::wire {

//! \brief Parts the thoughts that some models write as <think>...</think> from their answer.
//!
//! Only at the start of an answer; tags in its middle or in code are text. A closing tag whose
//! opening one the chat template already gave shows only later: finish() sorts that out.
class ThinkTagFilter
{
public:
    struct Piece
    {
        QString reasoning = {};
        QString text = {};
        //! Set by finish() only: all text given out so far was reasoning and is this instead.
        std::optional<QString> replacedText = {};

        bool operator==(const Piece &) const = default;
    };

    Piece feed(const QString &text);
    //! \param whole all that was fed, in one.
    Piece finish(const QString &whole);

private:
    void takeStart(Piece &piece);
    void takeThought(Piece &piece);

    enum class State { Start, Thought, AfterTag, Answer };
    State m_state = State::Start;
    QString m_held; // what may yet turn out to be a tag or its margin
    bool m_hasThought = false;
    bool m_hadTag = false;
};

} // namespace polylogue::app::wire
