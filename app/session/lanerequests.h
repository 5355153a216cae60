// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/chatsession.h"

#include <QList>
#include <QString>

//! What the requests of a comparison's lanes have in common, and in what they differ. Pure.
namespace polylogue::app::session {

//! \brief A question on a branch and the last answer to it.
struct Turn
{
    conversation::Message question = {};
    std::optional<conversation::Message> answer = {};
    qsizetype row = 0; //!< of the question
};

//! \return the turns of \a branch from the top: each begins with a question.
QList<Turn> turnsOf(const QList<conversation::Message> &branch);

//! \return the letter of the lane at \a position: "A".
QString laneLetter(qsizetype position);

//! \brief What another lane answered.
struct OtherAnswer
{
    QString letter = {};
    QString text = {};
};

//! \return what stands before a question so that a model knows what the others said; for the
//!         model, so in English; empty for none.
QString sharedAnswers(const QList<OtherAnswer> &answers);

//! \brief One thing in which a lane's requests differ from those of another, besides the model.
struct LaneDifference
{
    QString field = {}; //!< as on the wire ("temperature"), or "system_prompt"
    QString value = {}; //!< of the lane, as JSON would have it; empty: not set there

    bool operator==(const LaneDifference &) const = default;
};

QList<LaneDifference> differencesOf(const ChatOptions &lane, const ChatOptions &reference);

} // namespace polylogue::app::session
