// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/baseurl.h"
#include "app/grid/gridrunner.h"
#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/store/blobstore.h"

#include <QCoreApplication>
#include <QUrl>

using namespace polylogue::app;
using namespace Qt::StringLiterals;

//! rungrid DATA URL: goes on with the grid run that is stored, as the window does, and ends with
//! it.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QString data = application.arguments().at(1);
    const endpoint::Endpoint endpoint = endpoint::endpointFor(QUrl(application.arguments().at(2)));

    store::ChatStore chatStore(data);
    const store::BlobStore blobs(data + u"/blobs"_s);
    attachments::AttachmentLoader loader(blobs);
    net::HttpClient client;
    net::LearnedDrops learned;
    std::unique_ptr<grid::GridRunner> runner;
    const grid::GridServices services{
        .makeSession =
            [&] {
                return std::make_unique<session::ChatSession>(client, learned, blobs, [&] {
                    return base::Result<net::EndpointAccess>(
                        net::EndpointAccess{.endpoint = endpoint});
                });
            },
        .currentEndpoint = [&] { return runner->run().setup.endpoint; },
        .loader = loader,
        .store = chatStore};
    chatStore.listGridRuns(&application, [&](const auto &runs) {
        chatStore.loadGridRun(runs->constFirst().id, &application, [&](const auto &stored) {
            runner = std::make_unique<grid::GridRunner>(services, *stored);
            QObject::connect(runner.get(), &grid::GridRunner::stateChanged, &application, [&] {
                if (runner->state() == grid::GridRunner::State::Ended)
                    QCoreApplication::quit();
            });
            runner->start();
        });
    });
    return QCoreApplication::exec();
}
