// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/serverreply.h"

#include <QMutex>
#include <QSslCertificate>
#include <QSslKey>
#include <QString>
#include <QThread>
#include <QUrl>

#include <memory>

namespace polylogue::tests {

//! \brief A request as the server saw it.
struct SeenRequest
{
    QByteArray method = {};
    QByteArray target = {}; //!< as sent: a path, or host:port of a CONNECT
    HeaderList headers = {};
    QByteArray body = {}; //!< the first MiB
    qint64 bodySize = 0; //!< bytes read so far
    QByteArray bodySha256 = {}; //!< of all of it, where it is complete
    bool isComplete = false;
    std::chrono::milliseconds at = {}; //!< of the head, on a steady clock

    QByteArray header(QByteArrayView name) const; //!< empty where there is none
};

//! \brief A server on loopback that misbehaves as told, in a thread of its own so that its timing
//!        is honest while the test's event loop is busy.
//!
//! Logs all it sees. All functions may be called at any time from the test's thread.
class FaultServer
{
public:
    //! For https; see TestCertificates.
    struct Tls
    {
        QList<QSslCertificate> chain = {};
        QSslKey key = {};
        QList<QSslCertificate> clientAuthorities = {}; //!< not empty: clients need a certificate
    };

    FaultServer();
    explicit FaultServer(const Tls &tls);
    ~FaultServer();
    Q_DISABLE_COPY_MOVE(FaultServer)

    quint16 port() const { return m_port; }
    //! \return http://127.0.0.1:PORT/PATH, https with TLS.
    QUrl url(const QString &path = QStringLiteral("/v1")) const;

    //! \brief The answer to requests whose target is \a target; replaces an earlier one.
    void on(const QByteArray &target, const Reply &reply);
    //! \brief One after the other; the last repeats.
    void on(const QByteArray &target, const QList<Reply> &replies);
    //! \brief The answer to all others; at first a 404 with {"detail":"Not Found"}.
    void otherwise(const Reply &reply);
    //! \brief Runs as soon as anyone connects; requests are not read.
    void onConnection(const Reply &reply);

    QList<SeenRequest> requests() const;
    QList<SeenRequest> requests(const QByteArray &target) const;
    int posts() const;
    int connections() const; //!< ever made
    int openConnections() const;
    void clearLog();

private:
    class Listener;
    class Connection;
    struct Shared;

    std::unique_ptr<Shared> m_shared; // behind a mutex: the listener's thread and the test's
    QThread m_thread;
    Listener *m_listener = nullptr; // lives and dies in m_thread
    quint16 m_port = 0;
    bool m_isTls = false;
};

} // namespace polylogue::tests
