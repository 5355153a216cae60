// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/toolarguments.h"

#include "app/practice/answercodec.h"
#include "app/practice/arithmetic.h"
#include "app/practice/exampleschema.h"
#include "app/practice/words.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

QRegularExpression pattern(const QString &text)
{
    return QRegularExpression(text,
                              QRegularExpression::CaseInsensitiveOption
                                  | QRegularExpression::UseUnicodePropertiesOption);
}

QString joinedWords(const QString &name)
{
    return wordsOf(QString(name).replace(u'_', u' ')).join(u"[ _-]?"_s);
}

QStringList numbersIn(const QString &text)
{
    static const QRegularExpression number(u"(?<![\\w.])-?\\d+(?:,\\d{3})*(?:\\.\\d+)?"_s);
    QStringList numbers;
    for (auto found = number.globalMatch(text); found.hasNext();)
        numbers.append(found.next().captured().remove(u','));
    return numbers;
}

QStringList quotedIn(const QString &text)
{
    static const QRegularExpression quoted(
        u"[\"\u201c]([^\"\u201d]+)[\"\u201d]|(?<!\\w)'([^']+)'(?!\\w)"_s);
    QStringList texts;
    for (auto found = quoted.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        texts.append(match.captured(1).isEmpty() ? match.captured(2) : match.captured(1));
    }
    return texts;
}

//! Names of places, people and things: capitalised, not only because a sentence begins.
QStringList namesIn(const QString &text)
{
    static const QRegularExpression name(
        u"(?<![.!?]\\s)(?<!^)(?<![\\p{L}\\p{N}_])\\p{Lu}[\\p{L}\\p{N}'-]*(?: \\p{Lu}[\\p{L}\\p{N}'-]*)*"_s);
    QStringList names;
    for (auto found = name.globalMatch(text); found.hasNext();) {
        const QString captured = found.next().captured();
        if (captured != "I"_L1)
            names.append(captured);
    }
    return names;
}

//! Hands out the numbers, quotations and names of a text, each once.
class Values
{
public:
    explicit Values(const ArgumentSource &source)
        : m_source(source)
        , m_numbers(numbersIn(source.text))
        , m_quoted(quotedIn(source.text))
        , m_names(namesIn(source.text))
    {
        if (m_numbers.isEmpty())
            m_numbers = numbersIn(source.wholeText);
        for (const QString &result : source.results) {
            bool isNumber = false;
            result.toDouble(&isNumber);
            (isNumber ? m_numericResults : m_textResults).append(result);
        }
    }

    std::optional<QString> jsonFor(const SchemaProperty &property)
    {
        const Schema &schema = property.schema;
        if (!schema.choices.isEmpty())
            return choiceFor(schema);
        if (schema.type == "number"_L1 || schema.type == "integer"_L1)
            return numberFor(property);
        if (schema.type == "boolean"_L1)
            return booleanFor(property);
        if (schema.type == "array"_L1)
            return listFor(property);
        if (schema.type == "object"_L1)
            return objectFor(schema);
        return textFor(property);
    }

    std::optional<QString> objectFor(const Schema &schema)
    {
        QStringList members;
        for (const SchemaProperty &property : schema.properties) {
            if (!property.isRequired && !isNamed(property))
                continue;
            auto value = jsonFor(property);
            if (!value && property.isRequired && !property.schema.fallback.isEmpty())
                value = property.schema.fallback;
            if (!value && property.isRequired && m_source.mayInvent)
                value = exampleFor(property.schema, {});
            if (value)
                members.append(quotedJson(property.name) + u": "_s + *value);
            else if (property.isRequired)
                return {};
        }
        return u"{"_s + members.join(u", "_s) + u"}"_s;
    }

private:
    //! Whether the text says the property's name, or one of its choices.
    bool isNamed(const SchemaProperty &property) const
    {
        if (!property.schema.choices.isEmpty())
            return choiceFor(property.schema).has_value();
        const QString name = joinedWords(property.name);
        return !name.isEmpty()
            && pattern(u"\\b"_s + name + u"\\b"_s).match(m_source.text).hasMatch();
    }

    //! "factor 100", "factor: 100", "factor of 100".
    std::optional<QString> valueBehindName(const QString &name, const QString &value) const
    {
        const auto found =
            pattern(u"\\b"_s + joinedWords(name)
                    + u"\\b(?:\\s+(?:of|is|as|be|to)|\\s*[:=])?\\s*(?:the\\s+)?"_s + value)
                .match(m_source.text);
        if (!found.hasMatch())
            return {};
        return found.captured(1);
    }

    std::optional<QString> choiceFor(const Schema &schema) const
    {
        for (const QString &choice : schema.choices) {
            const QString bare = QString(choice).remove(u'"');
            if (!bare.isEmpty()
                && pattern(u"(?<!\\w)"_s + QRegularExpression::escape(bare) + u"(?!\\w)"_s)
                       .match(m_source.wholeText)
                       .hasMatch())
                return choice;
        }
        return {};
    }

    std::optional<QString> numberFor(const SchemaProperty &property)
    {
        std::optional<QString> text = valueBehindName(property.name, u"(-?\\d+(?:\\.\\d+)?)"_s);
        if (text)
            m_numbers.removeOne(*text);
        else if (!m_numericResults.isEmpty())
            text = m_numericResults.takeFirst();
        else if (!m_numbers.isEmpty())
            text = m_numbers.takeFirst();
        if (!text)
            return {};
        double number = text->toDouble();
        if (property.schema.type == "integer"_L1)
            number = std::round(number);
        return numberText(number);
    }

    std::optional<QString> booleanFor(const SchemaProperty &property) const
    {
        const QString name = joinedWords(property.name);
        const bool isDenied = pattern(u"\\b(?:no|not|without|don't|never)\\b[^.]{0,20}\\b"_s + name)
                                  .match(m_source.text)
                                  .hasMatch();
        return isDenied ? u"false"_s : u"true"_s;
    }

    std::optional<QString> listFor(const SchemaProperty &property)
    {
        QStringList items;
        const Schema item =
            property.schema.items.empty() ? Schema() : property.schema.items.front();
        while (items.size() < 50) {
            const bool isNumber = item.type == "number"_L1 || item.type == "integer"_L1;
            if (isNumber ? m_numbers.isEmpty() && m_numericResults.isEmpty()
                         : m_quoted.isEmpty() && m_names.isEmpty())
                break;
            const auto value = jsonFor({.name = {}, .schema = item});
            if (!value)
                break;
            items.append(*value);
        }
        if (items.isEmpty() || items.size() < property.schema.minimumItems)
            return {};
        return u"["_s + items.join(u", "_s) + u"]"_s;
    }

    std::optional<QString> textFor(const SchemaProperty &property)
    {
        static const QRegularExpression address(u"https?://[^\\s\"'<>]+"_s);
        static const QRegularExpression date(u"\\b\\d{4}-\\d\\d-\\d\\d\\b"_s);
        static const QRegularExpression whole = pattern(
            u"query|question|text|prompt|message|input|content|topic|expression|body|sentence|code"_s);
        const QString &text = m_source.text;
        if (property.schema.format.startsWith("uri"_L1) || property.name.contains("url"_L1)) {
            if (const auto found = address.match(m_source.wholeText); found.hasMatch())
                return quotedJson(found.captured());
        }
        if (property.schema.format == "date"_L1 || property.name.contains("date"_L1)) {
            if (const auto found = date.match(m_source.wholeText); found.hasMatch())
                return quotedJson(found.captured());
        }
        if (property.name.contains("expression"_L1)) {
            if (const auto sum = sumIn(m_source.wholeText))
                return quotedJson(sum->expression);
        }
        if (!property.name.isEmpty()) {
            if (const auto value = valueBehindName(
                    property.name, u"[\"'\u201c]?([\\p{Lu}][\\w-]*|(?<=[:=\"'])[\\w.-]+)"_s))
                return quotedJson(*value);
        }
        if (!m_textResults.isEmpty())
            return quotedJson(m_textResults.takeFirst());
        if (!m_quoted.isEmpty())
            return quotedJson(m_quoted.takeFirst());
        if (!m_names.isEmpty() && !whole.match(property.name).hasMatch())
            return quotedJson(m_names.takeFirst());
        if (whole.match(property.name).hasMatch())
            return quotedJson(m_source.wholeText.trimmed());
        static const QRegularExpression behindPreposition = pattern(
            u"\\b(?:in|for|at|of|from|about|named|called)\\s+(?:the\\s+|an?\\s+)?([\\p{L}\\p{N}][\\w.-]*)\\W*$"_s);
        if (const auto found = behindPreposition.match(text); found.hasMatch())
            return quotedJson(found.captured(1));
        if (!m_numbers.isEmpty())
            return quotedJson(m_numbers.takeFirst());
        return {};
    }

    const ArgumentSource &m_source;
    QStringList m_numbers = {};
    QStringList m_quoted = {};
    QStringList m_names = {};
    QStringList m_numericResults = {};
    QStringList m_textResults = {};
};

} // namespace

std::optional<QString> argumentsFor(const Function &tool, const ArgumentSource &source)
{
    return Values(source).objectFor(tool.parameters);
}

std::vector<QString> enumeratedArguments(const Function &tool, const ArgumentSource &source)
{
    static const QRegularExpression numbers(
        u"(-?\\d+(?:\\.\\d+)?(?:, *-?\\d+(?:\\.\\d+)?)*,? (?:and|or) -?\\d+(?:\\.\\d+)?)"_s);
    static const QRegularExpression names(
        u"(\\p{Lu}[\\w'-]*(?: \\p{Lu}[\\w'-]*)*(?:, *\\p{Lu}[\\w'-]*(?: \\p{Lu}[\\w'-]*)*)*,? (?:and|or) \\p{Lu}[\\w'-]*(?: \\p{Lu}[\\w'-]*)*)"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression separator(u",? (?:and|or) |, *"_s);

    std::vector<const SchemaProperty *> required;
    for (const SchemaProperty &property : tool.parameters.properties) {
        if (property.isRequired)
            required.push_back(&property);
    }
    if (required.size() != 1 || !source.results.isEmpty())
        return {};
    const Schema &schema = required.front()->schema;
    const bool isNumber = schema.type == "number"_L1 || schema.type == "integer"_L1;
    if (!isNumber && (schema.type != "string"_L1 || !schema.choices.isEmpty()))
        return {};
    const auto found = (isNumber ? numbers : names).match(source.text);
    if (!found.hasMatch())
        return {};

    std::vector<QString> all;
    for (const QString &value : found.captured(1).split(separator, Qt::SkipEmptyParts)) {
        ArgumentSource one = source;
        one.text = isNumber ? value : u'"' + value + u'"';
        if (const auto arguments = argumentsFor(tool, one))
            all.push_back(*arguments);
    }
    return all;
}

} // namespace polylogue::app::practice
