// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/httpserver.h"

#include "app/practice/httpconnection.h"

#include <QHostAddress>

#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

HttpExchange::HttpExchange(HttpRequest request, HttpConnection &connection)
    : QObject(&connection)
    , m_request(std::move(request))
    , m_connection(connection)
{ }

void HttpExchange::answer(int status, const QByteArray &contentType, const QByteArray &body)
{
    m_connection.writeHead(status, contentType,
                           "Content-Length: "_ba + QByteArray::number(body.size()));
    if (m_request.method != "HEAD")
        m_connection.write(body);
    m_connection.finishExchange();
}

void HttpExchange::beginStream(const QByteArray &contentType)
{
    m_isStreaming = true;
    if (!m_request.isHttp11)
        m_connection.closeAfterwards();
    m_connection.writeHead(200, contentType,
                           m_request.isHttp11 ? "Transfer-Encoding: chunked"_ba : ""_ba);
}

void HttpExchange::write(const QByteArray &bytes)
{
    Q_ASSERT(m_isStreaming);
    if (bytes.isEmpty())
        return; // an empty chunk would end the answer
    m_connection.write(m_request.isHttp11
                           ? QByteArray::number(bytes.size(), 16) + "\r\n"_ba + bytes + "\r\n"_ba
                           : bytes);
}

void HttpExchange::endStream()
{
    Q_ASSERT(m_isStreaming);
    if (m_request.isHttp11)
        m_connection.write("0\r\n\r\n"_ba);
    m_connection.finishExchange();
}

void HttpExchange::breakOff()
{
    m_connection.breakOff();
}

qint64 HttpExchange::bytesToWrite() const
{
    return m_connection.bytesToWrite();
}

HttpServer::HttpServer(const HttpLimits &limits, QObject *parent)
    : QTcpServer(parent)
    , m_limits(limits)
{ }

HttpServer::~HttpServer() = default;

base::Status HttpServer::start(quint16 port)
{
    if (listen(QHostAddress(QHostAddress::LocalHost), port))
        return {};
    return base::Error{.kind = base::ErrorKind::Network,
                       .detail = errorString(),
                       .subject = u"127.0.0.1:%1"_s.arg(port)};
}

void HttpServer::incomingConnection(qintptr descriptor)
{
    auto *connection = new HttpConnection(descriptor, m_limits, this);
    connect(connection, &HttpConnection::requestReceived, this, &HttpServer::requestReceived);
    ++m_connectionCount;
    connect(connection, &QObject::destroyed, this, [this] { --m_connectionCount; });
    if (m_connectionCount > m_limits.connections)
        connection->abort();
}

} // namespace polylogue::app::practice
