// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/grid/gridfixture.h"

#include "app/endpoint/baseurl.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

namespace polylogue::tests {

using namespace app;

GridFixture::GridFixture()
    : store(std::make_unique<app::store::ChatStore>(directory.path()))
    , endpoint(endpoint::endpointFor(server.url()))
{
    server.on(ChatPath, Reply::chat({"In ", "France"}));
}

GridFixture::~GridFixture()
{
    runner.reset();
}

void GridFixture::make(int rows, const QStringList &models)
{
    run = {.id = app::store::GridRunId::create(),
           .title = u"Cities"_s,
           .createdAt = QDateTime::currentDateTimeUtc(),
           .setup = {.endpoint = endpoint.id,
                     .models = models,
                     .prompts = {{.text = u"Where is {city}?"_s}},
                     .expectedColumn = u"country"_s},
           .columns = {u"city"_s, u"country"_s}};
    for (int row = 0; row < rows; ++row)
        run.rows.append({u"City %1"_s.arg(row), row == 0 ? u"Italy"_s : u"France"_s});
    store->write({app::store::SaveGridRun{run}});
    reload();
}

void GridFixture::reload()
{
    std::optional<base::Result<app::store::StoredGridRun>> stored;
    runner.reset();
    store->loadGridRun(run.id, &client, [&stored](const auto &result) { stored = result; });
    [&] { QTRY_VERIFY(stored); }();
    if (!stored || !*stored)
        qFatal("the run cannot be loaded");
    runner = std::make_unique<grid::GridRunner>(
        grid::GridServices{.makeSession =
                               [this] {
                                   return std::make_unique<session::ChatSession>(
                                       client, learned, blobs, [this] {
                                           return base::Result<net::EndpointAccess>(
                                               net::EndpointAccess{.endpoint = endpoint});
                                       });
                               },
                           .currentEndpoint = [this] { return endpoint.id; },
                           .loader = loader,
                           .store = *store},
        **stored);
}

bool GridFixture::runToEnd()
{
    runner->start();
    return QTest::qWaitFor(
        [this] {
            return runner->state() != grid::GridRunner::State::Running
                && runner->state() != grid::GridRunner::State::Held && runner->askingCount() == 0;
        },
        20'000);
}

QHash<QString, int> GridFixture::asked() const
{
    QHash<QString, int> counts;
    for (const SeenRequest &seen : server.requests(ChatPath)) {
        const QJsonObject body = QJsonDocument::fromJson(seen.body).object();
        const QJsonValue content =
            body["messages"_L1].toArray().last().toObject().value("content"_L1);
        QString question = content.toString();
        for (const QJsonValue &part : content.toArray())
            question += part["text"_L1].toString();
        ++counts[body["model"_L1].toString() + u": "_s + question];
    }
    return counts;
}

} // namespace polylogue::tests
