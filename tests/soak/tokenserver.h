// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>
#include <QMutex>
#include <QThread>

#include <chrono>
#include <memory>

namespace polylogue::tests {

using SteadyTime = std::chrono::steady_clock::time_point;

//! \brief A question as the server saw it, and when each numbered token of its answer was sent.
struct SeenQuestion
{
    QByteArray text = {}; //!< as in the last message of the request
    QList<SteadyTime> sent = {}; //!< when token 0, 1, ... had been handed to the system
    bool isFinished = false;
};

//! \return token \a number of every answer.
QByteArray tokenText(qsizetype number);

//! \brief A server on loopback that answers every question with numbered tokens, one each 12 ms, in
//!        a thread of its own. The model "short" says 60, any other goes on until it is cut off.
class TokenServer
{
public:
    TokenServer();
    ~TokenServer();
    Q_DISABLE_COPY_MOVE(TokenServer)

    quint16 port() const { return m_port; }
    QList<SeenQuestion> questions() const; //!< since the last clear()
    void clear();

private:
    class Listener;
    class Connection;
    struct Log
    {
        QMutex mutex = {};
        QList<SeenQuestion> questions = {};
    };

    std::unique_ptr<Log> m_log = std::make_unique<Log>();
    QThread m_thread;
    Listener *m_listener = nullptr; // lives and dies in m_thread
    quint16 m_port = 0;
};

} // namespace polylogue::tests
