// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "scriptedserver.h"

#include <QRegularExpression>
#include <QTcpSocket>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace polylogue::tests {

ScriptedServer::ScriptedServer(ScriptedModel &model)
    : m_model(model)
{
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
    listen(QHostAddress::LocalHost);
}

QUrl ScriptedServer::url() const
{
    return QUrl(u"http://127.0.0.1:%1/v1"_s.arg(serverPort()));
}

void ScriptedServer::read(QTcpSocket *socket)
{
    const QByteArray seen = socket->property("seen").toByteArray() + socket->readAll();
    socket->setProperty("seen", seen);
    const qsizetype end = seen.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const QByteArray head = seen.first(end);
    static const QRegularExpression length(u"content-length: *(\\d+)"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    const qsizetype size = length.match(QString::fromLatin1(head)).captured(1).toLongLong();
    if (seen.size() < end + 4 + size)
        return;
    socket->disconnect(this);
    const QByteArray body = seen.sliced(end + 4);
    ++m_requests;
    QTimer::singleShot(m_delay, socket, [this, socket, head, body] { answer(socket, head, body); });
}

void ScriptedServer::answer(QTcpSocket *socket, const QByteArray &head, const QByteArray &body)
{
    if (!m_key.isEmpty() && !head.contains("Bearer " + m_key))
        return send(socket, {.status = 401, .chunks = {R"({"detail":"Authentication failed"})"}});
    const QByteArray path = head.split(' ').value(1);
    const ScriptedAnswer answer = m_model.answer(path, body);
    QTimer::singleShot(answer.delay, socket, [socket, answer] { send(socket, answer); });
}

void ScriptedServer::send(QTcpSocket *socket, const ScriptedAnswer &answer)
{
    socket->write("HTTP/1.1 " + QByteArray::number(answer.status) + " -\r\nContent-Type: "
                  + answer.contentType + "\r\nTransfer-Encoding: chunked\r\n");
    if (answer.retryAfter > 0)
        socket->write("Retry-After: " + QByteArray::number(answer.retryAfter) + "\r\n");
    socket->write("\r\n");
    int at = 0;
    for (const QByteArray &chunk : answer.chunks) {
        const QByteArray framed = QByteArray::number(chunk.size(), 16) + "\r\n" + chunk + "\r\n";
        QTimer::singleShot(at, socket, [socket, framed] {
            socket->write(framed);
            socket->flush();
        });
        at += answer.gap;
    }
    QTimer::singleShot(at, socket, [socket, isCut = answer.isCut] {
        if (isCut)
            return socket->abort();
        socket->write("0\r\n\r\n");
        socket->disconnectFromHost();
    });
}

} // namespace polylogue::tests
