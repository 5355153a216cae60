// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/net/embeddingrequest.h"
#include "ui/cli/command.h"
#include "ui/cli/commandline.h"
#include "ui/cli/serverfinder.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace polylogue::ui::cli {

//! \return the lines of \a text, one text each, without a last empty one.
QStringList textsIn(const QString &text);

//! \brief polylogue embed: one text a line in, one vector a line out, in batches.
class EmbedCommand final : public Command
{
    Q_OBJECT

public:
    //! \param texts none of them empty
    EmbedCommand(const CommandContext &context, const EmbedInvocation &invocation,
                 const QStringList &texts, QObject *parent = nullptr);

    void start() override { m_finder.start(); }

private:
    void askForNextBatch();
    void onBatch(const app::wire::Embeddings &embeddings);
    void end(int exitCode, const std::optional<app::base::Error> &error);

    CommandContext m_context;
    EmbedInvocation m_invocation;
    QStringList m_texts;
    ServerFinder m_finder;
    std::unique_ptr<app::net::EmbeddingRequest> m_request;
    qsizetype m_done = 0; // texts
    std::vector<std::vector<float>> m_vectors; // only for --json
    app::conversation::Usage m_usage;
};

} // namespace polylogue::ui::cli
