// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>

#include <chrono>
#include <variant>

namespace polylogue::tests {

using HeaderList = QList<QPair<QByteArray, QByteArray>>;

//! \brief What a FaultServer does with one request: a script of writes, waits and ways to end.
//!
//! Made whole by the named constructors, or step by step:
//! \code
//! server.on("/v1/chat/completions", Reply::head(200, {{"Content-Type", "text/event-stream"}})
//!                                       .send(event).wait(50ms).send(half).reset());
//! \endcode
//! A script that neither closes nor resets leaves the connection open: silence, after a body whose
//! length was not told.
class Reply
{
public:
    struct Send
    {
        QByteArray bytes = {};
    };
    struct Wait
    {
        std::chrono::milliseconds time = {};
    };
    struct Close
    { };
    struct Reset
    { };
    //! Writes \a block again and again as fast as the client reads.
    struct Flood
    {
        QByteArray block = {};
        qint64 bytes = 0;
    };
    using Step = std::variant<Send, Wait, Close, Reset, Flood>;
    //! When the script begins: after the whole request, after its head while the body is still
    //! being read, or after its head with the body left unread.
    enum class Begin { Body, Head, HeadUnread };

    //! \name Whole answers, with a Content-Length
    //!@{
    static Reply whole(int status, const QByteArray &type, const QByteArray &body,
                       const HeaderList &extra = {});
    static Reply json(const QByteArray &body, int status = 200, const HeaderList &extra = {});
    static Reply html(const QByteArray &body, int status = 200);
    static Reply redirect(int status, const QByteArray &location);
    //!@}

    //! \brief A chunked event stream: each of \a data one "data: ..." event, one write each.
    static Reply events(const QList<QByteArray> &data, std::chrono::milliseconds between = {});
    //! \brief A chat answer of \a words, one delta each, with finish reason, usage and [DONE].
    static Reply chat(const QList<QByteArray> &words, std::chrono::milliseconds between = {});
    //! \brief Only a status line and \a headers; the body is up to the steps that follow.
    static Reply head(int status, const HeaderList &headers = {});
    //! \brief Nothing yet: answers never unless steps follow.
    static Reply nothing();

    Reply &send(const QByteArray &bytes);
    Reply &chunk(const QByteArray &bytes); //!< in chunked framing
    Reply &event(const QByteArray &data); //!< a chunk "data: ...\n\n"
    Reply &endOfChunks();
    Reply &wait(std::chrono::milliseconds time);
    Reply &flood(const QByteArray &block, qint64 bytes);
    Reply &close();
    Reply &reset(); //!< RST instead of FIN
    Reply &when(Begin begin);

    const QList<Step> &steps() const { return m_steps; }
    Begin begin() const { return m_begin; }

private:
    QList<Step> m_steps = {};
    Begin m_begin = Begin::Body;
};

//! \return a chat.completion.chunk with \a text as delta, for Reply::event().
QByteArray textDelta(const QByteArray &text);
//! \return the chunk that ends an answer.
QByteArray finishDelta(const QByteArray &reason = "stop");

} // namespace polylogue::tests
