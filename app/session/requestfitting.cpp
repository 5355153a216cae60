// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/requestfitting.h"

#include "app/session/tokenestimate.h"

namespace polylogue::app::session {

using conversation::Message;
using conversation::Role;

namespace {

//! A question and all that answers it; or what a system message says.
struct Turn
{
    qsizetype first = 0;
    qsizetype count = 0;
    qint64 tokens = 0;
    bool mustStay = false;
};

QList<Turn> turnsOf(const QList<Message> &messages, const attachments::Intake &intake)
{
    QList<Turn> turns;
    Role role = Role::System;
    for (qsizetype i = 0; i < messages.size(); ++i) {
        const Message &message = messages.at(i);
        const bool beginsTurn = message.role == Role::System
            || (message.role == Role::User && role != Role::User) || role == Role::System;
        if (turns.isEmpty() || beginsTurn)
            turns.append(Turn{.first = i});
        role = message.role;
        Turn &turn = turns.last();
        ++turn.count;
        turn.tokens += estimatedTokens(message, intake).total();
        turn.mustStay |= message.isPinned || message.role == Role::System;
    }
    if (!turns.isEmpty())
        turns.last().mustStay = true;
    return turns;
}

} // namespace

FittedBranch fittedBranch(const QList<Message> &branch, const ChatOptions &options,
                          const attachments::Intake &intake)
{
    FittedBranch fitted;
    fitted.messages.reserve(branch.size());
    for (qsizetype i = 0; i < branch.size(); ++i) {
        if (!branch.at(i).isExcluded || i == branch.size() - 1)
            fitted.messages.append(branch.at(i));
    }
    if (!options.fitInto)
        return fitted;

    const QList<Turn> turns = turnsOf(fitted.messages, intake);
    qint64 tokens =
        estimatedTokens(options.systemPrompt) + options.parameters.maxTokens.value_or(0);
    for (const Turn &turn : turns)
        tokens += turn.tokens;
    QList<Message> kept;
    for (const Turn &turn : turns) {
        if (tokens > *options.fitInto && !turn.mustStay) {
            tokens -= turn.tokens;
            fitted.omitted += static_cast<int>(turn.count);
        } else {
            kept.append(fitted.messages.sliced(turn.first, turn.count));
        }
    }
    fitted.messages = kept;
    return fitted;
}

} // namespace polylogue::app::session
