// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tools/argumentfields.h"

#include "app/json/jsoncodec.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::tools {

using json::JsonNode;

namespace {

ArgumentField described(const QString &name, const JsonNode &schema)
{
    ArgumentField field{.name = name};
    if (const JsonNode *words = schema.member(u"description"); words && words->isString())
        field.description = words->text;
    if (const JsonNode *choices = schema.member(u"enum"); choices && choices->isArray()) {
        field.kind = ArgumentField::Kind::Choice;
        for (const JsonNode &choice : choices->children)
            field.choices.append(QString::fromUtf8(json::write(choice)));
        return field;
    }
    const JsonNode *type = schema.member(u"type");
    const QString typeName = type && type->isString() ? type->text : QString();
    if (typeName == "string"_L1)
        field.kind = ArgumentField::Kind::Text;
    else if (typeName == "number"_L1 || typeName == "integer"_L1)
        field.kind = ArgumentField::Kind::Number;
    else if (typeName == "boolean"_L1)
        field.kind = ArgumentField::Kind::Boolean;
    return field;
}

QString escaped(char32_t c)
{
    if (c < 0x10000)
        return u"\\u%1"_s.arg(uint(c), 4, 16, QChar(u'0'));
    return u"\\u%1\\u%2"_s.arg(uint(QChar::highSurrogate(c)), 4, 16, QChar(u'0'))
        .arg(uint(QChar::lowSurrogate(c)), 4, 16, QChar(u'0'));
}

template <typename Mark> QString marked(const QString &text, Mark mark)
{
    QString visible;
    visible.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair =
            text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        const char32_t c =
            isPair ? QChar::surrogateToUcs4(text.at(i), text.at(i + 1)) : text.at(i).unicode();
        if (isInvisible(c))
            visible += mark(c);
        else
            visible += QStringView(text).sliced(i, isPair ? 2 : 1);
        i += isPair ? 1 : 0;
    }
    return visible;
}

//! A value of another kind than the schema's is written as JSON, so that nothing of it is lost.
void setValue(ArgumentField &field, const JsonNode &value)
{
    field.isGiven = true;
    const QString asJson = QString::fromUtf8(json::write(value));
    const bool fits = field.kind == ArgumentField::Kind::Json
        || (field.kind == ArgumentField::Kind::Text && value.isString())
        || (field.kind == ArgumentField::Kind::Number && value.isNumber())
        || (field.kind == ArgumentField::Kind::Boolean && value.kind == JsonNode::Kind::Boolean)
        || (field.kind == ArgumentField::Kind::Choice && field.choices.contains(asJson));
    const bool hidesSomething = value.isString() && withVisibleMarks(value.text) != value.text;
    if (!fits || hidesSomething)
        field.kind = ArgumentField::Kind::Json;
    field.value = field.kind == ArgumentField::Kind::Text ? value.text : marked(asJson, escaped);
}

} // namespace

QList<ArgumentField> argumentFields(const QByteArray &schema, const QByteArray &arguments)
{
    const auto asked = json::parse(schema);
    const auto given = json::parse(arguments);
    QList<ArgumentField> fields;
    QStringList names;
    const JsonNode *properties = asked ? asked->member(u"properties") : nullptr;
    const JsonNode *required = asked ? asked->member(u"required") : nullptr;
    if (properties && properties->isObject()) {
        for (qsizetype i = 0; i < properties->children.size(); ++i) {
            const QString &name = properties->names.at(i);
            if (names.contains(name))
                continue; // written twice: the last counts, as for the schema
            ArgumentField field = described(name, *properties->member(name));
            if (required && required->isArray()) {
                for (const JsonNode &each : required->children)
                    field.isRequired = field.isRequired || each.text == name;
            }
            names.append(name);
            fields.append(field);
        }
    }
    if (!given || !given->isObject())
        return fields;
    for (qsizetype i = 0; i < given->children.size(); ++i) {
        const QString &name = given->names.at(i);
        qsizetype at = names.indexOf(name);
        if (at < 0) {
            at = fields.size();
            names.append(name);
            fields.append({.name = name});
        }
        setValue(fields[at], given->children.at(i));
    }
    return fields;
}

QByteArray argumentsOf(const QList<ArgumentField> &fields)
{
    JsonNode object{.kind = JsonNode::Kind::Object};
    for (const ArgumentField &field : fields) {
        if (!field.isGiven)
            continue;
        const auto value = json::parse(field.value.toUtf8());
        object.insert(field.name,
                      value && field.kind != ArgumentField::Kind::Text ? *value
                                                                       : JsonNode::of(field.value));
    }
    return json::write(object);
}

QString readableJson(const QByteArray &json)
{
    const auto node = json::parse(json);
    // Outside of strings a JSON text has none of them but white space.
    return marked(node ? QString::fromUtf8(json::write(*node, json::Layout::Indented))
                       : QString::fromUtf8(json),
                  escaped);
}

bool isInvisible(char32_t c)
{
    if (c == '\t' || c == '\n' || c == '\r')
        return false;
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // zero width, bidirectional, tags
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        break;
    }
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) // variation selectors
        || c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 // empty letters
        || c == 0x034F || c == 0x2800;
}

QString withVisibleMarks(const QString &text)
{
    return marked(text, [](char32_t c) {
        return u"\\u{%1}"_s.arg(QString::number(uint(c), 16).toUpper().rightJustified(4, u'0'));
    });
}

} // namespace polylogue::app::tools
