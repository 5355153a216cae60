// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/grid/gridestimate.h"

#include "app/grid/gridquestion.h"
#include "app/session/tokenestimate.h"

namespace polylogue::app::grid {

namespace {

constexpr qint64 tokensOfFile = 1000; // as session::estimatedTokens() takes a picture

} // namespace

GridEstimate estimateOf(const store::GridRun &run)
{
    GridEstimate estimate;
    const qsizetype prompts = run.setup.prompts.size();
    const qint64 models = run.setup.models.size();
    for (qsizetype row = 0; models > 0 && row < run.rows.size(); ++row) {
        // Every model is asked the same.
        for (qsizetype lane = 0; lane < prompts; ++lane) {
            const GridQuestion question = questionOf(run, row, lane);
            const bool hasFile = !question.filePath.isEmpty();
            estimate.requests += models;
            estimate.files += hasFile ? models : 0;
            estimate.inputTokens += models
                * (session::estimatedTokens(question.text)
                   + session::estimatedTokens(question.options.systemPrompt)
                   + (hasFile ? tokensOfFile : 0));
        }
    }
    return estimate;
}

} // namespace polylogue::app::grid
