// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/mcp/floodgate.h"
#include "app/mcp/rpcmessage.h"
#include "app/mcp/transport.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <functional>
#include <map>
#include <memory>

namespace polylogue::app::mcp {

//! \brief What came of a request: exactly one is set.
struct RpcReply
{
    std::optional<json::JsonNode> result = {};
    std::optional<RpcError> refusal = {}; //!< the server's no
    std::optional<base::Error> failure = {}; //!< no answer came
};

//! \brief How far a call is.
struct Progress
{
    QString done = {}; //!< a number, as the server wrote it
    QString total = {}; //!< empty: not known
    QString message = {};
};

//! \brief Requests and their answers over a Transport: ids, time-outs, progress, cancelling;
//!        answers what the server asks.
//!
//! Believes nothing: answers that were not asked for, or come twice, are passed over; whoever sends
//! too much that was not asked for is left.
class Connection final : public QObject
{
    Q_OBJECT

public:
    using Answer = std::function<void(const RpcReply &)>;

    struct Request
    {
        QString method = {};
        json::JsonNode params = {}; //!< an object, or null
        //! Until an answer or progress; where there is progress, ten times that at most.
        std::chrono::milliseconds patience = std::chrono::seconds(60); //!< 0: for ever
        std::function<void(const Progress &)> onProgress = {};
        QString name = {}; //!< see Outgoing
        QList<endpoint::HeaderField> parameters = {};
    };

    explicit Connection(std::unique_ptr<Transport> transport);
    ~Connection() override;

    void open() { m_transport->open(); }
    void close();

    void setRoots(const QStringList &roots) { m_roots = roots; }
    //! \brief What the messages that follow say of themselves.
    //! \param version empty: nothing
    void speak(const QString &version, bool isModern);
    //! \brief To be called once a version is agreed upon.
    void listen() { m_transport->listen(m_version); }

    //! \return the request's id; \a answer is called once, later, unless it is forgotten.
    qint64 request(const Request &request, const Answer &answer);
    void notify(const QString &method, const json::JsonNode &params = {});
    //! \brief Tells the server that the answer is not needed; it is not waited for.
    void cancel(qint64 id);
    //! \brief The answer is not waited for; the server is not told.
    void forget(qint64 id);

Q_SIGNALS:
    void opened();
    void notified(const QString &method, const polylogue::app::json::JsonNode &params);
    //! Once; all that was asked has failed by then. Not set: after close().
    void ended(const std::optional<polylogue::app::base::Error> &error);
    void logged(const QByteArray &text);

private:
    struct Pending
    {
        Request request;
        Answer answer;
        QTimer timer;
        QDeadlineTimer deadline;
    };

    json::JsonNode stamped(const Request &request, qint64 id) const;
    void send(const RpcMessage &message);
    void send(const RpcMessage &message, const Request &about, qint64 id);
    void onReceived(const QByteArray &bytes);
    void onMessage(const RpcMessage &message);
    void onProgress(const json::JsonNode &params);
    void onTimeout(qint64 id);
    void settle(qint64 id, const RpcReply &reply);
    void failAll(const base::Error &error);
    void leave();
    void end(const std::optional<base::Error> &error);

    std::unique_ptr<Transport> m_transport;
    std::map<qint64, std::unique_ptr<Pending>> m_pending;
    qint64 m_lastId = 0;
    QString m_version;
    bool m_isModern = false;
    QStringList m_roots;
    Floodgate m_unasked;
    bool m_hasEnded = false;
};

} // namespace polylogue::app::mcp
