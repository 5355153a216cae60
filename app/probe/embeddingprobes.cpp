// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/answerreading.h"
#include "app/probe/probes.h"

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::probe {

namespace {

using Vector = std::vector<float>;

//! How far two vectors are apart, of their length.
double distance(const Vector &a, const Vector &b)
{
    double square = 0;
    double length = 0;
    for (size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        square += (double(a[i]) - double(b[i])) * (double(a[i]) - double(b[i]));
        length += double(a[i]) * double(a[i]);
    }
    return length > 0 ? std::sqrt(square / length) : 0;
}

//! The same text may differ by so much between two requests, by rounding.
constexpr double noise = 0.02;

class EmbeddingsProbe final : public Probe
{
public:
    EmbeddingsProbe(const Subject &subject, QRandomGenerator &random)
        : m_request{.model = subject.model,
                    .input = {u"A ship left the harbour at dawn, bound for "_s + randomWord(random),
                              u"How to bake bread without an oven"_s},
                    .quirks = subject.quirks}
    { }

    Request begin() override { return m_request; }

    Step next(const Reply &reply) override
    {
        const auto &vectors = reply.embeddings.vectors;
        if (vectors.size() != 2)
            return Judgement{Verdict::Unsure, Ground::NoAnswer, {}};
        if (distance(vectors[0], vectors[1]) <= noise)
            return Judgement{Verdict::Unsure, Ground::SameForAll, {}};
        return Judgement{Verdict::Yes, Ground::Measured, QString::number(vectors[0].size())};
    }

private:
    wire::EmbeddingsRequest m_request;
};

//! Plain, with a purpose, and where that makes no difference with one that does not exist: who
//! refuses that knows the field.
class InputTypeProbe final : public Probe
{
public:
    InputTypeProbe(const Subject &subject, QRandomGenerator &random)
        : m_request{.model = subject.model,
                    .input = {u"Where do ships go at dawn, asked "_s + randomWord(random)},
                    .quirks = subject.quirks}
    {
        m_request.quirks.sendsInputType = true;
    }

    Request begin() override { return m_request; }

    bool expectsRefusal() const override { return m_request.inputType == unknownType; }

    Step next(const Reply &reply) override
    {
        if (reply.error)
            return Judgement{Verdict::Yes, Ground::Accepted, {}};
        if (reply.embeddings.vectors.size() != 1)
            return Judgement{Verdict::Unsure, Ground::NoAnswer, {}};
        const Vector &vector = reply.embeddings.vectors.front();
        if (m_request.inputType.isEmpty()) {
            m_plain = vector;
            m_request.inputType = u"search_query"_s;
            return m_request;
        }
        if (distance(m_plain, vector) > noise)
            return Judgement{Verdict::Yes, Ground::Obeyed, {}};
        if (m_request.inputType == unknownType)
            return Judgement{Verdict::No, Ground::Ignored, {}};
        m_request.inputType = unknownType;
        return m_request;
    }

private:
    static inline const QString unknownType = QStringLiteral("no_such_type");

    wire::EmbeddingsRequest m_request;
    Vector m_plain;
};

//! The most first; where that is refused the numbers in the words, then those in use.
class BatchLimitProbe final : public Probe
{
public:
    explicit BatchLimitProbe(const Subject &subject)
        : m_subject(subject)
    { }

    Request begin() override { return requestOf(most); }
    bool expectsRefusal() const override { return true; }

    Step next(const Reply &reply) override
    {
        if (reply.error) {
            m_tooMany = std::min(m_tooMany, m_tried);
            if (m_tried == most)
                noteNumbers(reply.error->detail);
        } else {
            m_enough = std::max(m_enough, m_tried);
        }
        if (m_enough == most)
            return Judgement{Verdict::Yes, Ground::AtLeast, QString::number(most)};
        if (m_tooMany <= 1)
            return Judgement{Verdict::Unsure, Ground::RefusedByServer,
                             reply.error ? reply.error->detail : QString()};
        if (m_tooMany - m_enough == 1)
            return Judgement{Verdict::Yes, Ground::Measured, QString::number(m_enough)};
        return requestOf(nextTry());
    }

private:
    static constexpr int most = 2048;

    //! Halfway at worst: eleven requests.
    int nextTry() const
    {
        for (const int number : m_candidates) {
            for (const int count : {number, number + 1}) {
                if (count > m_enough && count < m_tooMany)
                    return count;
            }
        }
        return m_enough + (m_tooMany - m_enough) / 2;
    }

    void noteNumbers(const QString &words)
    {
        m_candidates = numbersIn(words);
        m_candidates.removeIf([](int number) { return number < 1 || number >= most; });
        std::ranges::sort(m_candidates, std::greater());
    }

    Request requestOf(int count)
    {
        m_tried = count;
        wire::EmbeddingsRequest request{.model = m_subject.model, .quirks = m_subject.quirks};
        for (int i = 0; i < count; ++i)
            request.input.append(u"ship %1"_s.arg(i));
        return request;
    }

    Subject m_subject;
    int m_tried = 0;
    int m_enough = 0;
    int m_tooMany = most + 1;
    QList<int> m_candidates;
};

} // namespace

std::unique_ptr<Probe> embeddingsProbe(const Subject &subject, QRandomGenerator &random)
{
    return std::make_unique<EmbeddingsProbe>(subject, random);
}

std::unique_ptr<Probe> inputTypeProbe(const Subject &subject, QRandomGenerator &random)
{
    return std::make_unique<InputTypeProbe>(subject, random);
}

std::unique_ptr<Probe> batchLimitProbe(const Subject &subject)
{
    return std::make_unique<BatchLimitProbe>(subject);
}

} // namespace polylogue::app::probe
