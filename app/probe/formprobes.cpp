// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/answerjson.h"
#include "app/probe/answerreading.h"
#include "app/probe/probes.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::probe {

using conversation::FinishReason;
using endpoint::ResponseFormat;

namespace {

//! What an answer that is no JSON says.
Judgement withoutJson(const Reply &reply)
{
    if (reply.finishReason == FinishReason::Length)
        return {Verdict::Unsure, Ground::CutOff, {}};
    if (reply.text.trimmed().isEmpty())
        return {Verdict::Unsure, Ground::NoAnswer, {}};
    // JSON in a fence or with words around it: the wish was heard, in some way.
    if (reply.text.contains(u'{'))
        return {Verdict::Unsure, Ground::NotJson, {}};
    return {Verdict::No, Ground::Ignored, {}};
}

//! Asks for no JSON in words, as those alone may bring it about; servers want to see the name.
class JsonObjectProbe final : public Probe
{
public:
    explicit JsonObjectProbe(const Subject &subject)
        : m_request(question(subject,
                             u"What is a lighthouse for? Answer in one short sentence. (This "
                             "question comes from a JSON file.)"_s))
    { }

    Request begin() override
    {
        wire::ChatRequest request = m_request;
        request.responseFormat.kind = ResponseFormat::Kind::JsonObject;
        return request;
    }

    Step next(const Reply &reply) override
    {
        const bool isJson = jsonMembers(reply.text).has_value();
        if (m_hasJson) // this is the answer where none was asked for
            return isJson ? Judgement{Verdict::Unsure, Ground::JsonUnasked, {}}
                          : Judgement{Verdict::Yes, Ground::Obeyed, {}};
        if (!isJson)
            return withoutJson(reply);
        m_hasJson = true;
        return m_request;
    }

private:
    wire::ChatRequest m_request;
    bool m_hasJson = false;
};

//! Names and values stand in the schema only.
class JsonSchemaProbe final : public Probe
{
public:
    JsonSchemaProbe(const Subject &subject, QRandomGenerator &random)
        : m_subject(subject)
        , m_wordName(randomWord(random))
        , m_numberName(randomWord(random))
        , m_words{randomWord(random), randomWord(random), randomWord(random)}
        , m_number(random.bounded(100'000, 1'000'000))
    { }

    Request begin() override
    {
        wire::ChatRequest request =
            question(m_subject, u"Choose as you like. (This question comes from a JSON file.)"_s);
        const QString schema =
            u"{\"type\":\"object\",\"properties\":{\"%1\":{\"type\":\"string\",\"enum\":[\"%2\"]},"
            "\"%3\":{\"type\":\"integer\",\"enum\":[%4]}},\"required\":[\"%1\",\"%3\"],"
            "\"additionalProperties\":false}"_s.arg(m_wordName, m_words.join(u"\",\""_s),
                                                    m_numberName, QString::number(m_number));
        request.responseFormat = {.kind = ResponseFormat::Kind::JsonSchema,
                                  .name = u"choice"_s,
                                  .schema = schema.toUtf8(),
                                  .isStrict = true};
        return request;
    }

    Step next(const Reply &reply) override
    {
        const auto members = jsonMembers(reply.text);
        if (!members)
            return withoutJson(reply);
        const bool isExact = members->size() == 2
            && m_words.contains(members->value(m_wordName).toString())
            && members->value(m_numberName).toInt() == m_number;
        if (isExact)
            return Judgement{Verdict::Yes, Ground::Obeyed, {}};
        const bool isNear = members->contains(m_wordName) || members->contains(m_numberName);
        return Judgement{isNear ? Verdict::Unsure : Verdict::No, Ground::OtherJson, {}};
    }

private:
    Subject m_subject;
    QString m_wordName;
    QString m_numberName;
    QStringList m_words;
    int m_number;
};

} // namespace

std::unique_ptr<Probe> jsonObjectProbe(const Subject &subject)
{
    return std::make_unique<JsonObjectProbe>(subject);
}

std::unique_ptr<Probe> jsonSchemaProbe(const Subject &subject, QRandomGenerator &random)
{
    return std::make_unique<JsonSchemaProbe>(subject, random);
}

} // namespace polylogue::app::probe
