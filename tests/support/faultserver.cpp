// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/faultserver.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QHash>
#include <QMutexLocker>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>
#include <QTimer>

#include <sys/socket.h>

#include <algorithm>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::tests {

namespace {

constexpr qint64 keptBodyBytes = 1024 * 1024;
constexpr qint64 readBufferBytes = 64 * 1024;
constexpr qint64 floodWindow = 1024 * 1024;

QByteArray valueOf(const HeaderList &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

//! \return a request with method, target and headers; \a head ends before the empty line.
SeenRequest parseHead(const QByteArray &head)
{
    const QList<QByteArray> lines = head.split('\n');
    const QList<QByteArray> first = lines.first().trimmed().split(' ');
    SeenRequest request{.method = first.value(0),
                        .target = first.value(1),
                        .at = std::chrono::duration_cast<std::chrono::milliseconds>(
                            std::chrono::steady_clock::now().time_since_epoch())};
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append(
            {line.first(std::max<qsizetype>(colon, 0)).trimmed(), line.mid(colon + 1).trimmed()});
    }
    return request;
}

} // namespace

QByteArray SeenRequest::header(QByteArrayView name) const
{
    return valueOf(headers, name);
}

struct FaultServer::Shared
{
    mutable QMutex mutex;
    QHash<QByteArray, QList<Reply>> replies;
    Reply fallback = Reply::json(R"({"detail":"Not Found"})"_ba, 404);
    std::optional<Reply> onConnection;
    QList<SeenRequest> log;
    int connections = 0;
    int openConnections = 0;
    int generation = 0; // of the log: clearLog() moves indexes

    Reply replyFor(const QByteArray &target)
    {
        const QMutexLocker lock(&mutex);
        const auto found = replies.find(target);
        if (found == replies.end())
            return fallback;
        return found->size() > 1 ? found->takeFirst() : found->first();
    }
};

//! One accepted socket: reads a request, runs its script, reads the next.
class FaultServer::Connection final : public QObject
{
public:
    Connection(Shared &shared, QSslSocket *socket, QObject *parent)
        : QObject(parent)
        , m_shared(shared)
        , m_socket(socket)
    {
        m_socket->setParent(this);
        m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_socket->setReadBufferSize(readBufferBytes); // memory is for the client to waste
        connect(m_socket, &QSslSocket::readyRead, this, &Connection::read);
        connect(m_socket, &QSslSocket::bytesWritten, this, [this] {
            if (m_floodLeft > 0)
                runScript();
        });
        connect(m_socket, &QSslSocket::disconnected, this, &QObject::deleteLater);
        const QMutexLocker lock(&m_shared.mutex);
        ++m_shared.connections;
        ++m_shared.openConnections;
        if (m_shared.onConnection) {
            m_isDeaf = true;
            m_steps = m_shared.onConnection->steps();
            QTimer::singleShot(0, this, &Connection::runScript);
        }
    }

    ~Connection() override
    {
        const QMutexLocker lock(&m_shared.mutex);
        --m_shared.openConnections;
    }

private:
    void read()
    {
        if (m_isDeaf)
            return;
        if (!m_request) {
            m_head += m_socket->readAll();
            const qsizetype end = m_head.indexOf("\r\n\r\n"_ba);
            if (end < 0)
                return;
            beginRequest(m_head.first(end));
            const QByteArray rest = m_head.mid(end + 4);
            m_head.clear();
            if (!m_isDeaf)
                takeBody(rest);
        } else {
            takeBody(m_socket->readAll());
        }
    }

    void beginRequest(const QByteArray &head)
    {
        m_request = parseHead(head);
        m_bodyLeft = m_request->header("content-length").toLongLong();
        m_hash.reset();
        m_reply = m_shared.replyFor(m_request->target);
        {
            const QMutexLocker lock(&m_shared.mutex);
            m_generation = m_shared.generation;
            m_index = m_shared.log.size();
            m_shared.log.append(*m_request);
        }
        if (m_reply.begin() == Reply::Begin::HeadUnread) {
            m_isDeaf = true;
        }
        if (m_reply.begin() != Reply::Begin::Body)
            startScript();
    }

    void takeBody(const QByteArray &bytes)
    {
        const QByteArray mine = bytes.first(std::min<qint64>(bytes.size(), m_bodyLeft));
        m_bodyLeft -= mine.size();
        m_hash.addData(mine);
        m_request->bodySize += mine.size();
        m_request->body +=
            mine.first(std::min<qint64>(mine.size(), keptBodyBytes - m_request->body.size()));
        if (m_bodyLeft == 0 && !m_request->isComplete) {
            m_request->isComplete = true;
            m_request->bodySha256 = m_hash.result();
            log();
            if (m_reply.begin() == Reply::Begin::Body)
                startScript();
        } else if (!m_request->isComplete) {
            const QMutexLocker lock(&m_shared.mutex);
            if (m_generation == m_shared.generation)
                m_shared.log[m_index].bodySize = m_request->bodySize;
        }
    }

    void log()
    {
        const QMutexLocker lock(&m_shared.mutex);
        if (m_generation == m_shared.generation)
            m_shared.log[m_index] = *m_request;
    }

    void startScript()
    {
        m_steps = m_reply.steps();
        runScript();
    }

    void runScript()
    {
        while (m_floodLeft > 0 || !m_steps.isEmpty()) {
            if (m_socket->state() != QAbstractSocket::ConnectedState)
                return;
            if (m_floodLeft > 0) {
                if (m_socket->bytesToWrite() > floodWindow)
                    return; // goes on when some of it is written
                m_floodLeft -= m_socket->write(m_floodBlock);
                continue;
            }
            const Reply::Step step = m_steps.takeFirst();
            if (const auto *send = std::get_if<Reply::Send>(&step)) {
                m_socket->write(send->bytes);
                m_socket->flush();
            } else if (const auto *wait = std::get_if<Reply::Wait>(&step)) {
                QTimer::singleShot(wait->time, Qt::PreciseTimer, this, &Connection::runScript);
                return;
            } else if (const auto *flood = std::get_if<Reply::Flood>(&step)) {
                m_floodBlock = flood->block;
                m_floodLeft = flood->bytes;
            } else if (std::holds_alternative<Reply::Close>(step)) {
                m_socket->disconnectFromHost();
                return;
            } else {
                resetConnection();
                return;
            }
        }
        if (m_request && m_request->isComplete)
            m_request.reset(); // keep-alive: the next one
    }

    void resetConnection()
    {
        const linger hard{.l_onoff = 1, .l_linger = 0};
        setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard,
                   sizeof hard);
        m_socket->abort();
    }

    Shared &m_shared;
    QSslSocket *m_socket;
    QByteArray m_head;
    std::optional<SeenRequest> m_request;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    Reply m_reply = Reply::nothing();
    QList<Reply::Step> m_steps;
    QByteArray m_floodBlock;
    qint64 m_floodLeft = 0;
    qint64 m_bodyLeft = 0;
    qsizetype m_index = 0;
    int m_generation = 0;
    bool m_isDeaf = false;
};

class FaultServer::Listener final : public QTcpServer
{
public:
    Listener(Shared &shared, const std::optional<Tls> &tls)
        : m_shared(shared)
        , m_tls(tls)
    { }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *socket = new QSslSocket(this);
        socket->setSocketDescriptor(descriptor);
        if (m_tls) {
            QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
            configuration.setLocalCertificateChain(m_tls->chain);
            configuration.setPrivateKey(m_tls->key);
            configuration.setPeerVerifyMode(m_tls->clientAuthorities.isEmpty()
                                                ? QSslSocket::VerifyNone
                                                : QSslSocket::VerifyPeer);
            configuration.setCaCertificates(m_tls->clientAuthorities);
            socket->setSslConfiguration(configuration);
            socket->startServerEncryption();
        }
        new Connection(m_shared, socket, this);
    }

private:
    Shared &m_shared;
    std::optional<Tls> m_tls;
};

FaultServer::FaultServer()
    : FaultServer(Tls{})
{ }

FaultServer::FaultServer(const Tls &tls)
    : m_shared(std::make_unique<Shared>())
    , m_isTls(!tls.chain.isEmpty())
{
    m_listener = new Listener(*m_shared, m_isTls ? std::optional<Tls>(tls) : std::nullopt);
    m_listener->setListenBacklogSize(512);
    if (!m_listener->listen(QHostAddress::LocalHost, 0))
        qFatal("FaultServer: cannot listen on loopback");
    m_port = m_listener->serverPort();
    m_listener->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_listener, &QObject::deleteLater);
    m_thread.start();
}

FaultServer::~FaultServer()
{
    m_thread.quit();
    m_thread.wait();
}

QUrl FaultServer::url(const QString &path) const
{
    QUrl url;
    url.setScheme(m_isTls ? u"https"_s : u"http"_s);
    url.setHost(u"127.0.0.1"_s); // a bare system may not know the name localhost
    url.setPort(m_port);
    url.setPath(path);
    return url;
}

void FaultServer::on(const QByteArray &target, const Reply &reply)
{
    on(target, QList<Reply>{reply});
}

void FaultServer::on(const QByteArray &target, const QList<Reply> &replies)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->replies.insert(target, replies);
}

void FaultServer::otherwise(const Reply &reply)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->fallback = reply;
}

void FaultServer::onConnection(const Reply &reply)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->onConnection = reply;
}

QList<SeenRequest> FaultServer::requests() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->log;
}

QList<SeenRequest> FaultServer::requests(const QByteArray &target) const
{
    QList<SeenRequest> found = requests();
    found.removeIf([&target](const SeenRequest &request) { return request.target != target; });
    return found;
}

int FaultServer::posts() const
{
    const QList<SeenRequest> all = requests();
    return static_cast<int>(std::count_if(all.begin(), all.end(), [](const SeenRequest &request) {
        return request.method == "POST";
    }));
}

int FaultServer::connections() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->connections;
}

int FaultServer::openConnections() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->openConnections;
}

void FaultServer::clearLog()
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->log.clear();
    ++m_shared->generation;
}

} // namespace polylogue::tests
