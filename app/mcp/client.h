// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/mcp/connection.h"
#include "app/mcp/servertool.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace polylogue::app::mcp {

//! \brief Who a server says it is.
struct ServerInfo
{
    QString name = {};
    QString title = {};
    QString version = {};
    QString instructions = {};
    QString protocol = {}; //!< the version that is spoken

    bool operator==(const ServerInfo &) const = default;
};

//! \brief One run of one server: agrees on a version, learns the tools, calls them.
//!
//! Speaks 2026-07-28, found out by "server/discover", and what came before it, which begins with
//! "initialize". Not to be destroyed from within one of its signals or answers.
class Client final : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Starting, Ready, Ended };
    Q_ENUM(State)

    struct Options
    {
        bool beginsWithHandshake = false;
        QStringList roots = {};
        std::chrono::milliseconds callPatience = std::chrono::seconds(120);
        //! Programs may have to be downloaded first.
        std::chrono::milliseconds startPatience = std::chrono::minutes(3);
        std::chrono::milliseconds discoveryPatience = std::chrono::seconds(2);
    };

    using CallDone = std::function<void(const base::Result<CallResult> &)>;
    using CallProgress = std::function<void(const Progress &)>;

    Client(std::unique_ptr<Transport> transport, const Options &options);
    ~Client() override;

    //! \brief Once; Ready or Ended follows.
    void start();
    //! \brief Ended follows, within seconds.
    void stop();

    State state() const { return m_state; }
    //! Why it ended; not set after stop().
    const std::optional<base::Error> &error() const { return m_error; }
    const ServerInfo &server() const { return m_server; }
    const QList<ServerTool> &tools() const { return m_tools; }

    //! \brief Calls a tool. Where the session was lost meanwhile there is a new one first.
    //! \param arguments a JSON object
    //! \param context whose end cancels the call
    //! \param done called once, later: what the server gave; ErrorKind::Protocol of type "refused"
    //!        with its words; any error of the transport; ErrorKind::Timeout (subject "answer")
    void call(const QString &tool, const QByteArray &arguments, QObject *context,
              const CallDone &done, const CallProgress &progress = {});

Q_SIGNALS:
    void stateChanged();
    void toolsChanged();
    void logged(const QByteArray &text);

private:
    struct Call;

    // client.cpp
    void end(const std::optional<base::Error> &error);
    void fail(const base::Error &error);
    void become(State state);
    void onNotified(const QString &method, const json::JsonNode &params);
    void listTools(const QString &cursor = {});
    void onToolPage(const RpcReply &reply);
    void onListed();
    void watchTools();
    // clienthandshake.cpp
    void discover();
    void onDiscovered(const RpcReply &reply);
    void initialize();
    void onInitialized(const RpcReply &reply);
    void agree(const QString &version, bool isModern, const json::JsonNode &result);
    // clientcalls.cpp
    void send(const std::shared_ptr<Call> &call, const json::JsonNode &extra = {});
    void onReply(const std::shared_ptr<Call> &call, const RpcReply &reply);
    void answerInput(const std::shared_ptr<Call> &call, const json::JsonNode &result);
    void renew();

    Connection m_connection;
    Options m_options;
    State m_state = State::Idle;
    std::optional<base::Error> m_error;
    ServerInfo m_server;
    bool m_isModern = false;
    bool m_hasTools = false;
    bool m_tellsChanges = false;
    QTimer m_discoveryTimer;
    qint64 m_discovery = 0; // the request that is not answered yet
    qint64 m_initialization = 0; // the same
    bool m_hasInitialized = false; // or is about to: it is asked once
    QList<ServerTool> m_tools;
    QList<ServerTool> m_listing; // the pages so far
    QStringList m_cursors;
    bool m_isListing = false;
    bool m_listsAgain = false;
    QTimer m_listSoon;
    std::vector<std::shared_ptr<Call>> m_afterStart; // calls that lost their session
};

//! \return \a refusal as an error of type "refused".
base::Error errorOf(const RpcError &refusal);

} // namespace polylogue::app::mcp
