// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/probe/probe.h"
#include "app/wire/answerdecoder.h"

namespace polylogue::app::probe {

//! \brief Bytes of an answer, as they come, to a Reply. Pure: no network, no clock.
class ReplyReader
{
public:
    //! \param origin of the server, see conversation::OpaqueMembers
    ReplyReader(const Request &request, const QString &origin);

    //! \param at since the request was sent
    void feed(const QByteArray &bytes, std::chrono::milliseconds at);
    //! \return whether nothing more is of interest.
    bool isDone() const;
    //! \brief Call once. \param failure of the call, if it failed; an answer that was whole before
    //!        it is no failure.
    Reply finish(const std::optional<base::Error> &failure, std::chrono::milliseconds at);
    //! The body so far.
    const QByteArray &body() const { return m_body; }

private:
    void take(const conversation::MessageDelta &delta, std::chrono::milliseconds at);

    std::unique_ptr<wire::AnswerDecoder> m_decoder; // none for embeddings
    qsizetype m_texts = 0;
    QByteArray m_body;
    Reply m_reply;
};

} // namespace polylogue::app::probe
