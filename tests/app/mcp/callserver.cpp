// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

//! \file For trying servers by hand: starts those of a configuration file, lists their tools and
//!       calls what standard input asks for, a line each: NAME {"an": "argument"}. "wait N" waits N
//!       seconds.

#include "app/mcp/serverlist.h"
#include "app/mcp/servers.h"
#include "app/net/httpclient.h"
#include "app/settings/secretstore.h"
#include "tests/app/mcp/mcpfixture.h"

#include <QCoreApplication>
#include <QFile>
#include <QTextStream>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::mcp;
using namespace polylogue::tests;

namespace {

bool start(Servers &servers, const ServerConfig &config, QTextStream &out)
{
    const auto complete = expanded(config, QProcessEnvironment::systemEnvironment());
    if (!complete)
        return false;
    out << config.name << ": " << commandLineOf(*complete) << '\n';
    servers.start(config.id, fingerprintOf(*complete));
    waitUntil([&] { return servers.status(config.id).state != ServerState::Starting; }, 180'000);
    const ServerStatus status = servers.status(config.id);
    out << "  " << status.info.name << ' ' << status.info.version << " speaks "
        << status.info.protocol << ", " << status.tools.size() << " tools\n";
    if (status.error)
        out << QDebug::toString(*status.error) << '\n';
    return status.state == ServerState::Running;
}

void call(const Servers &servers, const QString &line, QTextStream &out)
{
    const qsizetype space = line.indexOf(u' ');
    const QString name = line.left(space);
    const QByteArray arguments = space < 0 ? "{}"_ba : line.mid(space + 1).toUtf8();
    if (name == "wait"_L1) {
        waitUntil([] { return false; }, 1000 * arguments.toInt());
        return;
    }
    for (const tools::Tool &tool : servers.tools()) {
        if (tool.definition.name != name)
            continue;
        QObject context;
        bool hasCome = false;
        tool.run(arguments, &context, [&](const tools::ToolOutcome &outcome) {
            out << "== " << line << (outcome.isError ? "\n!! " : "\n-> ")
                << outcome.content.left(300).replace(u'\n', u' ') << '\n';
            hasCome = true;
        });
        waitUntil([&] { return hasCome; }, 300'000);
        return;
    }
    out << "== " << line << "\n?? no such tool\n";
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QTextStream out(stdout);
    QFile file(QString::fromLocal8Bit(argc > 1 ? argv[1] : ""));
    const auto list = file.open(QIODevice::ReadOnly)
        ? decodeServerList(file.readAll())
        : base::Result<QList<ServerConfig>>(base::Error{.kind = base::ErrorKind::File});
    if (!list) {
        out << "usage: callserver FILE.json\n";
        return 2;
    }
    net::HttpClient client;
    settings::MemorySecretStore secrets;
    Servers servers(client, secrets);
    servers.setServers(*list);
    bool isRunning = true;
    for (const ServerConfig &config : *list)
        isRunning = start(servers, config, out) && isRunning;
    for (const tools::Tool &tool : servers.tools())
        out << "  " << tool.definition.name << '\n';
    out.flush();
    QTextStream in(stdin);
    for (QString line; in.readLineInto(&line);) {
        if (!line.isEmpty())
            call(servers, line, out);
        out.flush();
    }
    for (const ServerConfig &config : *list) {
        servers.stop(config.id);
        waitUntil([&] { return servers.status(config.id).state == ServerState::Stopped; }, 10'000);
        out << "log of " << config.name << ":\n" << servers.log(config.id).right(2000) << '\n';
    }
    return isRunning ? 0 : 1;
}
