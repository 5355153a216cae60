// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/schema/validation.h"

#include "app/json/jsoncodec.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::schema {

using json::JsonNode;
using json::pointerTo;

namespace {

constexpr qsizetype MostViolations = 100;
constexpr int MostDepth = 400; // a reference to itself goes on without end
constexpr qint64 MostSteps = 2'000'000;

} // namespace

Validation::Validation(const SchemaIndex &index)
    : m_index(index)
{ }

Verdict Validation::run(const JsonNode &value)
{
    const Place root = m_index.rootPlace();
    Seen seen;
    const bool holds = check(*root.node, {root.resource, nullptr}, value, {}, seen);
    if (!holds && m_verdict.violations.isEmpty())
        m_verdict.hasGivenUp = true;
    return m_verdict;
}

bool Validation::report(const Task &task, const QString &keyword, const QString &argument)
{
    if (m_silence == 0 && m_verdict.violations.size() < MostViolations) {
        const JsonNode *asked = task.schema.member(keyword);
        const QString wanted =
            !argument.isNull() || !asked ? argument : QString::fromUtf8(json::write(*asked));
        m_verdict.violations.append({task.at, keyword, wanted});
    }
    return false;
}

bool Validation::check(const JsonNode &schema, const Scope &outer, const JsonNode &value,
                       const QString &at, Seen &seen)
{
    if (m_depth >= MostDepth || ++m_steps > MostSteps)
        m_verdict.hasGivenUp = true;
    if (m_verdict.hasGivenUp)
        return false;
    const Resource *resource = m_index.resourceOf(schema, outer.resource);
    const Scope inner{resource, &outer};
    const Task task{schema, resource == outer.resource ? outer : inner, value, at, seen};
    seen.resize(static_cast<size_t>(value.children.size()));
    if (schema.kind == JsonNode::Kind::Boolean && schema.boolean)
        return true;
    if (!schema.isObject())
        return report(task, u"false"_s);
    ++m_depth;
    const bool holds = checkKeywords(task);
    --m_depth;
    return holds;
}

bool Validation::checkKeywords(const Task &task)
{
    if (task.schema.member(u"$ref") && task.scope.resource->draft == Draft::Draft7)
        return checkReference(task);
    bool holds = checkReference(task);
    holds = checkDynamicReference(task) && holds;
    holds = checkValue(task) && holds;
    if (task.value.isNumber())
        holds = checkNumber(task) && holds;
    if (task.value.isString())
        holds = checkString(task) && holds;
    if (task.value.isArray())
        holds = checkArray(task) && holds;
    if (task.value.isObject())
        holds = checkObject(task) && holds;
    holds = checkCombinations(task) && holds;
    holds = checkCondition(task) && holds;
    return checkUnevaluated(task) && holds;
}

bool Validation::apply(const JsonNode &schema, const Task &task)
{
    Seen seen;
    const bool holds = check(schema, task.scope, task.value, task.at, seen);
    for (size_t i = 0; holds && i < seen.size(); ++i)
        task.seen[i] = task.seen[i] || seen[i];
    return holds;
}

bool Validation::applySilently(const JsonNode &schema, const Task &task)
{
    ++m_silence;
    const bool holds = apply(schema, task);
    --m_silence;
    return holds;
}

bool Validation::isMatch(const JsonNode &schema, const Task &task, const JsonNode &value)
{
    Seen seen;
    ++m_silence;
    const bool isMatch = check(schema, task.scope, value, task.at, seen);
    --m_silence;
    return isMatch;
}

bool Validation::checkChild(const JsonNode &schema, const Task &task, qsizetype index)
{
    const QString name =
        task.value.isObject() ? task.value.names.at(index) : QString::number(index);
    Seen seen;
    task.seen[static_cast<size_t>(index)] = true;
    return check(schema, task.scope, task.value.children.at(index), pointerTo(task.at, name), seen);
}

bool Validation::checkReference(const Task &task)
{
    const JsonNode *reference = task.schema.member(u"$ref");
    if (!reference || !reference->isString())
        return true;
    return enter(m_index.find(reference->text, *task.scope.resource), task, u"$ref"_s,
                 reference->text);
}

bool Validation::checkDynamicReference(const Task &task)
{
    const JsonNode *reference = task.schema.member(u"$dynamicRef");
    if (!reference || !reference->isString())
        return true;
    Place place = m_index.find(reference->text, *task.scope.resource);
    const QString name = QUrl(reference->text).fragment(QUrl::FullyDecoded);
    const bool isDynamic = place.node && place.resource->dynamicAnchors.value(name) == place.node;
    // The outermost of those that have the name.
    for (const Scope *scope = &task.scope; isDynamic && scope; scope = scope->outer) {
        if (const JsonNode *node = scope->resource->dynamicAnchors.value(name))
            place = {node, scope->resource};
    }
    return enter(place, task, u"$dynamicRef"_s, reference->text);
}

bool Validation::enter(const Place &place, const Task &task, const QString &keyword,
                       const QString &reference)
{
    if (!place.node)
        return report(task, keyword, reference);
    const Scope scope{place.resource, &task.scope};
    return check(*place.node, place.resource == task.scope.resource ? task.scope : scope,
                 task.value, task.at, task.seen);
}

bool Validation::checkCombinations(const Task &task)
{
    bool holds = true;
    if (const JsonNode *all = task.schema.member(u"allOf")) {
        for (const JsonNode &each : all->children)
            holds = apply(each, task) && holds;
    }
    if (const JsonNode *any = task.schema.member(u"anyOf")) {
        // All of them are tried: each says what it has looked at.
        qsizetype count = 0;
        for (const JsonNode &each : any->children)
            count += applySilently(each, task) ? 1 : 0;
        if (count == 0)
            holds = report(task, u"anyOf"_s, QString::number(any->children.size()));
    }
    if (const JsonNode *one = task.schema.member(u"oneOf")) {
        qsizetype count = 0;
        for (const JsonNode &each : one->children)
            count += applySilently(each, task) ? 1 : 0;
        if (count != 1)
            holds = report(task, u"oneOf"_s, QString::number(count));
    }
    if (const JsonNode *excluded = task.schema.member(u"not")) {
        if (isMatch(*excluded, task, task.value))
            holds = report(task, u"not"_s);
    }
    return holds;
}

bool Validation::checkCondition(const Task &task)
{
    const JsonNode *condition = task.schema.member(u"if");
    if (!condition)
        return true;
    const JsonNode *next = task.schema.member(applySilently(*condition, task) ? u"then" : u"else");
    return !next || apply(*next, task);
}

bool Validation::checkUnevaluated(const Task &task)
{
    const JsonNode *rest = task.value.isArray() ? task.schema.member(u"unevaluatedItems")
        : task.value.isObject()                 ? task.schema.member(u"unevaluatedProperties")
                                                : nullptr;
    bool holds = true;
    for (qsizetype i = 0; rest && i < task.value.children.size(); ++i) {
        if (!task.seen[static_cast<size_t>(i)])
            holds = checkChild(*rest, task, i) && holds;
    }
    return holds;
}

} // namespace polylogue::app::schema
