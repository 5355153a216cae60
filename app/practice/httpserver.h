// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/practice/httprequestparser.h"

#include <QObject>
#include <QTcpServer>

namespace polylogue::app::practice {

class HttpConnection;

//! \brief One request and its answer. Belongs to the connection, which deletes it once the answer
//! is
//!        out or the client is gone; whoever answers later is its child or watches clientGone().
class HttpExchange final : public QObject
{
    Q_OBJECT

public:
    HttpExchange(HttpRequest request, HttpConnection &connection);

    const HttpRequest &request() const { return m_request; }

    //! \brief The whole answer at once. \pre nothing was answered yet
    void answer(int status, const QByteArray &contentType, const QByteArray &body);

    //! \brief Starts an answer of unknown length (chunked; until the end of the connection for
    //!        HTTP/1.0).
    void beginStream(const QByteArray &contentType);
    void write(const QByteArray &bytes);
    void endStream();

    //! \brief Drops the connection in the middle of things, as a failing server would.
    void breakOff();

    //! \return bytes that the client has not taken yet: a reason to write more slowly.
    qint64 bytesToWrite() const;

Q_SIGNALS:
    void clientGone();

private:
    friend class HttpConnection;

    HttpRequest m_request = {};
    HttpConnection &m_connection;
    bool m_isStreaming = false;
};

//! \brief A small HTTP/1.1 server for this machine only: 127.0.0.1, keep-alive, bodies with a
//! length
//!        or in chunks, streamed answers.
//!
//! Refuses by itself what is no request (400, 411, 413, 431, 501, 505), a Host other than this very
//! address and any foreign Origin (403): a web page in the user's browser must not reach it.
class HttpServer final : public QTcpServer
{
    Q_OBJECT

public:
    explicit HttpServer(const HttpLimits &limits = {}, QObject *parent = nullptr);
    ~HttpServer() override;

    //! \param port 0: any free one
    //! \return ErrorKind::Network where the port is taken.
    base::Status start(quint16 port);

    const HttpLimits &limits() const { return m_limits; }

Q_SIGNALS:
    //! Must be answered, now or later. \a exchange is never null.
    void requestReceived(polylogue::app::practice::HttpExchange *exchange);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    HttpLimits m_limits = {};
    qsizetype m_connectionCount = 0;
};

//! \return the body of a refusal, in the words of the gateway: {"detail":"Not Found"}.
QByteArray httpErrorBody(int status);

} // namespace polylogue::app::practice
