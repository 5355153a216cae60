// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/embeddings/embeddingjob.h"
#include "app/embeddings/textmap.h"
#include "app/embeddings/vectorfile.h"
#include "app/projection/umap.h"
#include "ui/cli/command.h"
#include "ui/cli/commandline.h"
#include "ui/cli/serverfinder.h"

#include <QFutureWatcher>

#include <memory>
#include <optional>

namespace polylogue::ui::cli {

//! \brief polylogue map: texts of a table or vectors of a file in, a picture or places out.
class MapCommand final : public Command
{
    Q_OBJECT

public:
    MapCommand(const CommandContext &context, const MapInvocation &invocation,
               QObject *parent = nullptr);
    ~MapCommand() override;

    void start() override;
    void interrupt() override;

private:
    struct Drawn
    {
        app::embeddings::VectorFile file = {};
        app::projection::Map map = {};
        app::embeddings::Clusters clusters = {}; //!< none where there are no texts to name them
    };
    using Outcome = app::base::Result<Drawn>;

    static void draw(QPromise<Outcome> &promise, const MapInvocation &invocation,
                     const std::optional<app::embeddings::VectorFile> &given,
                     const QStringList &texts);
    void embed();
    void onEmbedded();
    void onProgress(int percent);
    void onDrawn();
    app::base::Status write(const Drawn &drawn) const;
    void tell(const Drawn &drawn);
    void failInput(const app::base::Error &error);

    CommandContext m_context;
    MapInvocation m_invocation;
    std::unique_ptr<ServerFinder> m_finder;
    std::unique_ptr<app::embeddings::EmbeddingJob> m_job;
    app::embeddings::VectorFile m_embedded; // texts with their vectors, once they are there
    QStringList m_texts;
    QFutureWatcher<Outcome> m_watcher;
};

} // namespace polylogue::ui::cli
