// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/answerjson.h"
#include "app/probe/answerreading.h"
#include "app/probe/probes.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::probe {

using conversation::FinishReason;
using conversation::ToolCallPart;

namespace {

const QString toolName = QStringLiteral("parcel_weight");

//! \return the whole number under \a name, also where it was written as text.
std::optional<int> argumentOf(const ToolCallPart &call, const QString &name)
{
    const auto members = jsonMembers(call.arguments);
    bool isNumber = false;
    const int number = members ? members->value(name).toString().toInt(&isNumber) : 0;
    return isNumber ? std::optional(number) : std::nullopt;
}

//! What an answer without a call says.
Judgement withoutCall(const Reply &reply)
{
    if (reply.finishReason == FinishReason::Length)
        return {Verdict::Unsure, Ground::CutOff, {}};
    if (reply.text.trimmed().isEmpty())
        return {Verdict::Unsure, Ground::NoAnswer, {}};
    return {Verdict::No, Ground::NoCall, {}};
}

class ToolProbe final : public Probe
{
public:
    ToolProbe(const Subject &subject, QRandomGenerator &random)
        : m_subject(subject)
        , m_parcel(random.bounded(100'000, 1'000'000))
        , m_room(random.bounded(11, 100))
        , m_grams(randomNumber(random))
    { }

    Request begin() override
    {
        m_request = question(
            m_subject,
            u"Use the tool parcel_weight to find out what parcel number %1 in room %2 weighs. Then "
            "tell me its weight in grams."_s.arg(m_parcel)
                .arg(m_room));
        m_request.tools.append(
            {.name = toolName,
             .description = u"Tells the weight of a parcel in grams."_s,
             .parametersSchema =
                 R"({"type":"object","properties":{"number":{"type":"integer","description":)"
                 R"("The parcel's number"},"room":{"type":"integer","description":"The room in )"
                 R"(which it lies"}},"required":["number","room"]})"_ba});
        return m_request;
    }

    Step next(const Reply &reply) override
    {
        return m_hasCalled ? judgeUse(reply) : judgeCall(reply);
    }

private:
    Step judgeCall(const Reply &reply)
    {
        if (reply.toolCalls.isEmpty())
            return withoutCall(reply);
        const bool isRight = std::ranges::any_of(reply.toolCalls, [this](const ToolCallPart &call) {
            return call.name == toolName && argumentOf(call, u"number"_s) == m_parcel
                && argumentOf(call, u"room"_s) == m_room;
        });
        if (!isRight)
            return Judgement{Verdict::No, Ground::WrongArguments, {}};
        m_hasCalled = true;
        wire::ResolvedMessage answer{.role = conversation::Role::Assistant,
                                     .toolCalls = reply.toolCalls};
        if (!reply.text.isEmpty())
            answer.content.append(wire::ResolvedText{reply.text});
        m_request.messages.append(answer);
        for (const ToolCallPart &call : reply.toolCalls) {
            m_request.messages.append(
                {.role = conversation::Role::Tool,
                 .content = {wire::ResolvedText{u"{\"grams\": %1}"_s.arg(m_grams)}},
                 .toolCallId = call.id});
        }
        return m_request;
    }

    Step judgeUse(const Reply &reply) const
    {
        if (tellsNumber(reply.text, m_grams))
            return Judgement{Verdict::Yes, Ground::RightAnswer, {}};
        if (!reply.toolCalls.isEmpty() || nearlyTellsNumber(reply.text, m_grams))
            return Judgement{Verdict::Unsure, Ground::ResultNotUsed, {}};
        const Judgement judgement = withoutCall(reply);
        return judgement.verdict == Verdict::No ? Judgement{Verdict::No, Ground::ResultNotUsed, {}}
                                                : judgement;
    }

    Subject m_subject;
    int m_parcel;
    int m_room;
    QString m_grams;
    bool m_hasCalled = false;
    wire::ChatRequest m_request;
};

class ParallelToolsProbe final : public Probe
{
public:
    ParallelToolsProbe(const Subject &subject, QRandomGenerator &random)
        : m_subject(subject)
        , m_parcels{random.bounded(100'000, 550'000), random.bounded(550'000, 1'000'000)}
    { }

    Request begin() override
    {
        wire::ChatRequest request =
            question(m_subject,
                     u"Use the tool parcel_weight to find out what the parcels %1 and %2 weigh. "
                     "Call it for both at once."_s.arg(m_parcels.at(0))
                         .arg(m_parcels.at(1)));
        request.tools.append(
            {.name = toolName,
             .description = u"Tells the weight of one parcel in grams."_s,
             .parametersSchema =
                 R"({"type":"object","properties":{"number":{"type":"integer","description":)"
                 R"("The parcel's number"}},"required":["number"]})"_ba});
        return request;
    }

    Step next(const Reply &reply) override
    {
        if (reply.toolCalls.isEmpty())
            return withoutCall(reply);
        qsizetype right = 0;
        for (const int parcel : m_parcels) {
            right += std::ranges::any_of(reply.toolCalls, [parcel](const ToolCallPart &call) {
                return call.name == toolName && argumentOf(call, u"number"_s) == parcel;
            });
        }
        if (right == m_parcels.size())
            return Judgement{Verdict::Yes, Ground::RightAnswer, {}};
        if (right == 1 && reply.toolCalls.size() == 1)
            return Judgement{Verdict::No, Ground::OneCallOnly, {}};
        return Judgement{Verdict::Unsure, Ground::WrongArguments, {}};
    }

private:
    Subject m_subject;
    QList<int> m_parcels;
};

} // namespace

std::unique_ptr<Probe> toolProbe(const Subject &subject, QRandomGenerator &random)
{
    return std::make_unique<ToolProbe>(subject, random);
}

std::unique_ptr<Probe> parallelToolsProbe(const Subject &subject, QRandomGenerator &random)
{
    return std::make_unique<ParallelToolsProbe>(subject, random);
}

} // namespace polylogue::app::probe
