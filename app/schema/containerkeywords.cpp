// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// Keywords for arrays and objects.

#include "app/json/decimal.h"
#include "app/json/jsoncodec.h"
#include "app/schema/validation.h"

#include <QSet>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace polylogue::app::schema {

using json::Decimal;
using json::JsonNode;

namespace {

//! \return the same text for values that are the same, and only for them.
QByteArray normalText(const JsonNode &node)
{
    if (node.isNumber())
        return Decimal(node.text).normalText();
    if (!node.isArray() && !node.isObject())
        return json::write(node);
    QList<QByteArray> parts;
    for (qsizetype i = 0; i < node.children.size(); ++i) {
        const JsonNode &child = node.children.at(i);
        if (!node.isObject())
            parts.append(normalText(child));
        else if (node.member(node.names.at(i)) == &child) // the last of that name
            parts.append(json::write(JsonNode::of(node.names.at(i))) + ':' + normalText(child));
    }
    if (node.isObject())
        std::sort(parts.begin(), parts.end());
    return (node.isObject() ? '{' : '[') + parts.join(',') + (node.isObject() ? '}' : ']');
}

bool areDifferent(const QList<JsonNode> &values)
{
    QSet<QByteArray> known;
    return std::ranges::all_of(values, [&known](const JsonNode &value) {
        const qsizetype before = known.size();
        known.insert(normalText(value));
        return known.size() > before;
    });
}

bool isTrue(const JsonNode *node)
{
    return node && node->kind == JsonNode::Kind::Boolean && node->boolean;
}

} // namespace

bool Validation::checkArray(const Task &task)
{
    bool holds = checkCount(task, u"minItems"_s, u"maxItems"_s, task.value.children.size());
    if (isTrue(task.schema.member(u"uniqueItems")) && !areDifferent(task.value.children))
        holds = report(task, u"uniqueItems"_s);
    holds = checkElements(task) && holds;
    return checkContains(task) && holds;
}

bool Validation::checkElements(const Task &task)
{
    const JsonNode *items = task.schema.member(u"items");
    // The first elements one by one, then all others: named so in 2020-12 and in draft 7.
    const JsonNode *first = task.schema.member(u"prefixItems");
    const JsonNode *others = items;
    if (items && items->isArray()) {
        first = items;
        others = task.schema.member(u"additionalItems");
    }
    const qsizetype count = task.value.children.size();
    const qsizetype named = first ? std::min(first->children.size(), count) : 0;
    bool holds = true;
    for (qsizetype i = 0; i < named; ++i)
        holds = checkChild(first->children.at(i), task, i) && holds;
    for (qsizetype i = named; others && i < count; ++i)
        holds = checkChild(*others, task, i) && holds;
    return holds;
}

bool Validation::checkContains(const Task &task)
{
    const JsonNode *wanted = task.schema.member(u"contains");
    if (!wanted)
        return true;
    qint64 count = 0;
    for (qsizetype i = 0; i < task.value.children.size(); ++i) {
        const bool isWanted = isMatch(*wanted, task, task.value.children.at(i));
        count += isWanted ? 1 : 0;
        if (isWanted && task.scope.resource->draft == Draft::Draft2020)
            task.seen[static_cast<size_t>(i)] = true;
    }
    if (count == 0 && !task.schema.member(u"minContains"))
        return report(task, u"contains"_s);
    return checkCount(task, u"minContains"_s, u"maxContains"_s, count);
}

bool Validation::checkObject(const Task &task)
{
    bool holds = checkCount(task, u"minProperties"_s, u"maxProperties"_s,
                            QSet<QString>(task.value.names.begin(), task.value.names.end()).size());
    if (const JsonNode *required = task.schema.member(u"required")) {
        for (const JsonNode &name : required->children) {
            if (name.isString() && !task.value.member(name.text))
                holds = report(task, u"required"_s, name.text);
        }
    }
    if (const JsonNode *names = task.schema.member(u"propertyNames")) {
        for (const QString &name : task.value.names) {
            if (!isMatch(*names, task, JsonNode::of(name)))
                holds = report(task, u"propertyNames"_s, name);
        }
    }
    holds = checkMembers(task) && holds;
    return checkDependencies(task) && holds;
}

bool Validation::checkMembers(const Task &task)
{
    const JsonNode *named = task.schema.member(u"properties");
    const JsonNode *patterns = task.schema.member(u"patternProperties");
    const JsonNode *others = task.schema.member(u"additionalProperties");
    bool holds = true;
    for (qsizetype i = 0; i < task.value.children.size(); ++i) {
        const QString &name = task.value.names.at(i);
        bool isOther = true;
        if (const JsonNode *schema = named ? named->member(name) : nullptr) {
            isOther = false;
            holds = checkChild(*schema, task, i) && holds;
        }
        for (qsizetype k = 0; patterns && k < patterns->children.size(); ++k) {
            if (!matches(patterns->names.at(k), name))
                continue;
            isOther = false;
            holds = checkChild(patterns->children.at(k), task, i) && holds;
        }
        if (isOther && others)
            holds = checkChild(*others, task, i) && holds;
    }
    return holds;
}

bool Validation::checkDependencies(const Task &task)
{
    bool holds = true;
    // Draft 7 has one keyword for what are two in 2020-12.
    for (const QString &keyword :
         {u"dependentRequired"_s, u"dependentSchemas"_s, u"dependencies"_s}) {
        const JsonNode *table = task.schema.member(keyword);
        for (qsizetype i = 0; table && i < table->children.size(); ++i) {
            if (!task.value.member(table->names.at(i)))
                continue;
            const JsonNode &needed = table->children.at(i);
            if (needed.isArray()) {
                for (const JsonNode &name : needed.children) {
                    if (!task.value.member(name.text))
                        holds = report(task, keyword, name.text);
                }
                continue;
            }
            holds = apply(needed, task) && holds;
        }
    }
    return holds;
}

} // namespace polylogue::app::schema
