// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/parametersfields.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::settings {

using endpoint::Parameters;
using endpoint::ResponseFormat;

namespace {

//! As text and not as an object: numbers, order and spacing stay as the user wrote them.
Field<Parameters> extraJsonField()
{
    return {.name = u"extra_json"_s,
            .write =
                [](const Parameters &parameters, const QVariant &) {
                    return parameters.extraJson.isEmpty()
                        ? QVariant()
                        : QVariant(QString::fromUtf8(parameters.extraJson));
                },
            .read =
                [](Parameters &parameters, const QVariant &value) {
                    parameters.extraJson = value.toString().toUtf8();
                    return value.typeId() == QMetaType::QString;
                }};
}

QString wordOf(ResponseFormat::Kind kind)
{
    switch (kind) {
    case ResponseFormat::Kind::JsonObject:
        return u"json_object"_s;
    case ResponseFormat::Kind::JsonSchema:
        return u"json_schema"_s;
    case ResponseFormat::Kind::Text:
        break;
    }
    return u"text"_s;
}

//! The schema as text, for the same reason.
Field<Parameters> answerFormatField()
{
    return {.name = u"answer_format"_s,
            .write = [](const Parameters &parameters, const QVariant &) -> QVariant {
                const auto &format = parameters.responseFormat;
                if (!format)
                    return {};
                QVariantMap map{{u"type"_s, wordOf(format->kind)}};
                if (!format->name.isEmpty())
                    map.insert(u"name"_s, format->name);
                if (!format->schema.isEmpty())
                    map.insert(u"schema"_s, QString::fromUtf8(format->schema));
                if (format->isStrict)
                    map.insert(u"strict"_s, *format->isStrict);
                return map;
            },
            .read =
                [](Parameters &parameters, const QVariant &value) {
                    const QVariantMap map = value.toMap();
                    for (const auto kind :
                         {ResponseFormat::Kind::Text, ResponseFormat::Kind::JsonObject,
                          ResponseFormat::Kind::JsonSchema}) {
                        if (map.value(u"type"_s) != wordOf(kind))
                            continue;
                        ResponseFormat format{.kind = kind,
                                              .name = map.value(u"name"_s).toString(),
                                              .schema = map.value(u"schema"_s).toString().toUtf8()};
                        if (map.contains(u"strict"_s))
                            format.isStrict = map.value(u"strict"_s).toBool();
                        parameters.responseFormat = format;
                        return true;
                    }
                    return false;
                }};
}

} // namespace

const FieldTable<Parameters> &parametersFields()
{
    static const FieldTable<Parameters> table{
        field(u"stream"_s, &Parameters::stream),
        field(u"temperature"_s, &Parameters::temperature),
        field(u"top_p"_s, &Parameters::topP),
        field(u"max_tokens"_s, &Parameters::maxTokens),
        field(u"stop"_s, &Parameters::stop),
        field(u"seed"_s, &Parameters::seed),
        field(u"presence_penalty"_s, &Parameters::presencePenalty),
        field(u"frequency_penalty"_s, &Parameters::frequencyPenalty),
        field(u"reasoning_effort"_s, &Parameters::reasoningEffort),
        answerFormatField(),
        extraJsonField(),
    };
    return table;
}

} // namespace polylogue::app::settings
