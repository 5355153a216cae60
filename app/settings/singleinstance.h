// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QLockFile>
#include <QObject>
#include <QStringList>

#include <memory>

class QLocalServer;
class QLocalSocket;

namespace polylogue::app::settings {

//! \brief One window program for each profile: the first holds a lock and listens on a local socket
//!        that only its user may open; later ones hand their arguments over and end.
//!
//! What a killed program leaves behind (lock, socket) holds up nobody.
class SingleInstance final : public QObject
{
    Q_OBJECT

public:
    //! \param dataPath ProfilePaths::data
    explicit SingleInstance(const QString &dataPath, QObject *parent = nullptr);
    ~SingleInstance() override;

    //! \return whether this is the first and listens from now on; false where another one runs.
    bool claim();
    //! \brief Gives \a arguments to the one that runs; blocks for at most 3 s.
    //! \return ErrorKind::Timeout where it does not take them.
    base::Status handOver(const QStringList &arguments) const;

    const QString &socketName() const { return m_socketName; }

Q_SIGNALS:
    //! Another start, with what it was given.
    void startedAgain(const QStringList &arguments);

private:
    void listen();
    void onConnection();
    void read(QLocalSocket &socket);
    bool isAnyoneListening() const;

    QLockFile m_lock;
    QString m_socketName;
    std::unique_ptr<QLocalServer> m_server;
};

} // namespace polylogue::app::settings
