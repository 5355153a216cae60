// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/mcp/mcphttpserver.h"

#include "app/json/jsoncodec.h"

using namespace Qt::StringLiterals;

namespace polylogue::tests {

QByteArray McpRequest::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key == name)
            return value;
    }
    return {};
}

QByteArray McpRequest::id() const
{
    return app::json::write(message.id);
}

McpHttpServer::McpHttpServer(const Script &script)
    : m_script(script)
{
    listen(QHostAddress::LocalHost);
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(socket); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                m_open.removeAll(socket);
                socket->deleteLater();
            });
        }
    });
}

QUrl McpHttpServer::url() const
{
    return QUrl(u"http://127.0.0.1:%1/mcp?tenant=a"_s.arg(serverPort()));
}

void McpHttpServer::push(const QByteArray &bytes)
{
    for (QTcpSocket *socket : std::as_const(m_open))
        socket->write(bytes);
}

QStringList McpHttpServer::seenMethods() const
{
    QStringList methods;
    for (const McpRequest &request : seen)
        methods.append(QString::fromLatin1(request.method) + u' ' + request.message.method);
    return methods;
}

//! Once the whole request is there: it stays in the socket until then.
void McpHttpServer::serve(QTcpSocket *socket)
{
    const QByteArray bytes = socket->peek(socket->bytesAvailable());
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    QList<QByteArray> lines = bytes.first(end).split('\n');
    const QList<QByteArray> first = lines.takeFirst().trimmed().split(' ');
    McpRequest request{.method = first.value(0), .path = first.value(1)};
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append({line.first(colon).toLower(), line.sliced(colon + 1).trimmed()});
    }
    const qsizetype size = request.header("content-length").toLongLong();
    if (bytes.size() < end + 4 + size)
        return;
    request.body = bytes.mid(end + 4, size);
    socket->skip(end + 4 + size);
    if (const auto messages = app::mcp::decodeRpc(request.body))
        request.message = messages->first();
    seen.append(request);
    const McpAnswer answer = m_script(request);
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status)
        + " Answer\r\nContent-Type: " + answer.type + "\r\n" + answer.headers;
    if (!answer.staysOpen)
        head += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
    socket->write(head + "Connection: close\r\n\r\n" + answer.body);
    if (answer.staysOpen)
        m_open.append(socket);
    else
        socket->disconnectFromHost();
}

McpAnswer rpcResult(const McpRequest &request, const QByteArray &result)
{
    return {.body = R"({"jsonrpc":"2.0","id":)" + request.id() + R"(,"result":)" + result + '}'};
}

McpAnswer rpcStream(const McpRequest &request, const QByteArray &result)
{
    return {.type = "text/event-stream",
            .body = "id: 1\ndata:\n\nevent: message\nid: 2\ndata: "
                + rpcResult(request, result).body + "\n\n"};
}

McpAnswer rpcError(int status, const QByteArray &id, int code, const QByteArray &message)
{
    return {.status = status,
            .body = R"({"jsonrpc":"2.0","id":)" + id + R"(,"error":{"code":)"
                + QByteArray::number(code) + R"(,"message":")" + message + R"("}})"};
}

} // namespace polylogue::tests
