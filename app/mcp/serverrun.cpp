// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/mcp/serverrun.h"

#include "app/base/redact.h"
#include "app/mcp/httptransport.h"
#include "app/mcp/serversecrets.h"
#include "app/mcp/stdiotransport.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::mcp {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr qsizetype largestLog = 256 * 1024; // bytes
constexpr int mostRestarts = 3;

} // namespace

Servers::Run::Run(Servers &servers, const ServerConfig &config)
    : m_servers(servers)
    , m_config(config)
{ }

Servers::Run::~Run()
{
    m_reading.reset();
    if (m_client)
        m_client->disconnect(this);
}

void Servers::Run::setConfig(const ServerConfig &config)
{
    const bool isOther = fingerprintOf(config) != fingerprintOf(m_config);
    m_config = config;
    if (isOther)
        stop();
}

void Servers::Run::start(const QByteArray &approval)
{
    if (m_client || m_reading)
        return;
    m_approval = approval;
    m_hasRun = false;
    m_restarts = 0;
    become(ServerState::Starting);
    const auto complete = expanded(m_config, QProcessEnvironment::systemEnvironment());
    m_reading = std::make_unique<QObject>();
    if (!complete) {
        QMetaObject::invokeMethod(
            m_reading.get(), [this, error = complete.error()] { launch(error); },
            Qt::QueuedConnection);
        return;
    }
    withSecrets(*complete, m_servers.m_secrets, m_reading.get(),
                [this](const Result<ServerConfig> &config) { launch(config); });
}

void Servers::Run::launch(const Result<ServerConfig> &config)
{
    m_reading.release()->deleteLater(); // it is what calls us
    if (!config) {
        become(ServerState::Failed, config.error());
        return;
    }
    m_source = (QStringList{commandLineOf(*config)} + surroundingsOf(*config)).join(u'\n');
    std::unique_ptr<Transport> transport;
    if (config->isProgram())
        transport = std::make_unique<StdioTransport>(*config, m_approval);
    else
        transport = std::make_unique<HttpTransport>(m_servers.m_client, *config, m_approval);
    Client::Options options{.beginsWithHandshake = config->beginsWithHandshake,
                            .roots = config->roots};
    if (config->timeoutSeconds)
        options.callPatience = std::chrono::seconds(*config->timeoutSeconds);
    m_client = std::make_unique<Client>(std::move(transport), options);
    connect(m_client.get(), &Client::stateChanged, this, [this] { onClientState(); });
    connect(m_client.get(), &Client::logged, this,
            [this](const QByteArray &text) { addToLog(text); });
    connect(m_client.get(), &Client::toolsChanged, this, [this] {
        if (!m_client || m_client->state() != Client::State::Ready)
            return;
        m_status.tools = m_client->tools();
        m_offered = m_status.tools;
        Q_EMIT m_servers.toolsChanged();
    });
    m_client->start();
}

void Servers::Run::stop()
{
    if (m_reading) {
        m_reading.release()->deleteLater();
        become(ServerState::Stopped);
    } else if (m_client) {
        become(ServerState::Stopping);
        m_client->stop();
    } else {
        become(ServerState::Stopped);
    }
}

void Servers::Run::become(ServerState state, const std::optional<Error> &error)
{
    m_status.state = state;
    m_status.error = error;
    const bool hadTools = !m_offered.isEmpty();
    if (state != ServerState::Running)
        m_status.tools.clear();
    if (state == ServerState::Stopped || (state == ServerState::Failed && !mayRestart()))
        m_offered.clear();
    if (state == ServerState::Stopped || state == ServerState::Failed) {
        for (const Waiting &call : std::exchange(m_waiting, {}))
            tell(call, error.value_or(Error{.kind = ErrorKind::Cancelled}));
    }
    Q_EMIT m_servers.statusChanged(m_config.id);
    if (hadTools && m_offered.isEmpty())
        Q_EMIT m_servers.toolsChanged();
}

void Servers::Run::onClientState()
{
    switch (m_client->state()) {
    case Client::State::Idle:
    case Client::State::Starting:
        return;
    case Client::State::Ready:
        m_hasRun = true;
        m_status.info = m_client->server();
        m_status.tools = m_client->tools();
        m_offered = m_status.tools;
        become(ServerState::Running);
        Q_EMIT m_servers.toolsChanged();
        for (const Waiting &call : std::exchange(m_waiting, {}))
            callNow(call);
        return;
    case Client::State::Ended: {
        const bool wasStopped = m_status.state == ServerState::Stopping;
        auto error = m_client->error();
        for (const auto *values : {&m_config.environment, &m_config.headers}) {
            for (const NamedValue &value : *values) {
                if (error && value.isSecret)
                    error = base::redacted(*error, value.value);
            }
        }
        m_client.release()->deleteLater(); // it is what calls us
        if (wasStopped || !error)
            become(ServerState::Stopped);
        else
            become(ServerState::Failed, error);
        return;
    }
    }
}

void Servers::Run::addToLog(const QByteArray &text)
{
    m_log += text.right(largestLog);
    if (m_log.size() > largestLog) {
        m_log.remove(0, m_log.size() - largestLog * 3 / 4);
        if (const qsizetype line = m_log.indexOf('\n'); line >= 0)
            m_log.remove(0, line + 1);
    }
    Q_EMIT m_servers.logged(m_config.id);
}

void Servers::Run::call(const ServerTool &tool, const QByteArray &arguments, QObject *context,
                        const tools::Tool::Done &done)
{
    const Waiting call{.tool = tool, .arguments = arguments, .context = context, .done = done};
    if (m_status.state == ServerState::Running) {
        callNow(call);
        return;
    }
    if (m_status.state == ServerState::Failed && mayRestart()) {
        const int restarts = m_restarts + 1;
        start(m_approval);
        m_restarts = restarts;
        m_hasRun = true;
    }
    if (m_status.state == ServerState::Starting)
        m_waiting.push_back(call);
    else
        tell(call, Error{.kind = ErrorKind::Incomplete, .type = u"not_running"_s});
}

bool Servers::Run::mayRestart() const
{
    return m_hasRun && m_restarts < mostRestarts;
}

QList<tools::Tool> Servers::Run::tools()
{
    QList<tools::Tool> tools;
    for (const ServerTool &tool : std::as_const(m_offered)) {
        const auto call = [run = QPointer<Run>(this), tool](const QByteArray &arguments,
                                                            QObject *context,
                                                            const tools::Tool::Done &done) {
            if (run) {
                run->call(tool, arguments, context, done);
                return;
            }
            const Error gone{.kind = ErrorKind::Incomplete, .type = u"not_running"_s};
            QMetaObject::invokeMethod(
                context, [done, gone] { done(outcomeOf(gone)); }, Qt::QueuedConnection);
        };
        tools.append({.definition = {.name = toolNameFor(m_config.name, tool.name),
                                     .description = tool.description,
                                     .parametersSchema = tool.inputSchema},
                      .run = call,
                      .kind = tools::ToolKind::Server,
                      .server = m_config.name,
                      .source = m_source + u'\n' + QString::fromLatin1(m_approval)});
    }
    return tools;
}

void Servers::Run::callNow(const Waiting &call)
{
    if (!call.context)
        return;
    // It may have become another one under the same name since it was looked at.
    if (!m_status.tools.contains(call.tool)) {
        tell(call, Error{.kind = ErrorKind::Forbidden, .type = u"tool_changed"_s});
        return;
    }
    const QPointer<Run> run(this);
    m_client->call(call.tool.name, call.arguments, call.context,
                   [run, call](const Result<CallResult> &result) {
                       if (run && result)
                           run->m_restarts = 0;
                       call.done(outcomeOf(result));
                   });
}

void Servers::Run::tell(const Waiting &call, const Result<CallResult> &result)
{
    if (!call.context)
        return;
    QMetaObject::invokeMethod(
        call.context, [call, result] { call.done(outcomeOf(result)); }, Qt::QueuedConnection);
}

} // namespace polylogue::app::mcp
