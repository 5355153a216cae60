// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/net/callrecord.h"
#include "app/net/endpointaccess.h"
#include "app/net/exchangelog.h"
#include "app/wire/requestbody.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace polylogue::app::net {

class CallQueue;
class HttpCall;

//! \brief How long to wait for what (app/README.md); tests shorten them.
struct Timeouts
{
    std::chrono::milliseconds connect = std::chrono::seconds(15);
    std::chrono::milliseconds firstByte = std::chrono::minutes(5);
    std::chrono::milliseconds idle = std::chrono::seconds(120);
};

//! \brief How much of what (app/README.md); tests lower them.
struct Limits
{
    qint64 answerBytes = 64 * 1024 * 1024; //!< of one body, as sent and as decompressed
    int runningCalls = 64;
    int runningCallsOfOrigin = 32; //!< the rest wait, and hold up no other origin
    std::chrono::milliseconds gap{10}; //!< between two starts of one origin
};

//! \brief A request to exactly the profile's address, for dialects other than that of chats.
struct HttpRequest
{
    QByteArray method = "POST"; //!< or "GET", "DELETE"
    QByteArray accept = {};
    std::optional<wire::RequestBody> body = {}; //!< of a POST
    std::optional<Timeouts> timeouts = {}; //!< instead of the client's
};

//! \brief The one place that makes requests: every rule of app/README.md about
//!        redirects, cookies, compression, retries behind our back, keys and connections is here.
//!
//! At most 64 calls run at once, the rest wait in order; per endpoint a rate limit where it has
//! one.
class HttpClient final : public QObject
{
    Q_OBJECT

public:
    explicit HttpClient(const Timeouts &timeouts = {}, QObject *parent = nullptr);
    HttpClient(const Timeouts &timeouts, const Limits &limits, QObject *parent = nullptr);
    ~HttpClient() override;

    //! \brief A call that starts when control returns to the event loop (or when its turn comes).
    //! \param path below the base URL, e.g. "/models"
    //! \return owned by the caller (unique_ptr; destroying it aborts in silence).
    std::unique_ptr<HttpCall> get(const EndpointAccess &access, QStringView path);
    //! \param accept the Accept header
    std::unique_ptr<HttpCall> post(const EndpointAccess &access, QStringView path,
                                   const wire::RequestBody &body, const QByteArray &accept);
    std::unique_ptr<HttpCall> send(const EndpointAccess &access, const HttpRequest &request);

    const Timeouts &timeouts() const { return m_timeouts; }
    //! \brief The newest calls with what went out and came; keeps none until it is given room.
    ExchangeLog &exchanges() { return m_exchanges; }

Q_SIGNALS:
    //! Every call that was started, once, when it has ended in any way.
    void callFinished(const polylogue::app::net::CallRecord &record);

private:
    friend class HttpCall;
    std::unique_ptr<HttpCall> makeCall(const EndpointAccess &access, const QUrl &url,
                                       const HttpRequest &request);

    Timeouts m_timeouts;
    Limits m_limits;
    ExchangeLog m_exchanges;
    std::unique_ptr<CallQueue> m_queue;
};

//! \brief One HTTP exchange, without automatic retries. Exactly one of finished() and failed().
class HttpCall final : public QObject
{
    Q_OBJECT

public:
    ~HttpCall() override; //!< silent: aborts what runs, emits nothing

    //! \brief For the ledger; before control returns to the event loop.
    //! \param attempt 2 and more: a retry
    void setLedgerNote(const QString &model, int attempt);
    //! \brief What the server counted, for the ledger; before the call goes.
    void setUsage(const conversation::Usage &usage);
    //! \brief Ends the call now: failed() with ErrorKind::Cancelled before this returns.
    void cancel();
    //! \brief The rest of the body is of no interest: ends in silence, and as no error.
    void stopReading();

    int httpStatus() const; //!< 0 before the headers
    wire::Headers responseHeaders() const;
    //! Whether any of the request may have reached the server: then it is not repeated by itself.
    bool requestMayHaveBeenSeen() const;
    //! "TLS 1.3, Example CA" from connected() on; empty without TLS.
    QString tlsSummary() const;

Q_SIGNALS:
    //! TCP (and TLS) is up, the request is going out.
    void connected();
    //! The whole request is out; waiting for the first byte.
    void requestSent();
    void headersReceived(int httpStatus);
    //! Decompressed bytes of the body, of any status, as they come.
    void bytesReceived(const QByteArray &bytes);
    void uploadProgressed(qint64 sent, qint64 total);
    //! The body has ended, by whatever means HTTP has; says nothing about the answer being whole.
    void finished();
    //! No (further) answer: connection, TLS, proxy, time-out, cap, redirect, cancel.
    void failed(const polylogue::app::base::Error &error);

private:
    friend class HttpClient;
    class Private;
    explicit HttpCall(std::unique_ptr<Private> state);
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::net
