// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/grid/gridrunner.h"
#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/store/blobstore.h"
#include "app/store/chatstore.h"
#include "tests/support/faultserver.h"

#include <QTemporaryDir>

namespace polylogue::tests {

//! \brief A run and all that it needs: a store, a server.
struct GridFixture
{
    GridFixture();
    ~GridFixture();
    Q_DISABLE_COPY_MOVE(GridFixture)

    //! \brief Stores a run of \a rows rows and makes its runner.
    void make(int rows, const QStringList &models = {QStringLiteral("m")});
    //! \brief As another start of the program: reads the run from the store.
    void reload();
    //! \brief Starts it and waits until nothing more is asked.
    bool runToEnd();
    //! \return how often each question was asked, as "model: question".
    QHash<QString, int> asked() const;

    QTemporaryDir directory;
    FaultServer server;
    app::net::HttpClient client;
    app::net::LearnedDrops learned;
    app::store::BlobStore blobs{directory.path() + QStringLiteral("/blobs")};
    app::attachments::AttachmentLoader loader{blobs};
    std::unique_ptr<app::store::ChatStore> store;
    app::endpoint::Endpoint endpoint;
    app::store::GridRun run;
    std::unique_ptr<app::grid::GridRunner> runner;
};

//! \brief Where requests for answers go.
inline const QByteArray ChatPath = QByteArrayLiteral("/v1/chat/completions");

} // namespace polylogue::tests
