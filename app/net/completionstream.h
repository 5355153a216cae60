// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/conversation/messagedelta.h"
#include "app/net/endpointaccess.h"
#include "app/wire/chatrequest.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace polylogue::app::net {

class HttpClient;
class LearnedDrops;

//! \brief One running answer: sends a chat request, decodes what comes, retries where nothing can
//!        have been acted on (app/README.md), drops a refused optional field once.
//!
//! Starts when control returns to the event loop. deltaReceived() any number of times, then exactly
//! one of completed() and failed(), and nothing after. Destroying it is silent and ends the call.
//! Streamed and whole answers look the same from outside.
class CompletionStream final : public QObject
{
    Q_OBJECT

public:
    //! \param client and \a learned outlive this.
    CompletionStream(HttpClient &client, LearnedDrops &learned, const EndpointAccess &access,
                     const wire::ChatRequest &request, QObject *parent = nullptr);
    ~CompletionStream() override;

    //! \brief failed(ErrorKind::Cancelled) before this returns, the connection is gone.
    void cancel();
    //! \brief Ends the wait before an automatic retry and tries now.
    void retryNow();

    QString requestId() const; //!< the server's, empty where it has none

Q_SIGNALS:
    //! The whole request is out; waiting for the first byte.
    void requestSent();
    void uploadProgressed(qint64 sent, qint64 total);
    void deltaReceived(const polylogue::app::conversation::MessageDelta &delta);
    //! A failed try will be repeated after \a delay; \a attempt is the number of the coming try.
    void retryScheduled(int attempt, std::chrono::milliseconds delay,
                        const polylogue::app::base::Error &error);
    //! The server refused \a field; the request is repeated without it and this is remembered.
    void fieldDropped(const QString &field, const QString &serverWords);
    void completed();
    void failed(const polylogue::app::base::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::net
