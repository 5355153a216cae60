// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/conversation/message.h"
#include "app/session/chatsession.h"

namespace polylogue::app::session {

//! \brief How many tokens the next request would take, by part; estimates but where a server
//! counted.
struct ContextUse
{
    qint64 systemPrompt = 0;
    qint64 messages = 0; //!< texts of the branch that will be sent
    qint64 attachments = 0; //!< of the branch
    qint64 draft = 0; //!< text and attachments being written
    std::optional<qint64> limit = {}; //!< the model's context length, where known
    bool isEstimate = true; //!< false: all of it was counted by the server

    qint64 total() const { return systemPrompt + messages + attachments + draft; }
    bool isOverLimit() const { return limit && total() > *limit; }
    bool operator==(const ContextUse &) const = default;
};

//! \brief Estimates tokens of \a text: about four bytes of UTF-8 each, fewer for other scripts.
qint64 estimatedTokens(const QString &text);

//! \brief Adds up a branch; keeps counts of messages by id, so that a keystroke costs no more in a
//!        chat of 50,000 messages than in an empty one.
class ContextMeter final : public QObject
{
    Q_OBJECT

public:
    //! \param conversation outlives this
    explicit ContextMeter(conversation::Conversation &conversation, QObject *parent = nullptr);
    ~ContextMeter() override;

    ContextUse use(const attachments::Draft &draft, const ChatOptions &options) const;

Q_SIGNALS:
    void changed(); //!< of the branch

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::session
