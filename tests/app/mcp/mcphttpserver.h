// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/mcp/rpcmessage.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace polylogue::tests {

//! \brief A request as McpHttpServer saw it.
struct McpRequest
{
    QByteArray method = {};
    QByteArray path = {};
    QList<QPair<QByteArray, QByteArray>> headers = {}; //!< names in lower case
    QByteArray body = {};
    app::mcp::RpcMessage message = {}; //!< of a POST

    QByteArray header(const QByteArray &name) const;
    QByteArray id() const; //!< as JSON
};

//! \brief What it answers.
struct McpAnswer
{
    int status = 200;
    QByteArray type = "application/json";
    QByteArray body = {};
    QByteArray headers = {}; //!< further lines, each with CR LF
    bool staysOpen = false; //!< a stream that goes on
};

//! \brief A server of tools at an address, whose answers a test writes. In the test's own thread.
class McpHttpServer final : public QTcpServer
{
public:
    using Script = std::function<McpAnswer(const McpRequest &)>;

    //! \param script called for each request
    explicit McpHttpServer(const Script &script);

    QUrl url() const;
    //! \brief Writes to all streams that stayed open.
    void push(const QByteArray &bytes);

    QList<McpRequest> seen;
    //! \return the methods of HTTP and of the messages, in the order they came.
    QStringList seenMethods() const;

private:
    void serve(QTcpSocket *socket);

    Script m_script;
    QList<QTcpSocket *> m_open;
};

//! \return the answer to \a request with \a result.
McpAnswer rpcResult(const McpRequest &request, const QByteArray &result);
//! \return the same as a stream of one event, begun by an empty one.
McpAnswer rpcStream(const McpRequest &request, const QByteArray &result);
McpAnswer rpcError(int status, const QByteArray &id, int code, const QByteArray &message);

} // namespace polylogue::tests
