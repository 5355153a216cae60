// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/schema/schemaindex.h"

#include "app/schema/ecmapattern.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace polylogue::app::schema {

using json::JsonNode;
using json::pointerTo;

namespace {

// Where schemas stand within a schema. What else looks like one (in "enum", "const", "default") is
// a value.
constexpr std::array withOne{"additionalItems"_L1,
                             "additionalProperties"_L1,
                             "contains"_L1,
                             "contentSchema"_L1,
                             "else"_L1,
                             "if"_L1,
                             "items"_L1,
                             "not"_L1,
                             "propertyNames"_L1,
                             "then"_L1,
                             "unevaluatedItems"_L1,
                             "unevaluatedProperties"_L1};
constexpr std::array withList{"allOf"_L1, "anyOf"_L1, "items"_L1, "oneOf"_L1, "prefixItems"_L1};
constexpr std::array withNames{"$defs"_L1,
                               "definitions"_L1,
                               "dependencies"_L1,
                               "dependentSchemas"_L1,
                               "patternProperties"_L1,
                               "properties"_L1};

template <typename List> bool contains(const List &list, const QString &name)
{
    return std::ranges::find(list, name) != list.end();
}

bool canBeSchema(const JsonNode &node)
{
    return node.isObject() || node.kind == JsonNode::Kind::Boolean;
}

Draft draftOf(const JsonNode &node, Draft otherwise)
{
    const JsonNode *named = node.member(u"$schema");
    if (!named)
        return otherwise;
    return named->text.contains("draft-07"_L1) || named->text.contains("draft-06"_L1)
            || named->text.contains("draft-04"_L1)
        ? Draft::Draft7
        : Draft::Draft2020;
}

QString stringOf(const JsonNode &node, QStringView name)
{
    const JsonNode *found = node.member(name);
    return found && found->isString() ? found->text : QString();
}

//! In draft 7 nothing beside a reference counts.
bool isOnlyReference(const JsonNode &node, Draft draft)
{
    return draft == Draft::Draft7 && !stringOf(node, u"$ref").isNull();
}

} // namespace

SchemaIndex::SchemaIndex(const JsonNode &root, Draft draft)
    : m_root(root)
{
    auto whole = std::make_unique<Resource>();
    whole->root = &m_root;
    whole->draft = draftOf(m_root, draft);
    if (!isOnlyReference(m_root, whole->draft))
        whole->uri = QUrl(stringOf(m_root, u"$id")).adjusted(QUrl::RemoveFragment);
    m_begins.insert(&m_root, whole.get());
    m_resources.push_back(std::move(whole));
    walk(m_root, m_resources.front().get(), {});
    checkReferences();
}

const Resource *SchemaIndex::resourceOf(const JsonNode &node, const Resource *outer) const
{
    return m_begins.value(&node, outer);
}

Resource *SchemaIndex::enter(const JsonNode &node, Resource *outer)
{
    const QString id = stringOf(node, u"$id");
    const Draft draft = draftOf(node, outer->draft);
    if (id.isEmpty() || &node == &m_root || isOnlyReference(node, draft))
        return outer;
    if (id.startsWith(u'#')) { // draft 7's way to write an anchor
        outer->anchors.insert(id.sliced(1), &node);
        return outer;
    }
    auto inner = std::make_unique<Resource>();
    inner->uri = outer->uri.resolved(QUrl(id)).adjusted(QUrl::RemoveFragment);
    inner->root = &node;
    inner->draft = draft;
    m_begins.insert(&node, inner.get());
    m_resources.push_back(std::move(inner));
    return m_resources.back().get();
}

void SchemaIndex::walk(const JsonNode &node, Resource *resource, const QString &pointer)
{
    if (!node.isObject())
        return;
    resource = enter(node, resource);
    if (const QString anchor = stringOf(node, u"$anchor"); !anchor.isEmpty())
        resource->anchors.insert(anchor, &node);
    if (const QString anchor = stringOf(node, u"$dynamicAnchor"); !anchor.isEmpty()) {
        resource->anchors.insert(anchor, &node);
        resource->dynamicAnchors.insert(anchor, &node);
    }
    for (const QString &keyword : {u"$ref"_s, u"$dynamicRef"_s}) {
        if (const QString text = stringOf(node, keyword); !text.isNull())
            m_references.push_back({text, pointerTo(pointer, keyword), resource});
    }
    if (const QString text = stringOf(node, u"pattern"); !text.isNull())
        addPattern(text, pointerTo(pointer, u"pattern"_s));
    for (qsizetype i = 0; i < node.names.size(); ++i) {
        const QString &name = node.names.at(i);
        const JsonNode &value = node.children.at(i);
        const QString at = pointerTo(pointer, name);
        if (contains(withOne, name) && canBeSchema(value))
            walk(value, resource, at);
        if (contains(withList, name) && value.isArray()) {
            for (qsizetype k = 0; k < value.children.size(); ++k)
                walk(value.children.at(k), resource, pointerTo(at, QString::number(k)));
        }
        if (contains(withNames, name) && value.isObject()) {
            for (qsizetype k = 0; k < value.children.size(); ++k) {
                if (name == "patternProperties"_L1)
                    addPattern(value.names.at(k), pointerTo(at, value.names.at(k)));
                walk(value.children.at(k), resource, pointerTo(at, value.names.at(k)));
            }
        }
    }
}

void SchemaIndex::addPattern(const QString &text, const QString &pointer)
{
    const QRegularExpression pattern = ecmaPattern(text);
    if (!pattern.isValid())
        m_faults.append({pointer, text});
    m_patterns.insert(text, pattern);
}

void SchemaIndex::checkReferences()
{
    for (const Reference &reference : m_references) {
        if (!find(reference.text, *reference.from).node)
            m_faults.append({reference.pointer, reference.text});
    }
}

Place SchemaIndex::find(const QString &text, const Resource &from) const
{
    const QUrl target = from.uri.resolved(QUrl(text));
    const QUrl address = target.adjusted(QUrl::RemoveFragment);
    const QString fragment = target.fragment(QUrl::FullyDecoded);
    const Resource *resource = nullptr;
    if (text.startsWith(u'#')) {
        resource = &from;
    } else {
        const auto found = std::ranges::find_if(
            m_resources, [&address](const auto &each) { return each->uri == address; });
        resource = found == m_resources.end() ? nullptr : found->get();
    }
    if (!resource)
        return {};
    if (fragment.isEmpty() || fragment.startsWith(u'/'))
        return findPointer(*resource, fragment);
    return {resource->anchors.value(fragment), resource};
}

//! A pointer may lead into another resource.
Place SchemaIndex::findPointer(const Resource &resource, const QString &pointer) const
{
    Place place{resource.root, &resource};
    if (pointer.isEmpty())
        return place;
    const QStringList steps = pointer.sliced(1).split(u'/');
    for (const QString &step : steps) {
        place.node = json::resolve(*place.node, u'/' + step);
        if (!place.node || !canBeSchema(*place.node)) {
            // Lists lie between schemas; nothing else does.
            if (!place.node || !place.node->isArray())
                return {};
            continue;
        }
        place.resource = resourceOf(*place.node, place.resource);
    }
    return canBeSchema(*place.node) ? place : Place{};
}

} // namespace polylogue::app::schema
