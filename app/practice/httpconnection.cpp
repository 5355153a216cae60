// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/httpconnection.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

constexpr qint64 readBufferSize = 1024 * 1024;

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK"_ba;
    case 400:
        return "Bad Request"_ba;
    case 401:
        return "Unauthorized"_ba;
    case 403:
        return "Forbidden"_ba;
    case 404:
        return "Not Found"_ba;
    case 405:
        return "Method Not Allowed"_ba;
    case 408:
        return "Request Timeout"_ba;
    case 411:
        return "Length Required"_ba;
    case 413:
        return "Content Too Large"_ba;
    case 422:
        return "Unprocessable Entity"_ba;
    case 429:
        return "Too Many Requests"_ba;
    case 431:
        return "Request Header Fields Too Large"_ba;
    case 500:
        return "Internal Server Error"_ba;
    case 501:
        return "Not Implemented"_ba;
    case 503:
        return "Service Unavailable"_ba;
    case 505:
        return "HTTP Version Not Supported"_ba;
    default:
        return status < 400 ? "OK"_ba : "Error"_ba;
    }
}

} // namespace

QByteArray httpErrorBody(int status)
{
    return "{\"detail\":\""_ba + reasonPhrase(status) + "\"}"_ba;
}

HttpConnection::HttpConnection(qintptr descriptor, const HttpLimits &limits, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_parser(limits)
{
    m_silence.setSingleShot(true);
    m_silence.setInterval(limits.idle);
    connect(&m_silence, &QTimer::timeout, this, &HttpConnection::onSilence);
    connect(&m_socket, &QTcpSocket::readyRead, this, &HttpConnection::onReadyRead);
    connect(&m_socket, &QTcpSocket::bytesWritten, this, [this] { m_silence.start(); });
    connect(&m_socket, &QTcpSocket::disconnected, this, &HttpConnection::onDisconnected);
    if (!m_socket.setSocketDescriptor(descriptor)) {
        deleteLater();
        return;
    }
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket.setReadBufferSize(readBufferSize);
    m_silence.start();
}

HttpConnection::~HttpConnection()
{
    m_socket.disconnect(
        this); // it tells of its end while it is destroyed, behind our other members
}

void HttpConnection::onReadyRead()
{
    m_silence.start();
    if (m_isClosing) {
        m_socket.skip(m_socket.bytesAvailable());
        return;
    }
    parse();
}

void HttpConnection::onDisconnected()
{
    m_silence.stop();
    if (m_exchange)
        Q_EMIT m_exchange->clientGone();
    deleteLater();
}

void HttpConnection::onSilence()
{
    if (m_exchange) {
        if (m_socket.bytesToWrite() > 0)
            m_socket.abort(); // does not read what it asked for
        return; // an answer may take as long as it takes
    }
    if (m_isClosing || m_parser.isBetweenRequests())
        m_socket.disconnectFromHost();
    else
        refuse(408);
}

void HttpConnection::parse()
{
    while (!m_exchange && !m_isClosing) {
        switch (m_parser.advance()) {
        case HttpRequestParser::Step::NeedMore:
            if (m_socket.bytesAvailable() == 0)
                return;
            m_parser.append(m_socket.readAll());
            break;
        case HttpRequestParser::Step::HeadRead:
            if (!acceptHead())
                return;
            break;
        case HttpRequestParser::Step::RequestRead:
            m_keepsAlive = m_parser.request().keepsAlive;
            m_exchange = new HttpExchange(m_parser.takeRequest(), *this);
            Q_EMIT requestReceived(m_exchange);
            break;
        case HttpRequestParser::Step::Failed:
            refuse(m_parser.status());
            return;
        }
    }
}

bool HttpConnection::acceptHead()
{
    const HttpRequest &request = m_parser.request();
    if (!request.hasHeader("host")) {
        refuse(400);
        return false;
    }
    if (!isAddressedToUs(request)) {
        refuse(403);
        return false;
    }
    if (request.isHttp11 && m_parser.expectsBody()
        && request.header("expect").toLower() == "100-continue")
        m_socket.write("HTTP/1.1 100 Continue\r\n\r\n");
    return true;
}

bool HttpConnection::isAddressedToUs(const HttpRequest &request) const
{
    // A page of a foreign site could reach 127.0.0.1 through a name of its own (DNS rebinding);
    // its Host, and the Origin of its scripts, give it away.
    const QByteArray port = ":"_ba + QByteArray::number(m_socket.localPort());
    const QByteArrayList ours{"127.0.0.1"_ba + port, "localhost"_ba + port, "[::1]"_ba + port};
    if (!ours.contains(request.header("host").toLower()))
        return false;
    if (!request.hasHeader("origin"))
        return true;
    const QByteArray origin = request.header("origin").toLower();
    return origin.startsWith("http://") && ours.contains(origin.sliced(7));
}

void HttpConnection::refuse(int status)
{
    m_keepsAlive = false;
    const QByteArray body = httpErrorBody(status);
    writeHead(status, "application/json"_ba,
              "Content-Length: "_ba + QByteArray::number(body.size()));
    write(body);
    linger();
}

void HttpConnection::linger()
{
    // Closing with bytes unread would reset the connection, and the client might never see why.
    m_isClosing = true;
    m_socket.skip(m_socket.bytesAvailable());
    QTimer::singleShot(m_limits.linger, this, [this] { m_socket.disconnectFromHost(); });
}

void HttpConnection::writeHead(int status, const QByteArray &contentType, const QByteArray &framing)
{
    QByteArray head = "HTTP/1.1 "_ba + QByteArray::number(status) + ' ' + reasonPhrase(status)
        + "\r\nContent-Type: "_ba + contentType + "\r\n"_ba;
    if (!framing.isEmpty())
        head += framing + "\r\n"_ba;
    if (status == 401)
        head += "WWW-Authenticate: Bearer\r\n"_ba;
    if (status == 429)
        head += "Retry-After: 2\r\n"_ba;
    head += "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"_ba;
    head += m_keepsAlive ? "Connection: keep-alive\r\n\r\n"_ba : "Connection: close\r\n\r\n"_ba;
    write(head);
}

void HttpConnection::write(const QByteArray &bytes)
{
    if (m_socket.state() == QAbstractSocket::ConnectedState)
        m_socket.write(bytes);
}

void HttpConnection::breakOff()
{
    m_isClosing = true;
    m_socket.disconnectFromHost();
}

void HttpConnection::finishExchange()
{
    if (!m_exchange)
        return; // the client went while the answer was written
    m_exchange->deleteLater();
    m_exchange = nullptr;
    m_silence.start();
    if (!m_keepsAlive) {
        breakOff();
        return;
    }
    m_parser.next();
    // Not at once: a pile of pipelined requests must not become a pile of stack frames.
    QMetaObject::invokeMethod(this, &HttpConnection::parse, Qt::QueuedConnection);
}

} // namespace polylogue::app::practice
