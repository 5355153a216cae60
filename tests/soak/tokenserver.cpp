// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/soak/tokenserver.h"

#include "tests/support/serverreply.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace polylogue::tests {

namespace {

constexpr auto BetweenTokens = 12ms;
constexpr qsizetype ShortAnswer = 60;

QByteArray wholeReply(const QByteArray &body)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

} // namespace

QByteArray tokenText(qsizetype number)
{
    return "t" + QByteArray::number(number) + ' ';
}

//! One client, who asks once.
class TokenServer::Connection : public QObject
{
public:
    Connection(QTcpSocket *socket, Log &log, QObject *parent)
        : QObject(parent)
        , m_socket(socket)
        , m_log(log)
    {
        socket->setParent(this);
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(socket, &QTcpSocket::readyRead, this, &Connection::read);
        connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, &Connection::sendToken);
    }

private:
    void read()
    {
        m_request += m_socket->readAll();
        const qsizetype headEnd = m_request.indexOf("\r\n\r\n");
        if (headEnd < 0 || m_timer.isActive())
            return;
        if (m_request.startsWith("GET ")) {
            m_socket->write(wholeReply(R"({"data":[{"id":"long"},{"id":"short"}]})"));
            m_socket->disconnectFromHost();
            return;
        }
        const qsizetype at = m_request.first(headEnd).toLower().indexOf("content-length:");
        const qsizetype length =
            m_request.mid(at + 15, m_request.indexOf('\r', at) - at - 15).trimmed().toLongLong();
        if (m_request.size() < headEnd + 4 + length)
            return;
        const QJsonObject body = QJsonDocument::fromJson(m_request.mid(headEnd + 4)).object();
        m_isShort = body["model"_L1].toString() == "short"_L1;
        const QJsonArray messages = body["messages"_L1].toArray();
        {
            const QMutexLocker lock(&m_log.mutex);
            m_place = m_log.questions.size();
            m_log.questions.append(
                {.text = messages.last().toObject()["content"_L1].toString().toUtf8()});
        }
        m_socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
        m_timer.start(BetweenTokens);
    }

    void sendToken()
    {
        if (m_isShort && m_number == ShortAnswer) {
            m_timer.stop();
            m_socket->write("data: " + finishDelta() + "\n\ndata: [DONE]\n\n");
            m_socket->disconnectFromHost();
            note([](SeenQuestion &question) { question.isFinished = true; });
            return;
        }
        m_socket->write("data: " + textDelta(tokenText(m_number++)) + "\n\n");
        m_socket->flush();
        const SteadyTime now = std::chrono::steady_clock::now();
        note([now](SeenQuestion &question) { question.sent.append(now); });
    }

    template <typename Change> void note(Change change)
    {
        const QMutexLocker lock(&m_log.mutex);
        if (m_place < m_log.questions.size()) // else the log was cleared
            change(m_log.questions[m_place]);
    }

    QTcpSocket *m_socket = nullptr;
    Log &m_log;
    QTimer m_timer;
    QByteArray m_request;
    bool m_isShort = false;
    qsizetype m_place = 0;
    qsizetype m_number = 0;
};

class TokenServer::Listener : public QTcpServer
{
public:
    explicit Listener(Log &log)
    {
        connect(this, &QTcpServer::newConnection, this, [this, &log] {
            while (QTcpSocket *socket = nextPendingConnection())
                new Connection(socket, log, this);
        });
        listen(QHostAddress::LocalHost);
    }
};

TokenServer::TokenServer()
    : m_listener(new Listener(*m_log))
    , m_port(m_listener->serverPort())
{
    m_listener->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_listener, &QObject::deleteLater);
    m_thread.start();
}

TokenServer::~TokenServer()
{
    m_thread.quit();
    m_thread.wait();
}

QList<SeenQuestion> TokenServer::questions() const
{
    const QMutexLocker lock(&m_log->mutex);
    return m_log->questions;
}

void TokenServer::clear()
{
    const QMutexLocker lock(&m_log->mutex);
    m_log->questions.clear();
}

} // namespace polylogue::tests
