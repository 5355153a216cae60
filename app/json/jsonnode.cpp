// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/jsonnode.h"

#include "app/json/decimal.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::json {

namespace {

//! Of a name that occurs twice the last one counts.
qsizetype membersOf(const JsonNode &object)
{
    QStringList names = object.names;
    return names.removeDuplicates(), names.size();
}

} // namespace

const JsonNode *JsonNode::member(QStringView name) const
{
    for (qsizetype i = names.size() - 1; i >= 0; --i) {
        if (names.at(i) == name)
            return &children.at(i);
    }
    return nullptr;
}

void JsonNode::insert(const QString &name, const JsonNode &value)
{
    kind = Kind::Object;
    names.append(name);
    children.append(value);
}

bool isSame(const JsonNode &a, const JsonNode &b)
{
    if (a.kind != b.kind)
        return false;
    switch (a.kind) {
    case JsonNode::Kind::Null:
        return true;
    case JsonNode::Kind::Boolean:
        return a.boolean == b.boolean;
    case JsonNode::Kind::String:
        return a.text == b.text;
    case JsonNode::Kind::Number:
        return Decimal(a.text) == Decimal(b.text);
    case JsonNode::Kind::Array:
        return std::equal(a.children.begin(), a.children.end(), b.children.begin(),
                          b.children.end(), isSame);
    case JsonNode::Kind::Object:
        return membersOf(a) == membersOf(b)
            && std::all_of(a.names.begin(), a.names.end(), [&a, &b](const QString &name) {
                   const JsonNode *other = b.member(name);
                   return other && isSame(*a.member(name), *other);
               });
    }
    return false;
}

QString pointerTo(const QString &pointer, const QString &name)
{
    return pointer + u'/' + QString(name).replace(u'~', "~0"_L1).replace(u'/', "~1"_L1);
}

const JsonNode *resolve(const JsonNode &root, const QString &pointer)
{
    const JsonNode *node = &root;
    if (pointer.isEmpty())
        return node;
    if (!pointer.startsWith(u'/'))
        return nullptr;
    const QStringList steps = pointer.sliced(1).split(u'/');
    for (QString step : steps) {
        step.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
        if (node->isArray()) {
            bool isNumber = false;
            const qsizetype index = step.toLongLong(&isNumber);
            node = isNumber && index >= 0 && index < node->children.size()
                    && QString::number(index) == step
                ? &node->children.at(index)
                : nullptr;
        } else {
            node = node->member(step);
        }
        if (!node)
            return nullptr;
    }
    return node;
}

} // namespace polylogue::app::json
