// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/mcp/servers.h"

#include "app/mcp/serverrun.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::mcp {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr qsizetype longestOutcome = 100'000; // characters

//! In English, for the model.
QString wordsOf(const Error &error)
{
    if (error.type == "refused"_L1)
        return error.detail;
    if (error.type == "tool_changed"_L1)
        return u"The tool is not what it was when it was offered, so it was not called."_s;
    if (error.type == "not_running"_L1)
        return u"The server of this tool is not running."_s;
    if (error.type == "input_required"_L1)
        return u"The server asks for something that is not offered here."_s;
    switch (error.kind) {
    case ErrorKind::Timeout:
        return u"The tool took too long and was cancelled."_s;
    case ErrorKind::TooLarge:
        return u"The tool's answer was too large."_s;
    case ErrorKind::Cancelled:
        return u"The call was cancelled."_s;
    default:
        return u"The server of this tool ended, or could not be reached."_s;
    }
}

} // namespace

tools::ToolOutcome outcomeOf(const Result<CallResult> &result)
{
    tools::ToolOutcome outcome{.content = result ? result->text : wordsOf(result.error()),
                               .isError = !result || result->isError};
    if (const qsizetype rest = outcome.content.size() - longestOutcome; rest > 0)
        outcome.content = outcome.content.first(longestOutcome)
            + u"\n[%1 more characters were left out.]"_s.arg(rest);
    if (outcome.isError && !outcome.content.startsWith("Error"_L1))
        outcome.content.prepend(u"Error: "_s);
    return outcome;
}

Servers::Servers(net::HttpClient &client, settings::SecretStore &secrets, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_secrets(secrets)
{ }

Servers::~Servers()
{
    blockSignals(true);
    // All at once, so that they end beside each other.
    for (const auto &run : m_runs)
        run->stop();
}

Servers::Run *Servers::find(const ServerId &id) const
{
    const auto found = std::find_if(m_runs.begin(), m_runs.end(),
                                    [&id](const auto &run) { return run->config().id == id; });
    return found == m_runs.end() ? nullptr : found->get();
}

void Servers::setServers(const QList<ServerConfig> &servers)
{
    std::vector<std::unique_ptr<Run>> runs;
    for (const ServerConfig &config : servers) {
        const auto known = std::find_if(m_runs.begin(), m_runs.end(), [&config](const auto &run) {
            return run && run->config().id == config.id;
        });
        if (known == m_runs.end()) {
            runs.push_back(std::make_unique<Run>(*this, config));
        } else {
            (*known)->setConfig(config);
            runs.push_back(std::move(*known));
        }
    }
    m_runs.swap(runs); // what is left over ends here
    Q_EMIT toolsChanged();
}

QList<ServerConfig> Servers::servers() const
{
    QList<ServerConfig> servers;
    for (const auto &run : m_runs)
        servers.append(run->config());
    return servers;
}

void Servers::start(const ServerId &id, const QByteArray &approval)
{
    if (Run *run = find(id))
        run->start(approval);
}

void Servers::stop(const ServerId &id)
{
    if (Run *run = find(id))
        run->stop();
}

ServerStatus Servers::status(const ServerId &id) const
{
    const Run *run = find(id);
    return run ? run->status() : ServerStatus();
}

QByteArray Servers::log(const ServerId &id) const
{
    const Run *run = find(id);
    return run ? run->log() : QByteArray();
}

QList<tools::Tool> Servers::tools() const
{
    QList<tools::Tool> all;
    for (const auto &run : m_runs)
        all += run->tools();
    return all;
}

} // namespace polylogue::app::mcp
