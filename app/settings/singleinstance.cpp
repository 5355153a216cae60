// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/singleinstance.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QThread>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace polylogue::app::settings {

namespace {

constexpr auto Patience = 3s;
constexpr std::chrono::duration<unsigned long, std::milli> BetweenTries = 50ms;
constexpr int ConnectMilliseconds = 500;
constexpr qint64 MaximumMessage = 1024 * 1024;
constexpr char Taken = 1;

//! Where the socket lies. The folder of the run is the user's own; else the profile's, which is
//! too. The system allows about a hundred bytes for the path.
QString socketNameOf(const QString &dataPath)
{
    const QString path = QFileInfo(dataPath).canonicalFilePath();
    const QByteArray hash = QCryptographicHash::hash((path.isEmpty() ? dataPath : path).toUtf8(),
                                                     QCryptographicHash::Sha256)
                                .toHex()
                                .first(16);
    const QString name = u"polylogue-"_s + QString::fromLatin1(hash);
#ifdef Q_OS_UNIX
    constexpr qsizetype LongestFolder = 60;
    for (const QString &folder : {qEnvironmentVariable("XDG_RUNTIME_DIR"), dataPath}) {
        if (!folder.isEmpty() && folder.size() <= LongestFolder && QFileInfo(folder).isWritable())
            return QDir(folder).absoluteFilePath(name);
    }
#endif
    return name;
}

} // namespace

SingleInstance::SingleInstance(const QString &dataPath, QObject *parent)
    : QObject(parent)
    , m_lock(dataPath + u"/window.lock"_s)
    , m_socketName(socketNameOf(dataPath))
{
    m_lock.setStaleLockTime(0); // its age says nothing: windows stay open for weeks
}

SingleInstance::~SingleInstance() = default;

bool SingleInstance::claim()
{
    bool isFirst = m_lock.tryLock();
    // After a kill the process of that number may be another one: in containers numbers repeat. But
    // nobody listens then, and the system holds no lock on the file.
    if (!isFirst && m_lock.error() == QLockFile::LockFailedError && !isAnyoneListening())
        isFirst = m_lock.removeStaleLockFile() && m_lock.tryLock();
    // A folder that may not be written is no reason to show no window.
    if (!isFirst && m_lock.error() == QLockFile::LockFailedError)
        return false;
    listen();
    return true;
}

base::Status SingleInstance::handOver(const QStringList &arguments) const
{
    const base::Error noAnswer{.kind = base::ErrorKind::Timeout, .subject = m_socketName};
    QLocalSocket socket;
    const QDeadlineTimer deadline(Patience);
    while (true) { // it may be starting
        socket.connectToServer(m_socketName);
        if (socket.waitForConnected(ConnectMilliseconds))
            break;
        if (deadline.hasExpired())
            return noAnswer;
        QThread::msleep(BetweenTries.count());
    }
    QDataStream stream(&socket);
    stream << arguments.join(u'\0').toUtf8();
    const bool isTaken = socket.waitForReadyRead(static_cast<int>(deadline.remainingTime()))
        && socket.read(1) == QByteArray(1, Taken);
    return isTaken ? base::Status() : base::Status(noAnswer);
}

void SingleInstance::listen()
{
    QLocalServer::removeServer(m_socketName); // a killed one's
    m_server = std::make_unique<QLocalServer>();
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server.get(), &QLocalServer::newConnection, this, &SingleInstance::onConnection);
    // Where that fails a second start says that we do not answer, which is no harm to us.
    m_server->listen(m_socketName);
}

void SingleInstance::onConnection()
{
    while (QLocalSocket *socket = m_server->nextPendingConnection()) {
        socket->setReadBufferSize(MaximumMessage);
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(*socket); });
        QTimer::singleShot(Patience, socket, [socket] { socket->abort(); });
        if (socket->bytesAvailable() > 0)
            read(*socket);
    }
}

void SingleInstance::read(QLocalSocket &socket)
{
    QDataStream stream(&socket);
    stream.startTransaction();
    QByteArray bytes;
    stream >> bytes;
    if (!stream.commitTransaction())
        return; // more is to come, or time runs out
    socket.write(&Taken, 1);
    socket.flush();
    Q_EMIT startedAgain(bytes.isEmpty() ? QStringList{} : QString::fromUtf8(bytes).split(u'\0'));
}

bool SingleInstance::isAnyoneListening() const
{
    QLocalSocket socket;
    socket.connectToServer(m_socketName);
    return socket.waitForConnected(ConnectMilliseconds);
}

} // namespace polylogue::app::settings
