// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/exampleschema.h"

#include "app/practice/answercodec.h"
#include "app/practice/arithmetic.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

QString exampleText(const Schema &schema, const ExampleWords &words)
{
    if (schema.format == "date"_L1)
        return u"2026-01-31"_s;
    if (schema.format == "date-time"_L1)
        return u"2026-01-31T12:00:00Z"_s;
    if (schema.format == "time"_L1)
        return u"12:00:00Z"_s;
    if (schema.format == "email"_L1)
        return u"someone@example.org"_s;
    if (schema.format.startsWith("uri"_L1))
        return u"https://example.org/"_s;
    if (schema.format == "uuid"_L1)
        return u"00000000-0000-4000-8000-000000000000"_s;
    QString text = words.sentence.isEmpty() ? u"example"_s : words.sentence;
    while (text.size() < schema.minimumLength)
        text += u'.';
    return text;
}

QString exampleNumber(const Schema &schema, const ExampleWords &words)
{
    const auto fits = [&schema](double number) {
        return (!schema.minimum || number >= *schema.minimum)
            && (!schema.maximum || number <= *schema.maximum)
            && (schema.type != "integer"_L1 || number == std::floor(number));
    };
    for (const QString &text : words.numbers) {
        if (fits(text.toDouble()))
            return numberText(text.toDouble());
    }
    double number = fits(1) ? 1 : schema.minimum.value_or(schema.maximum.value_or(1));
    if (schema.type == "integer"_L1)
        number = schema.minimum ? std::ceil(number) : std::floor(number);
    return numberText(number);
}

} // namespace

QString exampleFor(const Schema &schema, const ExampleWords &words)
{
    if (!schema.choices.isEmpty())
        return schema.choices.first();
    if (schema.type == "object"_L1) {
        QStringList members;
        for (const SchemaProperty &property : schema.properties)
            members.append(quotedJson(property.name) + u": "_s
                           + exampleFor(property.schema, words));
        return u"{"_s + members.join(u", "_s) + u"}"_s;
    }
    if (schema.type == "array"_L1) {
        QStringList items;
        const Schema item = schema.items.empty() ? Schema() : schema.items.front();
        for (qsizetype i = 0; i < std::clamp<qsizetype>(schema.minimumItems, 1, 100); ++i)
            items.append(exampleFor(item, words));
        return u"["_s + items.join(u", "_s) + u"]"_s;
    }
    if (schema.type == "number"_L1 || schema.type == "integer"_L1)
        return exampleNumber(schema, words);
    if (schema.type == "boolean"_L1)
        return words.verdict ? u"true"_s : u"false"_s;
    if (schema.type == "null"_L1)
        return u"null"_s;
    return quotedJson(exampleText(schema, words));
}

} // namespace polylogue::app::practice
