// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/parametersfields.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::settings {

using endpoint::Parameters;

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
        extraJsonField(),
    };
    return table;
}

} // namespace polylogue::app::settings
