// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/conversation/messagedelta.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace polylogue::app::wire {

//! \brief Decodes one answer to a chat request: whatever form it has, however the bytes are cut.
//!
//! Server-sent events, one JSON body, or neither (a web page, plain text) are told apart by what
//! they begin with, not by what was asked for or announced. Pure: no network, no clock.
//! Limits: 64 MiB a line, event and answer, JSON depth 64; beyond them error() is set.
class AnswerDecoder
{
public:
    struct Options
    {
        bool readsThinkTags = true; //!< a leading <think>...</think> is reasoning
        QString origin = {}; //!< goes into OpaqueMembers
    };

    AnswerDecoder();
    explicit AnswerDecoder(const Options &options);
    ~AnswerDecoder();
    Q_DISABLE_COPY_MOVE(AnswerDecoder)

    //! \return what \a bytes add; several events in one read are one delta.
    conversation::MessageDelta feed(QByteArrayView bytes);
    //! \brief The body has ended (or the connection broke). Call once.
    //! \return what was still held back; afterwards error() tells whether the answer is whole.
    conversation::MessageDelta finish();

    //! A finish reason or [DONE] was seen: the answer is whole, only usage may follow.
    bool isComplete() const;
    //! [DONE] was seen: nothing may follow.
    bool isDone() const;
    //! \brief Why there is no (whole) answer; text that came before it stays valid.
    //!
    //! During the stream: an error that the server sent (Error::kind by its words, see
    //! classifyError()) or a limit (ErrorKind::TooLarge). After finish() also
    //! ErrorKind::Incomplete ("incomplete_stream"), ErrorKind::Protocol ("empty_stream",
    //! "empty_response") and ErrorKind::WrongAddress ("html").
    std::optional<base::Error> error() const;
    //! Events that were no JSON and were skipped.
    int malformedCount() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::wire
