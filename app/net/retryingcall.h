// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/net/httpclient.h"
#include "app/net/retrypolicy.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

namespace polylogue::app::net {

//! \brief An HTTP exchange with the automatic retries of retryDelay(); a status of 300 or more is a
//!        failure, with what its body says.
//!
//! Exactly one of finished() and failed(); destroying it is silent.
class RetryingCall final : public QObject
{
    Q_OBJECT

public:
    //! Makes one try; called again for each.
    using MakeCall = std::function<std::unique_ptr<HttpCall>()>;

    //! \param key taken out of the server's words
    //! \param attempt number of the first try, for the ledger
    RetryingCall(MakeCall makeCall, const QString &model, const QString &key, int attempt = 1);
    ~RetryingCall() override;

    //! \brief Ends the wait before a retry.
    void retryNow();
    //! \brief Silent, and no error in the ledger: the rest is of no interest.
    void stopReading();

    //! \brief What the server counted, for the ledger; when the answer is known, before the call
    //!        goes.
    void setUsage(const conversation::Usage &usage) { m_call->setUsage(usage); }

    int attempt() const { return m_attempt; } //!< number of the latest try
    int httpStatus() const { return m_call->httpStatus(); } //!< of the latest try
    wire::Headers responseHeaders() const { return m_call->responseHeaders(); }

Q_SIGNALS:
    void requestSent();
    void uploadProgressed(qint64 sent, qint64 total);
    //! Of the body of a good answer.
    void bytesReceived(const QByteArray &bytes);
    void retryScheduled(int attempt, std::chrono::milliseconds delay,
                        const polylogue::app::base::Error &error);
    void finished();
    void failed(const polylogue::app::base::Error &error);

private:
    void tryOnce();
    void onBytes(const QByteArray &bytes);
    void onFinished();
    void onFailed(const base::Error &error);
    void onErrorAnswer();
    void retryOrFail(const base::Error &error);

    MakeCall m_makeCall;
    QString m_model;
    QString m_key;
    int m_attempt;
    int m_retries = 0;
    std::unique_ptr<HttpCall> m_call; // also after its end: status and headers
    QByteArray m_errorBody;
    QTimer m_wait;
};

//! \return the id under which the server knows the exchange; empty where it tells none.
QString requestIdOf(const wire::Headers &headers);

} // namespace polylogue::app::net
