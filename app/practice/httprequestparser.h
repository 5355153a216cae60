// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>

#include <chrono>
#include <utility>

namespace polylogue::app::practice {

struct HttpLimits
{
    qsizetype headSize = 32 * 1024; //!< request line and header fields; more is a 431
    qsizetype bodySize = 64 * 1024 * 1024; //!< decoded; more is a 413
    qsizetype connections = 256; //!< at once; more are closed at once
    std::chrono::milliseconds idle = std::chrono::seconds(30); //!< without a byte from the client
    std::chrono::milliseconds linger = std::chrono::seconds(2); //!< reading on after a refusal
};

struct HttpRequest
{
    QByteArray method = {};
    QByteArray path = {}; //!< percent-decoded, without the query
    QList<QPair<QByteArray, QByteArray>> headers = {}; //!< names in lower case, values trimmed
    QByteArray body = {}; //!< decoded
    bool isHttp11 = true;
    bool keepsAlive = true; //!< whether the client wants another request on this connection

    //! \return the first field called \a name (in lower case); empty where there is none.
    QByteArray header(QByteArrayView name) const;
    bool hasHeader(QByteArrayView name) const;
};

//! \brief The requests of one connection, from bytes cut anywhere (RFC 9112).
//!
//! Feed append(), then call advance() until it needs more.
class HttpRequestParser
{
public:
    enum class Step {
        NeedMore,
        HeadRead, //!< once per request: request() has everything but its body
        RequestRead, //!< request() is whole; call next() before going on
        Failed, //!< status() tells why; nothing of the connection can be trusted any more
    };

    explicit HttpRequestParser(const HttpLimits &limits);

    void append(QByteArrayView bytes);
    Step advance();
    void next(); //!< forgets the request, keeps what was sent behind it

    //! \pre the request is whole
    HttpRequest takeRequest() { return std::exchange(m_request, {}); }
    const HttpRequest &request() const { return m_request; }
    int status() const { return m_status; }
    bool isBetweenRequests() const { return m_state == State::Head && m_buffer.isEmpty(); }
    //! \return whether bytes of the request's body are still to come.
    bool expectsBody() const;

private:
    enum class State { Head, FixedBody, ChunkSize, ChunkData, ChunkEnd, Trailers, Done, Failed };

    Step fail(int status);
    Step readHead();
    bool readFields(const QByteArrayList &lines);
    bool readFraming();
    bool readRequestLine(const QByteArray &line);
    Step readFixedBody();
    Step readChunks();
    //! The parts of a chunk return RequestRead where they are read whole.
    Step readChunkSize();
    Step readChunkData();
    Step readChunkEnd();
    Step readTrailers();

    HttpLimits m_limits = {};
    QByteArray m_buffer = {};
    HttpRequest m_request = {};
    State m_state = State::Head;
    qsizetype m_remaining = 0; //!< of the body or the chunk
    int m_status = 0;
};

} // namespace polylogue::app::practice
