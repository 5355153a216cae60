// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/message.h"
#include "app/session/chatsession.h"
#include "app/session/tokenestimate.h"

namespace polylogue::app::session {

//! \brief How many tokens the next request would take, by part; estimates but where a server
//!        counted.
struct ContextUse
{
    qint64 systemPrompt = 0;
    qint64 messages = 0; //!< texts of the branch that will be sent
    qint64 attachments = 0; //!< of the branch
    qint64 draft = 0; //!< text and attachments being written
    //! The model's context length: ChatOptions::fitInto; where that is not set, the caller may
    //! know.
    std::optional<qint64> limit = {};
    bool isEstimate = true; //!< false: all of it was counted by the server
    qint64 bytes = 0; //!< of the request's texts and files, the draft's included

    qint64 total() const { return systemPrompt + messages + attachments + draft; }
    bool isOverLimit() const { return limit && total() > *limit; }
    bool operator==(const ContextUse &) const = default;
};

//! \brief Adds up a branch; keeps counts of messages by id, so that a keystroke costs no more in a
//!        chat of 50,000 messages than in an empty one.
//!
//! Files count on the rung that the model's intake leaves them, with the pages that were chosen,
//! for as many turns as they are in context.
//!
//! Where the server counted the last answer and its request, that stands for all up to it: then the
//! texts get what the estimates of the other parts leave of it. It does not where something above
//! was left out, edited or deleted since, where another model is asked, or where the request had
//! left out messages itself.
class ContextMeter final : public QObject
{
    Q_OBJECT

public:
    //! \param conversation outlives this
    explicit ContextMeter(conversation::Conversation &conversation,
                          const attachments::Intake &intake = {}, QObject *parent = nullptr);
    ~ContextMeter() override;

    //! \brief What is known of the files that the model takes that will be asked.
    void setIntake(const attachments::Intake &intake);
    //! \brief What is known: of a long branch that has just been come to, all but the end is
    //! counted
    //!        bit by bit, and changed() tells when it is.
    ContextUse use(const TokenEstimate &draft, const ChatOptions &options) const;
    //! \brief Counts now what is still to be counted, for who has to know.
    void complete();
    //! \return how many messages have been looked at since this was made: what its work grows by.
    qint64 visits() const;

Q_SIGNALS:
    void changed(); //!< of the branch

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::session
