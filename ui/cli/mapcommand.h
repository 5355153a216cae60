// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/embeddings/vectorfile.h"
#include "app/projection/umap.h"
#include "ui/cli/command.h"
#include "ui/cli/commandline.h"

#include <QFutureWatcher>

namespace polylogue::ui::cli {

//! \brief polylogue map: vectors of a file in, places on a map out.
class MapCommand final : public Command
{
    Q_OBJECT

public:
    MapCommand(Terminal &terminal, const MapInvocation &invocation, QObject *parent = nullptr);
    ~MapCommand() override;

    void start() override;
    void interrupt() override;

private:
    struct Drawn
    {
        app::embeddings::VectorFile file = {};
        app::projection::Map map = {};
    };
    using Outcome = app::base::Result<Drawn>;

    static void draw(QPromise<Outcome> &promise, const MapInvocation &invocation);
    void onProgress(int percent);
    void onDrawn();
    void tell(const Drawn &drawn);

    Terminal &m_terminal;
    MapInvocation m_invocation;
    QFutureWatcher<Outcome> m_watcher;
};

} // namespace polylogue::ui::cli
