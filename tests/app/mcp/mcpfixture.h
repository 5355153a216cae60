// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/mcp/client.h"
#include "app/mcp/serverconfig.h"
#include "tests/support/waituntil.h"

#include <QDir>

namespace polylogue::tests {

constexpr int patience = 60'000; // ms; for what comes, however slow the machine is

//! \return the scripted server, behaving as \a mode says (fakeserver.cpp).
inline app::mcp::ServerConfig fakeServer(const QString &mode = QStringLiteral("old"))
{
    app::mcp::ServerConfig config;
    config.id = app::mcp::ServerId::create();
    config.name = QStringLiteral("fake");
    config.command = QStringLiteral(POLYLOGUE_FAKE_SERVER);
    config.arguments = {mode};
    config.folder = QDir::tempPath();
    return config;
}

//! \return the arguments of a tool's call.
inline QByteArray toSay(const QByteArray &text)
{
    return "{\"text\":\"" + text + "\"}";
}

//! \brief A Client that runs, and what it told.
struct ClientWatch
{
    explicit ClientWatch(std::unique_ptr<app::mcp::Transport> transport,
                         const app::mcp::Client::Options &options = {})
        : client(std::move(transport), options)
    {
        QObject::connect(&client, &app::mcp::Client::logged, &client,
                         [this](const QByteArray &text) { log += text.right(100'000); });
        QObject::connect(&client, &app::mcp::Client::toolsChanged, &client,
                         [this] { ++toolChanges; });
    }

    bool start()
    {
        client.start();
        return waitFor(app::mcp::Client::State::Ready);
    }
    bool waitFor(app::mcp::Client::State state)
    {
        return waitUntil(
                   [&] {
                       return client.state() == state
                           || client.state() == app::mcp::Client::State::Ended;
                   },
                   patience)
            && client.state() == state;
    }
    QStringList toolNames() const
    {
        QStringList names;
        for (const app::mcp::ServerTool &tool : client.tools())
            names.append(tool.name);
        return names;
    }
    //! \return what a call came to; an error's type, or its kind, behind an exclamation mark.
    QString call(const QByteArray &text, const QString &tool = QStringLiteral("echo"))
    {
        QObject context;
        std::optional<QString> came;
        client.call(
            tool, toSay(text), &context,
            [&](const app::base::Result<app::mcp::CallResult> &result) {
                last = result ? *result : app::mcp::CallResult();
                if (result)
                    came = result->text;
                else
                    came = u'!'
                        + (result.error().type.isEmpty() ? QDebug::toString(result.error().kind)
                                                         : result.error().type);
            },
            [this](const app::mcp::Progress &progress) {
                steps.append(progress.done + u'/' + progress.total);
            });
        waitUntil([&] { return came.has_value(); }, patience);
        return came.value_or(QStringLiteral("!nothing"));
    }

    QByteArray log;
    int toolChanges = 0;
    QStringList steps;
    app::mcp::CallResult last;
    app::mcp::Client client;
};

} // namespace polylogue::tests
