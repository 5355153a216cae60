// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/grid/gridwords.h"

#include "ui/text/errortext.h"
#include "ui/text/format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace polylogue::ui::grid {

using app::base::Error;
using app::grid::GridRunner;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(polylogue::ui::grid)
};

QString counts(const GridRunner &runner)
{
    QString counted = Words::tr("%1 of %2 answers")
                          .arg(text::count(runner.endedCount() - runner.failedCount()),
                               text::count(runner.cellCount()));
    if (runner.failedCount() > 0)
        counted += u", "_s + Words::tr("%1 failed").arg(text::count(runner.failedCount()));
    return counted;
}

} // namespace

QString errorLine(const Error &error, const QString &model)
{
    if (error.type == "empty_question"_L1)
        return Words::tr("The question is empty.");
    if (error.type == "other_endpoint"_L1)
        return Words::tr("The run was begun with another server. Choose that one to go on.");
    const text::ErrorText words = text::errorText(error, model);
    return words.serverWords.isEmpty() ? words.title : words.title + u": "_s + words.serverWords;
}

QString stateText(const GridRunner &runner)
{
    const auto seconds = [](std::chrono::milliseconds time) {
        return text::duration(std::chrono::ceil<std::chrono::seconds>(time));
    };
    switch (runner.state()) {
    case GridRunner::State::Running:
        return Words::tr("Asking: %1").arg(counts(runner));
    case GridRunner::State::Held:
        return Words::tr("The server wants us to wait %1: %2")
            .arg(seconds(runner.timeHeld()), counts(runner));
    case GridRunner::State::Ended:
        return Words::tr("Done: %1").arg(counts(runner));
    case GridRunner::State::Paused:
        break;
    }
    if (runner.reason())
        return Words::tr("Stopped. %1 (%2)").arg(errorLine(*runner.reason()), counts(runner));
    return runner.askingCount() > 0
        ? Words::tr("Pausing; what was asked comes in. %1").arg(counts(runner))
        : Words::tr("Paused: %1").arg(counts(runner));
}

app::grid::GridWords exportWords()
{
    return {.model = Words::tr("Model"),
            .answered = Words::tr("Answered"),
            .failed = Words::tr("Failed"),
            .asExpected = Words::tr("As expected"),
            .notAsExpected = Words::tr("Not as expected"),
            .firstToken = Words::tr("First token, mean (s)"),
            .duration = Words::tr("Duration, mean (s)"),
            .tokens = Words::tr("Tokens in / out"),
            .waiting = Words::tr("Not asked"),
            .error = [](const Error &error) { return errorLine(error); }};
}

} // namespace polylogue::ui::grid
