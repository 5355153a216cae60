// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/mcp/serverconfig.h"
#include "app/mcp/transport.h"
#include "app/net/httpclient.h"
#include "app/wire/ssedecoder.h"

#include <QTimer>

#include <chrono>
#include <map>
#include <memory>

namespace polylogue::app::mcp {

//! \brief A server at an address ("Streamable HTTP"): each message is a POST, answered by JSON or
//!        by a stream of events.
//!
//! Only the address of the configuration is ever asked: nothing that a server says (redirects, the
//! pages of a login) leads anywhere else.
class HttpTransport final : public Transport
{
    Q_OBJECT

public:
    //! \param config expanded(), with its secrets
    //! \param approval as for StdioTransport
    //! \param pause before the server's own stream is asked for again
    HttpTransport(net::HttpClient &client, const ServerConfig &config, const QByteArray &approval,
                  std::chrono::milliseconds pause = std::chrono::seconds(3));
    ~HttpTransport() override;

    //! ended() with ErrorKind::Forbidden ("not_approved") or ErrorKind::WrongAddress ("not_a_url",
    //! "user_info"). failed() with the errors of HttpCall, of the status, and ErrorKind::Incomplete
    //! of type "session_lost" where the server has forgotten us.
    void open() override;
    void send(const Outgoing &message) override;
    void forget(qint64 id) override;
    void listen(const QString &version) override;
    void close() override;

private:
    struct Exchange;

    net::EndpointAccess access(const Outgoing &message) const;
    void get();
    void begin(std::unique_ptr<Exchange> exchange);
    void onHeaders(int key);
    void onBytes(int key, const QByteArray &bytes);
    void onFinished(int key);
    void onFailed(int key, const base::Error &error);
    void onRefused(const Exchange &exchange, int status);
    void tell(const QList<wire::SseEvent> &events);
    void drop(int key);

    net::HttpClient &m_client;
    ServerConfig m_config;
    QByteArray m_approval;
    net::EndpointAccess m_access;
    std::map<int, std::unique_ptr<Exchange>> m_exchanges;
    int m_lastKey = 0;
    QByteArray m_session; // as the server named it; empty: none
    QString m_version;
    QTimer m_listenAgain;
    int m_vainStreams = 0; // of the server's own, in a row
    QTimer m_goodbye;
    bool m_isClosing = false;
};

} // namespace polylogue::app::mcp
