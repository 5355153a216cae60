// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/jsonrules.h"

#include "app/practice/answercodec.h"
#include "app/practice/exampleschema.h"
#include "app/practice/textrules.h"
#include "app/practice/words.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

QRegularExpression pattern(const QString &text)
{
    return QRegularExpression(text,
                              QRegularExpression::CaseInsensitiveOption
                                  | QRegularExpression::DotMatchesEverythingOption);
}

//! A schema for the members that a prompt describes between braces, each type by the words behind
//! its key.
Schema schemaInBraces(const QString &text)
{
    static const QRegularExpression braces = pattern(u"\\{(\\s*[\"'\u201c]\\w[^{}]*)\\}"_s);
    static const QRegularExpression key = pattern(u"[\"'\u201c](\\w[\\w -]*)[\"'\u201d]\\s*:"_s);
    static const QRegularExpression boolean =
        pattern(u"\\bbool|\\btrue\\b|\\bfalse\\b|\\bwhether\\b"_s);
    static const QRegularExpression integer =
        pattern(u"\\binteger|\\bint\\b|\\bcount\\b|\\bhow many\\b"_s);
    static const QRegularExpression number =
        pattern(u"\\bnumber\\b|\\bfloat|\\bdecimal|^\\W*\\d|\\bscore\\b|\\bpercent"_s);
    static const QRegularExpression list = pattern(u"\\blist\\b|\\barray\\b|^\\s*\\["_s);

    Schema schema{.type = u"object"_s};
    const QString inside = braces.match(text).captured(1);
    for (auto found = key.globalMatch(inside); found.hasNext();) {
        const auto match = found.next();
        const qsizetype to = found.hasNext() ? found.peekNext().capturedStart() : inside.size();
        const QString words = inside.sliced(match.capturedEnd(), to - match.capturedEnd());
        SchemaProperty property{.name = match.captured(1), .isRequired = true};
        if (list.match(words).hasMatch()) {
            property.schema.type = u"array"_s;
            property.schema.items.push_back({.type = u"string"_s});
        } else if (boolean.match(words).hasMatch()) {
            property.schema.type = u"boolean"_s;
        } else if (integer.match(words).hasMatch()) {
            property.schema.type = u"integer"_s;
        } else if (number.match(words).hasMatch()) {
            property.schema.type = u"number"_s;
        } else {
            property.schema.type = u"string"_s;
        }
        schema.properties.push_back(property);
    }
    return schema;
}

//! Whether what the prompt claims of a picture can be true, as far as colours tell: it is not where
//! it names colours of which the picture has none.
bool agreesWithPictures(const Prompt &prompt)
{
    static const QStringList names{u"red"_s,   u"orange"_s, u"yellow"_s, u"green"_s,
                                   u"cyan"_s,  u"blue"_s,   u"purple"_s, u"pink"_s,
                                   u"brown"_s, u"black"_s,  u"white"_s,  u"grey"_s};
    QStringList claimed;
    for (const QString &word : wordsOf(prompt.text)) {
        if (names.contains(word))
            claimed.append(word);
    }
    if (claimed.isEmpty())
        return true;
    for (const Observation &observation : prompt.observations) {
        for (const QString &color : observation.colors) {
            for (const QString &word : wordsOf(color)) {
                if (claimed.contains(word))
                    return true;
            }
        }
    }
    return prompt.observations.empty();
}

QStringList numbersOf(const QString &text)
{
    static const QRegularExpression number(u"(?<![\\w.])-?\\d+(?:\\.\\d+)?"_s);
    QStringList numbers;
    for (auto found = number.globalMatch(text); found.hasNext();)
        numbers.append(found.next().captured());
    return numbers;
}

} // namespace

std::optional<QString> jsonAskedFor(const Prompt &prompt)
{
    static const QRegularExpression wish =
        pattern(u"(?<!code )(?<!program )\\b(?:as|in|with|only|valid|plain|output|return|respond|"
                "answer|reply|produce|exact|give me)(?: (?:a|an|the|only|single|valid|plain|raw))*"
                " json\\b|\\bjson (?:object|only|please)\\b"_s);
    using Format = ChatRequest::Format;
    if (prompt.request.format == Format::Text && !wish.match(prompt.text).hasMatch()
        && !wish.match(prompt.system).hasMatch())
        return {};

    ExampleWords words{.verdict = agreesWithPictures(prompt), .numbers = numbersOf(prompt.text)};
    for (const Observation &observation : prompt.observations)
        words.sentence += (words.sentence.isEmpty() ? QString() : u" "_s) + observation.sentence;

    if (prompt.request.format == Format::JsonSchema) {
        if (words.sentence.isEmpty())
            words.sentence = u"practice value"_s;
        return exampleFor(prompt.request.schema, words);
    }
    Schema schema = schemaInBraces(prompt.text);
    if (schema.properties.empty())
        schema = schemaInBraces(prompt.system);
    if (words.sentence.isEmpty())
        words.sentence =
            schema.properties.empty() ? answerInWords(prompt).text : u"practice value"_s;
    if (schema.properties.empty())
        return u"{\"answer\": %1}"_s.arg(quotedJson(words.sentence));
    return exampleFor(schema, words);
}

} // namespace polylogue::app::practice
