// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/net/callqueue.h"
#include "app/net/httpclient.h"
#include "app/wire/contentdecoder.h"

#include <QElapsedTimer>
#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QSslError>
#include <QTimer>

#include <deque>
#include <memory>
#include <optional>

namespace polylogue::app::net {

class BodyDevice;

struct DeleteLater
{
    void operator()(QObject *object) const { object->deleteLater(); }
};

//! \brief The state of one call: queue -> connection -> request -> answer -> end.
//!
//! What arrives is taken from Qt at once and counted; it is handed on in slices between which the
//! event loop runs, so that no burst holds up the window.
class HttpCall::Private
{
public:
    enum class Phase { Waiting, Connecting, Sending, FirstByte, Receiving, Ended };
    using Ending = std::optional<base::Error>; // not set: finished()

    ~Private();

    //! Enters the queue; start() comes from there. Once \a q is set.
    void listen();
    void start();
    void onConnected();
    void onRequestSent();
    void onUploadProgress(qint64 sent);
    void onHeaders();
    void onReadyRead();
    void onReplyFinished();
    void onTimeout();
    void onProxyQuestion(const QNetworkProxy &proxy, QAuthenticator *authenticator);

    //! Nothing more will come in; ends the call when all that came is handed on.
    void endAfterInbox(const Ending &ending);
    //! The only place where a call ends. The last statement of whoever calls it.
    void end(const Ending &ending);
    void endSilently(const Ending &recorded);
    void stopNetwork();
    bool bodyWasRead() const;

    HttpCall *q = nullptr;
    QPointer<HttpClient> client;
    CallQueue *queue = nullptr; // the client's
    CallQueue::Ticket ticket = 0;
    Timeouts timeouts;
    qint64 answerBytes = 0;
    EndpointAccess access;
    QUrl url;
    QByteArray accept;
    std::optional<wire::RequestBody> body;

    CallRecord record;
    quint64 exchange = 0; // in the client's log; 0: not there
    Phase phase = Phase::Waiting;
    bool wasConnected = false;
    QString tlsSummary;
    QString proxy; // "host:port"
    bool proxyWasAsked = false;

private:
    void connectReply();
    void setPhase(Phase next);
    void restartTimer();
    void takeIn(QByteArray bytes);
    void handOn();
    std::optional<base::Error> brokenReply() const;
    void leave(const Ending &recorded);
    void closeRecord();

    std::unique_ptr<QNetworkAccessManager, DeleteLater> m_manager;
    QNetworkReply *m_reply = nullptr; // the manager's child
    BodyDevice *m_device = nullptr; // the reply's child
    QList<QSslError> m_certificateErrors;
    QTimer m_timeout;
    QTimer m_handOnLater;
    QElapsedTimer m_clock;
    QElapsedTimer m_lastProgress;
    qint64 m_bytesSent = 0;

    std::deque<QByteArray> m_inbox;
    std::optional<Ending> m_ending;
    bool m_isClosed = false; // the record
    std::unique_ptr<wire::ContentDecoder> m_decoder;
    qint64 m_decodedBytes = 0;
};

} // namespace polylogue::app::net
