// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/schemacodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

constexpr int maximumReferences = 16; // one after the other: more is a circle
constexpr int maximumDepth = 8;
constexpr int maximumSchemas = 1000; // a few that refer to each other unfold without end

QString jsonText(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

//! "#/$defs/Place" -> that member of the root.
QJsonObject referred(const QJsonObject &root, const QString &reference)
{
    QJsonValue found = root;
    for (const QString &step : reference.split(u'/').sliced(1))
        found = found[step];
    return found.toObject();
}

QJsonObject resolved(QJsonObject schema, const QJsonObject &root)
{
    for (int count = 0; count < maximumReferences; ++count) {
        if (const QString reference = schema["$ref"_L1].toString(); reference.startsWith(u'#')) {
            schema = referred(root, reference);
            continue;
        }
        QJsonArray alternatives = schema["anyOf"_L1].toArray();
        if (alternatives.isEmpty())
            alternatives = schema["oneOf"_L1].toArray();
        while (alternatives.size() > 1 && alternatives[0]["type"_L1].toString() == "null"_L1)
            alternatives.removeFirst();
        for (const QJsonValue &joined : schema["allOf"_L1].toArray())
            alternatives.append(joined);
        if (alternatives.isEmpty())
            break;
        schema.remove("anyOf"_L1);
        schema.remove("oneOf"_L1);
        const bool isJoined = schema.contains("allOf"_L1);
        schema.remove("allOf"_L1);
        for (const QJsonValue &alternative : std::as_const(alternatives)) {
            const QJsonObject members = alternative.toObject();
            for (auto member = members.begin(); member != members.end(); ++member)
                schema.insert(member.key(), member.value());
            if (!isJoined)
                break;
        }
    }
    return schema;
}

QString typeOf(const QJsonObject &schema)
{
    const QJsonValue type = schema["type"_L1];
    if (type.isString())
        return type.toString();
    for (const QJsonValue &one : type.toArray()) {
        if (one.toString() != "null"_L1)
            return one.toString();
    }
    if (schema.contains("properties"_L1))
        return u"object"_s;
    return schema.contains("items"_L1) ? u"array"_s : QString();
}

Schema read(const QJsonObject &source, const QJsonObject &root, int depth, int &left)
{
    const QJsonObject object = resolved(source, root);
    Schema schema{.type = typeOf(object),
                  .description = object["description"_L1].toString(),
                  .format = object["format"_L1].toString(),
                  .minimumLength = object["minLength"_L1].toInt(),
                  .minimumItems = object["minItems"_L1].toInt()};
    if (object.contains("default"_L1))
        schema.fallback = jsonText(object["default"_L1]);
    if (object.contains("const"_L1))
        schema.choices.append(jsonText(object["const"_L1]));
    for (const QJsonValue &choice : object["enum"_L1].toArray())
        schema.choices.append(jsonText(choice));
    if (object["minimum"_L1].isDouble())
        schema.minimum = object["minimum"_L1].toDouble();
    if (object["exclusiveMinimum"_L1].isDouble())
        schema.minimum = object["exclusiveMinimum"_L1].toDouble() + 1;
    if (object["maximum"_L1].isDouble())
        schema.maximum = object["maximum"_L1].toDouble();
    if (object["exclusiveMaximum"_L1].isDouble())
        schema.maximum = object["exclusiveMaximum"_L1].toDouble() - 1;
    if (depth >= maximumDepth || --left <= 0)
        return schema;

    const QJsonArray required = object["required"_L1].toArray();
    const QJsonObject properties = object["properties"_L1].toObject();
    for (auto property = properties.begin(); property != properties.end(); ++property)
        schema.properties.push_back(
            {.name = property.key(),
             .schema = read(property.value().toObject(), root, depth + 1, left),
             .isRequired = required.contains(property.key())});
    if (object["items"_L1].isObject())
        schema.items.push_back(read(object["items"_L1].toObject(), root, depth + 1, left));
    return schema;
}

} // namespace

Schema decodeSchema(const QByteArray &json)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    int left = maximumSchemas;
    return read(root, root, 0, left);
}

} // namespace polylogue::app::practice
