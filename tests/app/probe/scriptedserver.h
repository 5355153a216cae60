// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "scriptedmodel.h"

#include <QTcpServer>
#include <QUrl>

namespace polylogue::tests {

//! \brief A ScriptedModel behind a socket, one request a connection.
class ScriptedServer final : public QTcpServer
{
public:
    explicit ScriptedServer(ScriptedModel &model);

    QUrl url() const;
    int requests() const { return m_requests; }
    //! \brief All requests with other keys than \a key are answered with 401.
    void setKey(const QByteArray &key) { m_key = key; }
    //! \brief Answers only after \a milliseconds.
    void setDelay(int milliseconds) { m_delay = milliseconds; }

private:
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const QByteArray &head, const QByteArray &body);
    static void send(QTcpSocket *socket, const ScriptedAnswer &answer);

    ScriptedModel &m_model;
    QByteArray m_key;
    int m_delay = 0;
    int m_requests = 0;
};

} // namespace polylogue::tests
