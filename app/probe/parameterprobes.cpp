// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/answerreading.h"
#include "app/probe/probes.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::probe {

using conversation::FinishReason;

namespace {

QString countingWords(int from, int to)
{
    return u"Count from %1 to %2. Write the numbers with commas between them and nothing else."_s
        .arg(from)
        .arg(to);
}

//! A parameter whose effect one answer cannot show.
class AcceptanceProbe final : public Probe
{
public:
    AcceptanceProbe(Capability capability, const Subject &subject)
        : m_request(question(subject, u"Name two colours of the rainbow."_s))
    {
        if (capability == Capability::Temperature)
            m_request.parameters.temperature = 0.3;
        else
            m_request.parameters.seed = 7;
    }

    Request begin() override { return m_request; }

    Step next(const Reply &reply) override
    {
        if (reply.text.trimmed().isEmpty())
            return Judgement{Verdict::Unsure, Ground::NoAnswer, {}};
        return Judgement{Verdict::Yes, Ground::Accepted, {}};
    }

private:
    wire::ChatRequest m_request;
};

class TokenLimitProbe final : public Probe
{
public:
    TokenLimitProbe(Capability capability, const Subject &subject, QRandomGenerator &random)
        : m_subject(subject)
        , m_from(random.bounded(101, 150))
    {
        using Name = endpoint::Quirks::MaxTokensName;
        m_subject.quirks.maxTokensName =
            capability == Capability::MaxTokens ? Name::MaxTokens : Name::MaxCompletionTokens;
    }

    Request begin() override
    {
        wire::ChatRequest request = question(m_subject, countingWords(m_from, m_from + 150));
        request.parameters.maxTokens = limit;
        return request;
    }

    Step next(const Reply &reply) override
    {
        const qsizetype characters = reply.text.size() + reply.reasoning.size();
        // Beyond any doubt: tokens are hardly ever of so many characters.
        const bool isBeyond = characters > limit * mostCharacters
            || reply.usage.completionTokens.value_or(0) > 4 * limit;
        if (isBeyond)
            return Judgement{Verdict::No, Ground::Ignored, {}};
        if (reply.finishReason == FinishReason::Length)
            return Judgement{Verdict::Yes, Ground::Obeyed, {}};
        return Judgement{
            Verdict::Unsure, characters == 0 ? Ground::NoAnswer : Ground::OffTopic, {}};
    }

private:
    static constexpr int limit = 20;
    static constexpr qsizetype mostCharacters = 12;

    Subject m_subject;
    int m_from;
};

class StopProbe final : public Probe
{
public:
    StopProbe(const Subject &subject, QRandomGenerator &random)
        : m_subject(subject)
        , m_from(random.bounded(21, 60))
        , m_stop(m_from + random.bounded(6, 10))
    { }

    Request begin() override
    {
        wire::ChatRequest request = question(m_subject, countingWords(m_from, m_from + 20));
        request.parameters.stop = QStringList{QString::number(m_stop)};
        return request;
    }

    Step next(const Reply &reply) override
    {
        const QList<int> numbers = numbersIn(reply.text);
        const bool goesOn = numbers.contains(m_stop) || numbers.contains(m_stop + 1);
        if (repeats(reply.text, countingWords(m_from, m_from + 20)) || numbers.size() < 4)
            return Judgement{Verdict::Unsure, Ground::OffTopic, {}};
        if (numbers.contains(m_stop - 1) && !goesOn && !numbers.contains(m_from + 20))
            return Judgement{Verdict::Yes, Ground::Obeyed, {}};
        if (numbers.contains(m_stop) && numbers.contains(m_stop + 1))
            return Judgement{Verdict::No, Ground::Ignored, {}};
        return Judgement{Verdict::Unsure, Ground::OffTopic, {}};
    }

private:
    Subject m_subject;
    int m_from;
    int m_stop;
};

} // namespace

std::unique_ptr<Probe> acceptanceProbe(Capability capability, const Subject &subject)
{
    return std::make_unique<AcceptanceProbe>(capability, subject);
}

std::unique_ptr<Probe> tokenLimitProbe(Capability capability, const Subject &subject,
                                       QRandomGenerator &random)
{
    return std::make_unique<TokenLimitProbe>(capability, subject, random);
}

std::unique_ptr<Probe> stopProbe(const Subject &subject, QRandomGenerator &random)
{
    return std::make_unique<StopProbe>(subject, random);
}

} // namespace polylogue::app::probe
