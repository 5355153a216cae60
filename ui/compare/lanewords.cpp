// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/lanewords.h"

#include "app/session/costs.h"
#include "ui/text/format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace polylogue::ui::compare::words {

namespace {

using app::conversation::FinishReason;
using app::conversation::Message;
using app::conversation::MessageState;
using app::session::LaneMetrics;
using app::store::HistoryRule;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Lanes)
};

} // namespace

QString laneName(qsizetype position)
{
    return Words::tr("Lane %1").arg(app::session::laneLetter(position));
}

QString historyRule(HistoryRule rule)
{
    switch (rule) {
    case HistoryRule::Own:
        return Words::tr("Own history");
    case HistoryRule::Chosen:
        return Words::tr("Continue from the chosen answer");
    case HistoryRule::Shared:
        return Words::tr("Share all answers");
    }
    return {};
}

QString historyRuleHint(HistoryRule rule)
{
    switch (rule) {
    case HistoryRule::Own:
        return Words::tr("Each lane is sent what was said in it.");
    case HistoryRule::Chosen:
        return Words::tr("Each lane is sent the main line, where promoted answers are.");
    case HistoryRule::Shared:
        return Words::tr(
            "Each lane is sent what was said in it, and what the others answered last.");
    }
    return {};
}

QString differences(const QList<app::session::LaneDifference> &differences)
{
    constexpr qsizetype LongestValue = 24;
    QStringList words;
    for (const app::session::LaneDifference &difference : differences) {
        if (difference.field == "system_prompt"_L1)
            words << (difference.value.isEmpty() ? Words::tr("no system prompt")
                                                 : Words::tr("own system prompt"));
        else if (difference.field == "tools"_L1)
            words
                << (difference.value.isEmpty()
                        ? Words::tr("no tools")
                        : Words::tr("tools %1").arg(text::oneLine(difference.value, LongestValue)));
        else if (difference.value.isEmpty())
            words << Words::tr("%1 not set").arg(difference.field);
        else
            words << difference.field + u' ' + text::oneLine(difference.value, LongestValue);
    }
    return words.join(u" · "_s);
}

QString rung(const app::attachments::Attachment &file, const app::attachments::Delivery &delivery)
{
    using app::conversation::Rung;
    if (!delivery.rung)
        return Words::tr("not taken");
    switch (*delivery.rung) {
    case Rung::Native:
        return file.isDocument() ? Words::tr("native PDF")
            : file.isImage()     ? Words::tr("image")
                                 : Words::tr("text");
    case Rung::PageImages:
        return Words::tr("page images");
    case Rung::Text:
    case Rung::RecognizedText:
        return Words::tr("text");
    }
    return {};
}

QString firstToken(const LaneMetrics &metrics)
{
    return metrics.firstToken ? text::duration(*metrics.firstToken) : QString();
}

QString total(const LaneMetrics &metrics)
{
    return metrics.total ? text::duration(*metrics.total) : QString();
}

QString speed(const LaneMetrics &metrics)
{
    return metrics.tokensPerSecond
        ? Words::tr("%1 tok/s").arg(text::count(qRound64(*metrics.tokensPerSecond)))
        : QString();
}

QString tokens(const LaneMetrics &metrics)
{
    return metrics.tokens ? text::tokenCount(*metrics.tokens) : QString();
}

QString ending(const Message &answer)
{
    switch (answer.state) {
    case MessageState::Stopped:
        return Words::tr("stopped");
    case MessageState::Interrupted:
        return Words::tr("interrupted");
    case MessageState::Failed:
        return Words::tr("failed");
    case MessageState::Pending:
    case MessageState::Streaming:
        return {};
    case MessageState::Complete:
        break;
    }
    switch (answer.finishReason.value_or(FinishReason::Stop)) {
    case FinishReason::Length:
        return Words::tr("cut by length");
    case FinishReason::ContentFilter:
        return Words::tr("filtered");
    case FinishReason::ToolCalls:
        return Words::tr("asks for tools");
    case FinishReason::Error:
        return Words::tr("failed");
    case FinishReason::Stop:
    case FinishReason::Unknown:
        break;
    }
    return {};
}

QString cost(const Message &answer, const app::settings::Settings &settings)
{
    const auto use = app::session::tokenUseOf(answer);
    const auto cost = use ? app::session::costOf(*use, settings.prices) : std::nullopt;
    return cost ? text::money(cost->amount, settings.currency, cost->isEstimate) : QString();
}

} // namespace polylogue::ui::compare::words
