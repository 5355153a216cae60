// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/endpoint/baseurl.h"
#include "app/endpoint/modelinfo.h"
#include "app/net/endpointaccess.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace polylogue::app::net {

class HttpClient;
class LearnedDrops;

//! \brief One line of a connection test.
struct ConnectionStep
{
    enum class Kind {
        Address, //!< the URL as typed; subject: what will be called
        Name, //!< DNS; subject: the address found (or the proxy that resolves it)
        Connection, //!< TCP and TLS; subject: protocol and issuer ("TLS 1.3, Example CA"), empty
                    //!< for http
        Models, //!< GET /models: key accepted; subject: number of models
        Chat, //!< one short answer; subject: the model
        Embeddings, //!< one vector, only where an embedding model is known; subject: the model
    };
    enum class State { Running, Passed, Warning, Failed, Skipped };

    Kind kind = Kind::Address;
    State state = State::Running;
    QString subject = {};
    std::chrono::milliseconds took = {};
    std::optional<base::Error> error = {}; //!< for Warning and Failed
};

//! \brief Tells step by step whether and why not a server can be used.
//!
//! A server without a model list still passes with a warning where a chat works. Where the base URL
//! was guessed, its alternatives are tried; resolvedBaseUrl() is the one that worked.
class ConnectionTest final : public QObject
{
    Q_OBJECT

public:
    //! \param model for the chat step; empty: the first that is not known to be of another kind
    ConnectionTest(HttpClient &client, LearnedDrops &learned, const EndpointAccess &access,
                   const endpoint::BaseUrl &address, const QString &model,
                   QObject *parent = nullptr);
    ~ConnectionTest() override;

    void cancel(); //!< no further signal
    QUrl resolvedBaseUrl() const;
    QList<endpoint::ModelInfo> models() const;

Q_SIGNALS:
    //! A step began or ended; told in order, each kind at most twice.
    void stepChanged(const polylogue::app::net::ConnectionStep &step);
    //! \a usable: a chat can be had (also where only the embeddings step failed).
    void finished(bool usable);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::net
