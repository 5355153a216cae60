// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/answerreading.h"
#include "app/probe/probes.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::probe {

using conversation::FinishReason;

namespace {

//! Finds five of ten numbers in a list: 1 in 30,240 that somebody guesses their order.
class AnswersProbe final : public Probe
{
public:
    AnswersProbe(const Subject &subject, QRandomGenerator &random)
        : m_subject(subject)
    {
        QStringList fruits{u"apple"_s, u"cherry"_s, u"date"_s,  u"fig"_s,  u"grape"_s,
                           u"kiwi"_s,  u"lemon"_s,  u"mango"_s, u"pear"_s, u"plum"_s};
        while (m_numbers.size() < fruits.size()) {
            const int number = random.bounded(110, 990);
            if (!m_numbers.contains(number))
                m_numbers.append(number);
        }
        QStringList list;
        for (qsizetype i = 0; i < fruits.size(); ++i)
            list.append(u"%1: %2"_s.arg(fruits.at(i)).arg(m_numbers.at(i)));
        QList<int> numbers = m_numbers;
        QStringList asked;
        for (int i = 0; i < 5; ++i) {
            const int at = random.bounded(int(fruits.size()));
            asked.append(fruits.takeAt(at));
            m_expected.append(numbers.takeAt(at));
        }
        m_question =
            u"Here is a list.\n%1\n\nLook up the numbers of these, in this order: %2. Answer "
            "with the numbers only."_s.arg(list.join(u'\n'), asked.join(u", "_s));
    }

    Request begin() override { return question(m_subject, m_question); }

    Step next(const Reply &reply) override
    {
        QList<int> told = numbersIn(reply.text);
        told.removeIf([this](int number) { return !m_numbers.contains(number); });
        if (told == m_expected)
            return Judgement{Verdict::Yes, Ground::RightAnswer, {}};
        if (reply.text.trimmed().isEmpty())
            return Judgement{Verdict::Unsure, Ground::NoAnswer, {}};
        const bool isEcho = repeats(reply.text, m_question);
        return Judgement{Verdict::Unsure,
                         isEcho ? Ground::RepeatedQuestion
                                : (told.isEmpty() ? Ground::OffTopic : Ground::WrongAnswer),
                         {}};
    }

private:
    Subject m_subject;
    QString m_question;
    QList<int> m_numbers;
    QList<int> m_expected;
};

class SystemPromptProbe final : public Probe
{
public:
    SystemPromptProbe(const Subject &subject, QRandomGenerator &random)
        : m_subject(subject)
        , m_word(randomWord(random))
        , m_prompt(u"Whatever you are asked, end every answer with the word \"%1\"."_s.arg(m_word))
    { }

    Request begin() override
    {
        wire::ChatRequest request = question(m_subject, u"Name two colours of the rainbow."_s);
        request.systemPrompt = m_prompt;
        return request;
    }

    Step next(const Reply &reply) override
    {
        if (repeats(reply.text, m_prompt))
            return Judgement{Verdict::Unsure, Ground::RepeatedQuestion, {}};
        if (reply.text.contains(m_word, Qt::CaseInsensitive))
            return Judgement{Verdict::Yes, Ground::Obeyed, {}};
        if (reply.finishReason == FinishReason::Length)
            return Judgement{Verdict::Unsure, Ground::CutOff, {}};
        if (reply.text.trimmed().isEmpty())
            return Judgement{Verdict::Unsure, Ground::NoAnswer, {}};
        return Judgement{Verdict::No, Ground::Ignored, {}};
    }

private:
    Subject m_subject;
    QString m_word;
    QString m_prompt;
};

class StreamingProbe final : public Probe
{
public:
    StreamingProbe(const Subject &subject, const Pace &pace, QRandomGenerator &random)
        : m_subject(subject)
        , m_pace(pace)
        , m_from(random.bounded(10, 50))
    { }

    Request begin() override
    {
        wire::ChatRequest request =
            question(m_subject,
                     u"Count from %1 to %2. Write the numbers with commas between them and "
                     "nothing else."_s.arg(m_from)
                         .arg(m_from + 60));
        request.parameters.stream = true;
        return request;
    }

    Step next(const Reply &reply) override
    {
        const auto &pieces = reply.pieces;
        if (pieces.isEmpty())
            return Judgement{Verdict::Unsure, Ground::NoAnswer, {}};
        const auto spread = pieces.last().at - pieces.first().at;
        if (pieces.size() >= leastPieces && spread >= m_pace.leastSpread)
            return Judgement{Verdict::Yes, Ground::InPieces, {}};
        if (!reply.isStream)
            return Judgement{Verdict::No, Ground::AllAtOnce, {}};
        // A short answer, or one that took no time, has no pieces to come in.
        qsizetype characters = 0;
        for (const Piece &piece : pieces)
            characters += piece.characters;
        const bool isTelling = characters >= leastCharacters && reply.total >= m_pace.leastTotal;
        if (!isTelling || spread >= m_pace.leastSpread)
            return Judgement{Verdict::Unsure, Ground::TooQuickToTell, {}};
        return Judgement{Verdict::No, Ground::AllAtOnce, {}};
    }

private:
    static constexpr qsizetype leastPieces = 3;
    static constexpr qsizetype leastCharacters = 100;

    Subject m_subject;
    Pace m_pace;
    int m_from;
};

class ReasoningProbe final : public Probe
{
public:
    explicit ReasoningProbe(const Subject &subject)
        : m_subject(subject)
    { }

    Request begin() override
    {
        return question(m_subject,
                        u"How many of the numbers 391, 397, 401 and 403 are prime? Think "
                        "it through before you answer."_s);
    }

    Step next(const Reply &reply) override
    {
        if (!reply.reasoning.trimmed().isEmpty())
            return Judgement{Verdict::Yes, Ground::Shown, {}};
        if (reply.finishReason == FinishReason::Length)
            return Judgement{Verdict::Unsure, Ground::CutOff, {}};
        if (reply.text.trimmed().isEmpty())
            return Judgement{Verdict::Unsure, Ground::NoAnswer, {}};
        return Judgement{Verdict::No, Ground::NotShown, {}};
    }

private:
    Subject m_subject;
};

} // namespace

wire::ChatRequest question(const Subject &subject, const QString &text)
{
    return {.model = subject.model,
            .messages = {{.role = conversation::Role::User, .content = {wire::ResolvedText{text}}}},
            .parameters = {.stream = false},
            .quirks = subject.quirks};
}

std::unique_ptr<Probe> answersProbe(const Subject &subject, QRandomGenerator &random)
{
    return std::make_unique<AnswersProbe>(subject, random);
}

std::unique_ptr<Probe> systemPromptProbe(const Subject &subject, QRandomGenerator &random)
{
    return std::make_unique<SystemPromptProbe>(subject, random);
}

std::unique_ptr<Probe> streamingProbe(const Subject &subject, const Pace &pace,
                                      QRandomGenerator &random)
{
    return std::make_unique<StreamingProbe>(subject, pace, random);
}

std::unique_ptr<Probe> reasoningProbe(const Subject &subject)
{
    return std::make_unique<ReasoningProbe>(subject);
}

} // namespace polylogue::app::probe
