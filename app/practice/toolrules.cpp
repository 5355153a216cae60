// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/toolrules.h"

#include "app/practice/toolarguments.h"
#include "app/practice/toolresults.h"
#include "app/practice/toolselection.h"

#include <QRegularExpression>
#include <QUuid>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

using ToolChoice = ChatRequest::ToolChoice;

CalledFunction newCall(const QString &name, const QString &arguments)
{
    return {.id = u"call_"_s + QUuid::createUuid().toString(QUuid::Id128).left(10),
            .name = name,
            .arguments = arguments};
}

//! The calls that a turn may still need, round by round.
class Round
{
public:
    Round(const Prompt &prompt, const std::vector<FinishedCall> &finished,
          const std::vector<WantedTool> &wanted)
        : m_prompt(prompt)
        , m_finished(finished)
        , m_wanted(wanted)
    { }

    std::vector<CalledFunction> calls()
    {
        std::vector<CalledFunction> calls;
        for (size_t i = 0; i < m_wanted.size(); ++i) {
            if (isFinished(m_wanted[i].tool->name))
                continue;
            for (CalledFunction &call : callsOf(i))
                calls.push_back(std::move(call));
        }
        if (!m_prompt.request.allowsParallelCalls && calls.size() > 1)
            calls.resize(1);
        return calls;
    }

    //! The wanted tools that lack an argument which nothing can give any more.
    const QStringList &unfilled() const { return m_unfilled; }

private:
    bool isFinished(const QString &name) const
    {
        return std::any_of(m_finished.begin(), m_finished.end(),
                           [&name](const FinishedCall &call) { return call.name == name; });
    }

    //! The piece of the prompt from a tool's mention to the next one's.
    QString pieceOf(size_t index) const
    {
        const qsizetype from = m_wanted[index].position;
        const qsizetype to =
            index + 1 < m_wanted.size() ? m_wanted[index + 1].position : m_prompt.text.size();
        return m_prompt.text.sliced(from, to - from);
    }

    //! Of an earlier wanted tool whose result this one's piece of the prompt speaks of.
    std::optional<QString> needed(size_t index) const
    {
        static const QRegularExpression result(
            u"\\b(?:the|that|this|its) (?:result|answer|output|outcome)\\b|\\bthat (?:number|value)\\b"_s,
            QRegularExpression::CaseInsensitiveOption);
        const QString piece = pieceOf(index);
        for (size_t i = 0; i < index; ++i) {
            if (speaksOf(piece, m_wanted[i]))
                return m_wanted[i].tool->name;
        }
        if (index > 0 && result.match(piece).hasMatch())
            return m_wanted[index - 1].tool->name;
        return {};
    }

    std::vector<CalledFunction> callsOf(size_t index)
    {
        const Function &tool = *m_wanted[index].tool;
        ArgumentSource source{.text = pieceOf(index), .wholeText = m_prompt.text};
        if (const auto other = needed(index)) {
            if (!isFinished(*other))
                return {}; // its turn comes in the next round
            source.results = valuesOf(m_finished, *other);
        }
        const auto several = enumeratedArguments(tool, source);
        if (several.size() > 1) {
            std::vector<CalledFunction> calls;
            for (const QString &arguments : several)
                calls.push_back(newCall(tool.name, arguments));
            return calls;
        }
        auto arguments = argumentsFor(tool, source);
        if (!arguments) {
            source.text = m_prompt.text;
            source.results = valuesOf(m_finished, {});
            arguments = argumentsFor(tool, source);
        }
        if (arguments)
            return {newCall(tool.name, *arguments)};
        m_unfilled.append(tool.name);
        return {};
    }

    const Prompt &m_prompt;
    const std::vector<FinishedCall> &m_finished;
    const std::vector<WantedTool> &m_wanted;
    QStringList m_unfilled = {};
};

//! The call that tool_choice insists on, with invented arguments where there are none.
CalledFunction forcedCall(const Prompt &prompt, const std::vector<WantedTool> &wanted)
{
    const std::vector<Function> &tools = prompt.request.tools;
    const Function *tool = wanted.empty() ? &tools.front() : wanted.front().tool;
    for (const Function &candidate : tools) {
        if (prompt.request.toolChoice == ToolChoice::Named
            && candidate.name == prompt.request.namedTool)
            tool = &candidate;
    }
    const ArgumentSource source{.text = prompt.text, .wholeText = prompt.text, .mayInvent = true};
    return newCall(tool->name, argumentsFor(*tool, source).value_or(u"{}"_s));
}

} // namespace

std::optional<ToolPlan> planTools(const Prompt &prompt)
{
    const ChatRequest &request = prompt.request;
    const std::vector<FinishedCall> finished = finishedCalls(request.turns, prompt.userTurn);
    const bool mayCall = !request.tools.empty() && request.toolChoice != ToolChoice::None;
    if (!mayCall && finished.empty())
        return {};

    ToolPlan plan;
    QStringList unfilled;
    if (mayCall) {
        const auto wanted = wantedTools(request.tools, prompt.text);
        const bool isForced = request.toolChoice != ToolChoice::Auto && finished.empty();
        if (isForced && request.toolChoice == ToolChoice::Named) {
            plan.calls.push_back(forcedCall(prompt, wanted));
            return plan;
        }
        Round round(prompt, finished, wanted);
        plan.calls = round.calls();
        unfilled = round.unfilled();
        if (plan.calls.empty() && isForced)
            plan.calls.push_back(forcedCall(prompt, wanted));
        if (!plan.calls.empty())
            return plan;
    }
    if (!finished.empty())
        plan.text = wordsAboutResults(finished);
    else if (!unfilled.isEmpty())
        plan.text = u"I would call the tool %1, but I find no value for what it needs in your "
                    "message. Name it, for example as `argument: value`."_s.arg(
                        u'`' + unfilled.join(u"`, `"_s) + u'`');
    else
        return {};
    return plan;
}

} // namespace polylogue::app::practice
