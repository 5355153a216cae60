// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// Keywords for any value, for numbers and for strings.

#include "app/json/decimal.h"
#include "app/schema/validation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::schema {

using json::Decimal;
using json::JsonNode;

namespace {

bool isOfType(const JsonNode &value, const QString &type)
{
    switch (value.kind) {
    case JsonNode::Kind::Null:
        return type == "null"_L1;
    case JsonNode::Kind::Boolean:
        return type == "boolean"_L1;
    case JsonNode::Kind::Number:
        return type == "number"_L1 || (type == "integer"_L1 && Decimal(value.text).isInteger());
    case JsonNode::Kind::String:
        return type == "string"_L1;
    case JsonNode::Kind::Array:
        return type == "array"_L1;
    case JsonNode::Kind::Object:
        return type == "object"_L1;
    }
    return false;
}

qint64 characters(const QString &text)
{
    return std::count_if(text.begin(), text.end(),
                         [](QChar character) { return !character.isLowSurrogate(); });
}

} // namespace

bool Validation::checkValue(const Task &task)
{
    bool holds = true;
    if (const JsonNode *type = task.schema.member(u"type")) {
        const bool isRight = type->isArray()
            ? std::ranges::any_of(
                type->children,
                [&](const JsonNode &each) { return isOfType(task.value, each.text); })
            : isOfType(task.value, type->text);
        if (!isRight)
            holds = report(task, u"type"_s);
    }
    if (const JsonNode *values = task.schema.member(u"enum")) {
        const bool isOne = std::ranges::any_of(
            values->children, [&](const JsonNode &each) { return isSame(each, task.value); });
        if (!isOne)
            holds = report(task, u"enum"_s);
    }
    const JsonNode *constant = task.schema.member(u"const");
    if (constant && !isSame(*constant, task.value))
        holds = report(task, u"const"_s);
    return holds;
}

bool Validation::checkNumber(const Task &task)
{
    const Decimal value(task.value.text);
    const auto limit = [&task](QStringView keyword) -> std::optional<Decimal> {
        const JsonNode *node = task.schema.member(keyword);
        return node && node->isNumber() ? std::optional(Decimal(node->text)) : std::nullopt;
    };
    bool holds = true;
    if (const auto least = limit(u"minimum"); least && value < *least)
        holds = report(task, u"minimum"_s);
    if (const auto most = limit(u"maximum"); most && value > *most)
        holds = report(task, u"maximum"_s);
    if (const auto below = limit(u"exclusiveMinimum"); below && value <= *below)
        holds = report(task, u"exclusiveMinimum"_s);
    if (const auto above = limit(u"exclusiveMaximum"); above && value >= *above)
        holds = report(task, u"exclusiveMaximum"_s);
    if (const auto unit = limit(u"multipleOf");
        unit && *unit > Decimal() && !value.isMultipleOf(*unit))
        holds = report(task, u"multipleOf"_s);
    return holds;
}

bool Validation::checkCount(const Task &task, const QString &least, const QString &most,
                            qint64 count)
{
    bool holds = true;
    const JsonNode *from = task.schema.member(least);
    if (from && from->isNumber() && Decimal(QString::number(count)) < Decimal(from->text))
        holds = report(task, least);
    const JsonNode *to = task.schema.member(most);
    if (to && to->isNumber() && Decimal(QString::number(count)) > Decimal(to->text))
        holds = report(task, most);
    return holds;
}

bool Validation::checkString(const Task &task)
{
    bool holds = checkCount(task, u"minLength"_s, u"maxLength"_s, characters(task.value.text));
    const JsonNode *pattern = task.schema.member(u"pattern");
    if (pattern && pattern->isString() && !matches(pattern->text, task.value.text))
        holds = report(task, u"pattern"_s);
    return holds;
}

bool Validation::matches(const QString &pattern, const QString &text)
{
    const QRegularExpression expression = m_index.pattern(pattern);
    if (!expression.isValid())
        return false;
    const QRegularExpressionMatch match = expression.match(text);
    if (!match.isValid())
        m_verdict.hasGivenUp = true; // it took too many steps
    return match.hasMatch();
}

} // namespace polylogue::app::schema
