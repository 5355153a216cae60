// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/schema/exampleschema.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::schema {

using json::JsonNode;

namespace {

JsonNode typed(const QString &type)
{
    JsonNode schema{.kind = JsonNode::Kind::Object};
    schema.insert(u"type"_s, JsonNode::of(type));
    return schema;
}

QString typeOf(const JsonNode &schema)
{
    const JsonNode *type = schema.member(u"type");
    return type ? type->text : QString();
}

bool isNumeric(const QString &type)
{
    return type == "integer"_L1 || type == "number"_L1;
}

JsonNode merged(const JsonNode &a, const JsonNode &b);

//! What both describe; required is what both have.
JsonNode mergedObjects(const JsonNode &a, const JsonNode &b)
{
    const JsonNode &first = *a.member(u"properties");
    const JsonNode &second = *b.member(u"properties");
    JsonNode properties{.kind = JsonNode::Kind::Object};
    for (qsizetype i = 0; i < first.children.size(); ++i) {
        const JsonNode *other = second.member(first.names.at(i));
        properties.insert(first.names.at(i),
                          other ? merged(first.children.at(i), *other) : first.children.at(i));
    }
    for (qsizetype i = 0; i < second.children.size(); ++i) {
        if (!first.member(second.names.at(i)))
            properties.insert(second.names.at(i), second.children.at(i));
    }
    const QList<JsonNode> &also = b.member(u"required")->children;
    JsonNode required{.kind = JsonNode::Kind::Array};
    for (const JsonNode &name : a.member(u"required")->children) {
        if (std::any_of(also.begin(), also.end(),
                        [&name](const JsonNode &each) { return each.text == name.text; }))
            required.children.append(name);
    }
    JsonNode schema = typed(u"object"_s);
    schema.insert(u"properties"_s, properties);
    schema.insert(u"required"_s, required);
    return schema;
}

//! A schema that both examples fit.
JsonNode merged(const JsonNode &a, const JsonNode &b)
{
    const QString first = typeOf(a);
    const QString second = typeOf(b);
    if (first == second && first == "object"_L1)
        return mergedObjects(a, b);
    if (first == second && first == "array"_L1) {
        const JsonNode *items = a.member(u"items");
        const JsonNode *others = b.member(u"items");
        if (!items || !others)
            return items ? a : b;
        JsonNode schema = typed(u"array"_s);
        schema.insert(u"items"_s, merged(*items, *others));
        return schema;
    }
    if (first == second)
        return a;
    if (isNumeric(first) && isNumeric(second))
        return typed(u"number"_s);
    return {.kind = JsonNode::Kind::Object}; // anything
}

} // namespace

JsonNode schemaFromExample(const JsonNode &example)
{
    switch (example.kind) {
    case JsonNode::Kind::Null:
        return typed(u"null"_s);
    case JsonNode::Kind::Boolean:
        return typed(u"boolean"_s);
    case JsonNode::Kind::String:
        return typed(u"string"_s);
    case JsonNode::Kind::Number: {
        const bool isWhole = std::none_of(example.text.begin(), example.text.end(), [](QChar c) {
            return c == u'.' || c == u'e' || c == u'E';
        });
        return typed(isWhole ? u"integer"_s : u"number"_s);
    }
    case JsonNode::Kind::Array: {
        JsonNode schema = typed(u"array"_s);
        if (example.children.isEmpty())
            return schema;
        JsonNode items = schemaFromExample(example.children.first());
        for (const JsonNode &element : example.children)
            items = merged(items, schemaFromExample(element));
        schema.insert(u"items"_s, items);
        return schema;
    }
    case JsonNode::Kind::Object:
        break;
    }
    JsonNode properties{.kind = JsonNode::Kind::Object};
    JsonNode required{.kind = JsonNode::Kind::Array};
    for (qsizetype i = 0; i < example.children.size(); ++i) {
        const QString &name = example.names.at(i);
        if (properties.member(name))
            continue; // written twice
        properties.insert(name, schemaFromExample(*example.member(name)));
        required.children.append(JsonNode::of(name));
    }
    JsonNode schema = typed(u"object"_s);
    schema.insert(u"properties"_s, properties);
    schema.insert(u"required"_s, required);
    return schema;
}

} // namespace polylogue::app::schema
