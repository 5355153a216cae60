// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/helperprocess.h"
#include "app/mcp/linesplitter.h"
#include "app/mcp/serverconfig.h"
#include "app/mcp/transport.h"

#include <QTimer>

#include <chrono>

namespace polylogue::app::mcp {

//! \brief A server that is a program of ours: one message a line, on its standard input and output.
//!
//! It leads a process group, which ends with it and with us. This is the place that starts foreign
//! programs, so it is here that their approval is asked for.
class StdioTransport final : public Transport
{
    Q_OBJECT

public:
    //! \param config expanded(), with its secrets
    //! \param approval fingerprintOf() what the user agreed to; anything else is not started
    //! \param patience between the steps of ending: closed input, the request to end, the kill
    StdioTransport(const ServerConfig &config, const QByteArray &approval,
                   std::chrono::milliseconds patience = std::chrono::seconds(2));
    ~StdioTransport() override; //!< waits 200 ms at most for the program to end by itself

    //! ended() with ErrorKind::Forbidden of type "not_approved"; ErrorKind::File of type
    //! "program_missing" (subject: the command) or "not_found" (subject: the folder);
    //! ErrorKind::Incomplete of type "exited" with its exit code as code and its last words as
    //! detail, "crashed", "not_reading".
    void open() override;
    void send(const Outgoing &message) override;
    void forget(qint64) override { }
    void listen(const QString &) override { }
    void close() override;

private:
    std::optional<base::Error> prepare();
    void onOutput();
    void onComplaint();
    void onExit(int exitCode, QProcess::ExitStatus status);
    void end(const std::optional<base::Error> &error);

    ServerConfig m_config;
    QByteArray m_approval;
    std::chrono::milliseconds m_patience;
    base::ProcessPointer m_process;
    qint64 m_group = 0;
    LineSplitter m_lines;
    QList<QByteArray> m_waiting; // lines for later turns of the event loop
    QByteArray m_lastWords;
    QTimer m_handOn;
    QTimer m_ending; // the next step
    int m_step = 0;
    bool m_isClosing = false;
    bool m_hasEnded = false;
};

} // namespace polylogue::app::mcp
