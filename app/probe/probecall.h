// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/net/endpointaccess.h"
#include "app/probe/finding.h"
#include "app/probe/replyreader.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

namespace polylogue::app::net {
class HttpClient;
class RetryingCall;
} // namespace polylogue::app::net

namespace polylogue::app::probe {

//! \brief Sends one request of a probe, with the automatic retries of app/README.md. No field is
//!        left out of it, and nothing is learned. Emits finished() once; destroying it is silent.
class ProbeCall final : public QObject
{
    Q_OBJECT

public:
    //! \param client outlives this
    //! \param patience for all of it, retries included
    ProbeCall(net::HttpClient &client, const net::EndpointAccess &access, const Request &request,
              std::chrono::milliseconds patience);
    ~ProbeCall() override;

Q_SIGNALS:
    void finished(const polylogue::app::probe::Reply &reply,
                  const polylogue::app::probe::Exchange &exchange);

private:
    void send();
    void onBytes(const QByteArray &bytes);
    void onFailed(const base::Error &error);
    void onRetryScheduled(int attempt, std::chrono::milliseconds delay, const base::Error &error);
    bool sendsTextForNull(const base::Error &error);
    void end(const std::optional<base::Error> &failure);
    std::chrono::milliseconds elapsed() const;

    net::HttpClient &m_client;
    net::EndpointAccess m_access;
    Request m_request;
    QString m_origin;
    std::unique_ptr<net::RetryingCall> m_call;
    std::unique_ptr<ReplyReader> m_reader;
    std::optional<base::Error> m_retried; // why the call was last tried again
    QElapsedTimer m_clock; // since the request went out
    QTimer m_patience;
    Exchange m_exchange;
    bool m_isOver = false;
};

} // namespace polylogue::app::probe
